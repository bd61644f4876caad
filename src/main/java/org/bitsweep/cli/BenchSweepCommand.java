package org.bitsweep.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.bitsweep.bits.Tier;
import org.bitsweep.run.ConfigurationException;
import org.bitsweep.sweep.OverheadBenchmark;
import org.bitsweep.sweep.Sessions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bitsweep bench sweep}: the engine without any training. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  submit/bitsweep bench sweep --runs 100000"},
        description = "Measures what the engine costs a run beside its training: plans, executes, writes and commits"
                + " runs that do nothing, into a store that is deleted afterwards.")
final class BenchSweepCommand implements Callable<Integer> {
    @Option(names = "--format", defaultValue = "human", description = "human or json (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Number of runs (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "Cores to use (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Override
    public Integer call() throws IOException {
        if (format == Format.CSV) {
            throw new ConfigurationException("--format csv is for rows; bench sweep prints human or json");
        }
        if (threads < 1) {
            throw new ConfigurationException("--threads is " + threads + ", expected 1 or more");
        }
        Path folder = Files.createTempDirectory("bitsweep-bench");
        try (SparkSession spark = Sessions.open("bitsweep bench", "local[" + threads + "]", Map.of())) {
            Path store = folder.resolve("store");
            OverheadBenchmark result = OverheadBenchmark.run(spark, store.toString(), runs);
            print(result, files(store));
            return 0;
        } finally {
            delete(folder);
        }
    }

    private void print(OverheadBenchmark result, long files) {
        double perRun = 1e3 * (result.planSeconds() + result.seconds()) / result.runs();
        if (format == Format.HUMAN) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "%d runs that do nothing, %d cores: %.3f ms a run (plan %.1f s, sweep %.1f s), %d files, heap %s MB",
                    result.runs(),
                    threads,
                    perRun,
                    result.planSeconds(),
                    result.seconds(),
                    files,
                    result.heapMegabytes().stream().map(Math::round).toList()));
            return;
        }
        ObjectNode json = Json.object();
        json.put("benchmark", "sweep");
        json.put("threads", threads);
        json.put("tier", Tier.selected().name());
        json.put("jdk", System.getProperty("java.version"));
        json.put("runs", result.runs());
        json.put("ms_per_run", perRun);
        json.put("plan_seconds", result.planSeconds());
        json.put("seconds", result.seconds());
        json.put("files", files);
        ArrayNode heap = json.putArray("heap_megabytes");
        result.heapMegabytes().forEach(heap::add);
        Json.print(json);
    }

    private static long files(Path store) throws IOException {
        long files = 0;
        for (String table : List.of("runs", "epochs", "measures")) {
            Path folder = store.resolve(table);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> found = Files.list(folder)) {
                    files += found.count();
                }
            }
        }
        return files;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            found.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
