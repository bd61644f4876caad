package org.bitsweep.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.bitsweep.run.InformationBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bitsweep bench information}: one measurement of the information plane. */
@Command(
        name = "information",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  submit/bitsweep bench information"},
        description = "Measures how long one epoch's information plane takes on one thread, with the pass through the"
                + " network and without: after a warm-up, the median of several rounds of the thread's processor"
                + " time.")
final class BenchInformationCommand implements Callable<Integer> {
    private static final List<InformationBenchmark> CASES = List.of(
            new InformationBenchmark("bnn", List.of(12, 10, 7, 5, 4, 3, 2), 4096),
            new InformationBenchmark("float", List.of(12, 10, 7, 5, 4, 3, 2), 4096),
            new InformationBenchmark("bnn", List.of(784, 16, 8, 4, 2, 10), 10_000),
            new InformationBenchmark("float", List.of(784, 16, 8, 4, 2, 10), 10_000),
            new InformationBenchmark("bnn", List.of(784, 512, 512, 10), 10_000),
            new InformationBenchmark("float", List.of(784, 512, 512, 10), 10_000));

    @Option(names = "--format", defaultValue = "human", description = "human, json or csv (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "2",
            description = "Time for each measurement, after half as much warm-up (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Override
    public Integer call() {
        Stopwatch watch = new Stopwatch(seconds);
        BenchResults results = new BenchResults();
        for (InformationBenchmark benchmark : CASES) {
            benchmark.attach(plane -> {
                plane.pass();
                double counting = watch.median(plane::count);
                double whole = watch.median(() -> {
                    plane.pass();
                    plane.count();
                });
                results.add(name(benchmark))
                        .put("patterns", benchmark.patterns())
                        .put("ms_per_plane", 1e3 * whole)
                        .put("ms_without_pass", 1e3 * counting);
            });
        }
        results.print(
                format,
                List.of("benchmark", "patterns", "ms_per_plane", "ms_without_pass"),
                List.of("benchmark", "patterns", "ms", "ms without the pass"),
                BenchInformationCommand::line);
        return 0;
    }

    private static String name(InformationBenchmark benchmark) {
        return benchmark.widths().stream()
                .map(String::valueOf)
                .collect(Collectors.joining("-", "information-" + benchmark.kind() + "-", ""));
    }

    private static List<String> line(JsonNode row) {
        return List.of(
                row.get("benchmark").asText(),
                row.get("patterns").asText(),
                BenchResults.number(row, "ms_per_plane", 1, "%.3f"),
                BenchResults.number(row, "ms_without_pass", 1, "%.3f"));
    }
}
