package org.bitsweep.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.bitsweep.bits.Tier;
import org.bitsweep.ctm.CtmTables;
import org.bitsweep.nn.NetworkSpec;
import org.bitsweep.run.ComplexitySpec;
import org.bitsweep.run.Configuration;
import org.bitsweep.run.RunSpec;
import org.bitsweep.run.SpecReader;
import org.bitsweep.run.TrainingBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bitsweep bench train}: the training loop on random data. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  submit/bitsweep bench train --network 100,32,16,10 --complexity step",
            "  submit/bitsweep bench train --network 784,512,512,10 --kind float --threads 2 --format json"
        },
        description =
                "Measures how many samples a second a network trains on: after a warm-up, the median over rounds of"
                        + " a twentieth of a second.")
final class BenchTrainCommand implements Callable<Integer> {
    @Option(
            names = "--network",
            paramLabel = "WIDTHS",
            split = ",",
            defaultValue = "100,32,16,10",
            description = "Inputs, hidden widths and classes (default: ${DEFAULT-VALUE}).")
    private List<Integer> widths;

    @Option(names = "--kind", defaultValue = "bnn", description = "bnn, float or quant (default: ${DEFAULT-VALUE}).")
    private String kind;

    @Option(names = "--batch", defaultValue = "128", description = "Samples of a step (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--complexity",
            paramLabel = "WHEN",
            description = "Also measure BDM and block entropy: after every step, or every epoch.")
    private ComplexitySpec.Every complexity;

    @Option(
            names = "--threads",
            defaultValue = "1",
            description = "Networks that train at the same time (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "3",
            description = "Time to measure, after a warm-up of the same time (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Further settings of the network and its training, such as training.optimizer=sgd.")
    private List<String> settings = List.of();

    @Option(names = "--format", defaultValue = "human", description = "human, json or csv (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (widths.size() < 2) {
            throw new IllegalArgumentException(
                    "--network has " + widths.size() + " number(s), expected inputs and classes at least");
        }
        int inputs = requirePositive(widths.get(0));
        int classes = requirePositive(widths.get(widths.size() - 1));
        RunSpec spec = spec();
        TrainingBenchmark benchmark = new TrainingBenchmark(
                spec.network(),
                spec.training(),
                inputs,
                classes,
                complexity,
                complexity == null ? null : CtmTables.load("2d"),
                threads,
                seconds);
        spec.network().requireFits(inputs, classes);
        print(spec.network(), benchmark, benchmark.samplesPerSecond());
        return 0;
    }

    private RunSpec spec() {
        String hidden = widths.subList(1, widths.size() - 1).stream()
                .map(String::valueOf)
                .collect(Collectors.joining(",", "[", "]"));
        List<String> overrides = new ArrayList<>(List.of(
                "network.kind=" + kind,
                "network.hidden=" + hidden,
                "training.batch-size=" + batch,
                "training.max-epochs=" + Integer.MAX_VALUE,
                "training.early-stopping.patience=" + Integer.MAX_VALUE));
        overrides.addAll(settings);
        return SpecReader.read(
                Configuration.parse("", overrides.toArray(String[]::new)).settings());
    }

    private static int requirePositive(int width) {
        if (width < 1 || width > NetworkSpec.WIDEST) {
            throw new IllegalArgumentException(
                    "--network has a width of " + width + ", expected 1 to " + NetworkSpec.WIDEST);
        }
        return width;
    }

    private void print(NetworkSpec network, TrainingBenchmark benchmark, double rate) {
        double gflop = rate * benchmark.operationsPerSample() * 1e-9;
        String label = network.label(benchmark.inputs(), benchmark.classes());
        ObjectNode result = Json.object()
                .put("benchmark", "train")
                .put("network", label)
                .put("batch", batch)
                .put(
                        "complexity",
                        complexity == null ? "off" : complexity.name().toLowerCase(Locale.ROOT))
                .put("threads", threads)
                .put("tier", Tier.selected().name())
                .put("jdk", Runtime.version().toString())
                .put("samples_per_second", rate)
                .put("gflop_per_second", gflop);
        switch (format) {
            case JSON -> Json.print(result);
            case CSV -> {
                System.out.println(Csv.line(result.properties().stream().map(Map.Entry::getKey)));
                System.out.println(Csv.line(result.properties().stream()
                        .map(field -> field.getValue().asText())));
            }
            case HUMAN ->
                System.out.printf(
                        Locale.ROOT,
                        "%s, batch %d, complexity %s: %,.0f samples/s, %.1f GFLOP/s on %d thread(s), %s, JDK %s%n",
                        label,
                        batch,
                        result.get("complexity").asText(),
                        rate,
                        gflop,
                        threads,
                        Tier.selected().name(),
                        Runtime.version().feature());
        }
    }
}
