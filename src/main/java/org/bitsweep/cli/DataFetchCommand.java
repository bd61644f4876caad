package org.bitsweep.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.bitsweep.data.fetch.Catalogue;
import org.bitsweep.data.fetch.Fetch;
import org.bitsweep.data.fetch.FetchException;
import org.bitsweep.run.ConfigurationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bitsweep data fetch}: a data set from the network. */
@Command(
        name = "fetch",
        footerHeading = "%nExamples:%n",
        footer = {"  submit/bitsweep data fetch mnist"},
        description =
                "Downloads a data set, checks its files' sums, and says how to use it. What was broken off goes on"
                        + " where it stopped.",
        mixinStandardHelpOptions = true)
final class DataFetchCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "mnist, fashion-mnist, har, or another one of the catalogue.")
    private String name;

    @Mixin
    private CatalogueOptions options;

    @Option(
            names = "--mirror",
            paramLabel = "URL",
            description = "Where to look first: the address of a folder with the files. May be given several times.")
    private List<String> mirrors = List.of();

    @Option(names = "--format", defaultValue = "human", description = "human or json (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (format == Format.CSV) {
            throw new ConfigurationException("--format csv is for rows; data fetch prints human or json");
        }
        Catalogue catalogue = options.read();
        FetchedFiles files = new FetchedFiles(options.folder(name), catalogue.files(name, mirrors));
        try {
            new Fetch(files.folder(), System.err::println).run(files.files());
        } catch (FetchException e) {
            throw new ConfigurationException(e.getMessage());
        }
        String kind = catalogue.kind(name);
        if (format == Format.JSON) {
            ObjectNode json = Json.object();
            json.put("name", name)
                    .put("kind", kind)
                    .put("path", files.datasetPath().toString());
            Json.print(json);
        } else {
            System.out.println("dataset.kind=" + kind + " dataset.path=" + files.datasetPath());
        }
        return 0;
    }
}
