package org.bitsweep.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.bitsweep.data.fetch.Catalogue;
import org.bitsweep.run.DatasetKind;
import org.bitsweep.run.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bitsweep data list}: what there is. */
@Command(
        name = "list",
        footerHeading = "%nExamples:%n",
        footer = {"  submit/bitsweep data list"},
        description = "The values of dataset.kind, and the data sets that can be fetched.",
        mixinStandardHelpOptions = true)
final class DataListCommand implements Callable<Integer> {
    /** @param path where a fetched data set is; empty if it is not here, null for a kind */
    private record Entry(String name, String type, String kind, String what, String path) {}

    @Mixin
    private CatalogueOptions options;

    @Option(names = "--format", defaultValue = "human", description = "human, json or csv (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Override
    public Integer call() {
        List<Entry> entries = entries();
        switch (format) {
            case JSON -> {
                ArrayNode array = Json.array();
                entries.forEach(entry -> array.addObject()
                        .put("name", entry.name())
                        .put("type", entry.type())
                        .put("kind", entry.kind())
                        .put("what", entry.what())
                        .put("path", here(entry) ? entry.path() : null));
                Json.print(array);
            }
            case CSV -> {
                System.out.println("name,type,kind,what,path");
                entries.forEach(entry -> System.out.println(Csv.line(Stream.of(
                        entry.name(), entry.type(), entry.kind(), entry.what(), here(entry) ? entry.path() : ""))));
            }
            case HUMAN ->
                entries.forEach(entry -> {
                    System.out.printf("%-9s %-17s %s%n", entry.type(), entry.name(), entry.what());
                    if (entry.path() != null) {
                        System.out.println(" ".repeat(28)
                                + (here(entry)
                                        ? "dataset.kind=" + entry.kind() + " dataset.path=" + entry.path()
                                        : "not here: bitsweep data fetch " + entry.name()));
                    }
                });
        }
        return 0;
    }

    private static boolean here(Entry entry) {
        return entry.path() != null && !entry.path().isEmpty();
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (DatasetKind kind : DatasetKind.values()) {
            String name = Settings.spelling(kind);
            entries.add(new Entry(name, kind.generator() ? "generator" : "files", name, kind.what(), null));
        }
        Catalogue catalogue = options.read();
        for (String name : catalogue.names()) {
            FetchedFiles files = new FetchedFiles(options.folder(name), catalogue.files(name, List.of()));
            boolean here = files.paths().stream().allMatch(Files::exists);
            entries.add(new Entry(
                    name,
                    "download",
                    catalogue.kind(name),
                    catalogue.what(name),
                    here ? files.datasetPath().toString() : ""));
        }
        return entries;
    }
}
