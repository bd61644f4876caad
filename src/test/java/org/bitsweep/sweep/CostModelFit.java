package org.bitsweep.sweep;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.bitsweep.bits.Rng;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.ctm.CtmTables;
import org.bitsweep.data.DataShape;
import org.bitsweep.data.Opener;
import org.bitsweep.data.PreparedDataset;
import org.bitsweep.run.Configuration;
import org.bitsweep.run.PlannedRun;
import org.bitsweep.run.RunExecution;
import org.bitsweep.run.RunIdentity;
import org.bitsweep.run.RunSpec;
import org.bitsweep.run.SpecReader;

/**
 * Fits the coefficients of {@link CostModel}: trains networks of random settings in one thread, and looks for the
 * coefficients, none below zero, with the least sum of squared relative errors. To be started by hand, when training or
 * measuring has become faster or slower:
 *
 * <pre>java @submit/jvm.options -cp target/classes:target/test-classes:$(cat target/classpath.txt)
 *     org.bitsweep.sweep.CostModelFit</pre>
 */
final class CostModelFit {
    private static final int WARM_UP = 40;
    private static final int RUNS = 160;
    private static final int SWEEPS = 200_000;

    private CostModelFit() {}

    public static void main(String[] args) throws IOException {
        Rng random = Rng.stream(1, "cost");
        List<double[]> rows = new ArrayList<>();
        List<Double> expected = new ArrayList<>();
        for (int i = 0; i < WARM_UP + RUNS; i++) {
            RunSpec spec =
                    SpecReader.read(Configuration.parse(randomSettings(random)).settings());
            PreparedDataset data = spec.dataset().prepare(Opener.local());
            DataShape shape = new DataShape(
                    data.features(),
                    data.classes(),
                    data.split().train(),
                    data.split().validation().length,
                    data.split().test().length);
            double seconds = seconds(spec, data);
            if (i >= WARM_UP) {
                double[] row = CostModel.terms(spec, shape, spec.training().maxEpochs());
                rows.add(Arrays.stream(row).map(term -> term / seconds).toArray());
                expected.add(CostModel.seconds(spec, shape) / seconds);
            }
        }
        double[] coefficients = fit(rows);
        System.out.println(Arrays.stream(coefficients)
                .mapToObj(value -> String.format(Locale.ROOT, "%.2e", value))
                .collect(Collectors.joining(", ", "{", "}")));
        double[] ratios =
                rows.stream().mapToDouble(row -> dot(row, coefficients)).toArray();
        print("fitted to measured", ratios);
        print(
                "expected to measured",
                expected.stream().mapToDouble(ratio -> ratio).toArray());
    }

    private static String randomSettings(Rng random) {
        List<String> widths = new ArrayList<>();
        int layers = random.nextInt(4);
        for (int l = 0; l < layers; l++) {
            widths.add(String.valueOf((int) Math.pow(2, 2 + random.nextInt(61) / 10.0)));
        }
        String kind = List.of("bnn", "bnn", "float", "quant").get(random.nextInt(4));
        // Bounds compare all pairs of patterns: over all of them they would take longer than all else.
        boolean hasBounds = random.nextInt(4) == 0;
        return """
                dataset { count = %d, resize = %d }
                network { kind = %s, hidden = [%s] }
                training { batch-size = %d, max-epochs = %d, early-stopping.patience = 1000 }
                probes.complexity.default { block = %s, every = %s, pooling = %s }
                probes.information { every = %s, patterns = %s, bins = [%s], resamples = %d, noise = %s }
                probes.weight-information.every = %s
                training.regularizer.kind = %s
                """.formatted(
                        500 + random.nextInt(6000),
                        8 + random.nextInt(21),
                        kind,
                        String.join(",", widths),
                        16 << random.nextInt(5),
                        2 + random.nextInt(8),
                        List.of("4x4", "3x3", "4x3").get(random.nextInt(3)),
                        List.of("step", "step", "epoch").get(random.nextInt(3)),
                        List.of("network", "layer").get(random.nextInt(2)),
                        List.of("off", "1", "2").get(random.nextInt(3)),
                        hasBounds || random.nextInt(2) == 0 ? "test" : "all",
                        List.of("30", "30, 100").get(random.nextInt(2)),
                        List.of(0, 0, 20).get(random.nextInt(3)),
                        hasBounds ? "0.1" : "0",
                        List.of("off", "off", "1").get(random.nextInt(3)),
                        kind.equals("float") && random.nextInt(2) == 0 ? "weight-information" : "none");
    }

    /** The processor's time, so that what else runs on the machine counts little. */
    private static double seconds(RunSpec spec, PreparedDataset data) throws IOException {
        Map<String, CtmTable> tables = Map.of("2d", CtmTables.load("2d"));
        RunIdentity identity = RunIdentity.of(spec, data.digest(), Map.of("2d", ""));
        PlannedRun run = new PlannedRun("cost", spec, identity, Map.of());
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        RunExecution.execute(run, data, tables, 0);
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
    }

    /** Least squares against 1 under non-negativity, one coefficient after the other. */
    private static double[] fit(List<double[]> rows) {
        int terms = rows.get(0).length;
        double[] scale = new double[terms];
        for (double[] row : rows) {
            for (int t = 0; t < terms; t++) {
                scale[t] += row[t] * row[t];
            }
        }
        double[] coefficients = new double[terms];
        double[] left = new double[rows.size()];
        Arrays.fill(left, 1);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int t = 0; t < terms; t++) {
                double gradient = 0;
                for (int i = 0; i < left.length; i++) {
                    gradient += left[i] * rows.get(i)[t];
                }
                double step = Math.max(-coefficients[t], gradient / scale[t]);
                coefficients[t] += step;
                for (int i = 0; i < left.length; i++) {
                    left[i] -= step * rows.get(i)[t];
                }
            }
        }
        return coefficients;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void print(String what, double[] ratios) {
        double[] sorted = ratios.clone();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%s: median %.2f, 5 %% %.2f, 95 %% %.2f%n",
                what,
                sorted[sorted.length / 2],
                sorted[sorted.length / 20],
                sorted[sorted.length - 1 - sorted.length / 20]);
    }
}
