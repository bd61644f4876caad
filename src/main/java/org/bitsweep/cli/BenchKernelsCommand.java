package org.bitsweep.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.bits.Factor;
import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.PeakRate;
import org.bitsweep.bits.Rng;
import org.bitsweep.bits.Scratch;
import org.bitsweep.bits.Tier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bitsweep bench kernels}: the products of a training step on one thread. */
@Command(
        name = "kernels",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  submit/bitsweep bench kernels", "  submit/bitsweep bench kernels --sizes 64,512 --seconds 1"},
        description = "Measures the matrix products of training on one thread, for batches of 128, beside the most"
                + " multiply-adds that the processor can do.")
final class BenchKernelsCommand implements Callable<Integer> {
    private static final int ROWS = 128;
    private static final int PEAK_REPETITIONS = 10_000;

    @Option(names = "--format", defaultValue = "human", description = "human, json or csv (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(
            names = "--sizes",
            paramLabel = "N",
            split = ",",
            defaultValue = "32,128,512,2048",
            description = "Numbers of inputs and outputs; all pairs are measured (default: ${DEFAULT-VALUE}).")
    private List<Integer> sizes;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "0.3",
            description = "Time for each measurement, after half as much warm-up (default: ${DEFAULT-VALUE}).")
    private double seconds;

    private final Kernels kernels = Kernels.best();
    private final Scratch scratch = new Scratch();
    private final BenchResults results = new BenchResults();
    private Stopwatch watch;
    private volatile float sink;

    @Override
    public Integer call() {
        if (sizes.stream().anyMatch(size -> size < 1 || size > 16_384)) {
            throw new IllegalArgumentException("--sizes " + sizes + ", expected numbers from 1 to 16384");
        }
        // What is measured first would otherwise be measured while the compiler is still at it.
        watch = new Stopwatch(Math.max(2, seconds));
        measure(List.of(64));
        results.clear();
        watch = new Stopwatch(seconds);
        measure(sizes);
        results.print(
                format,
                List.of("benchmark", "rows", "inputs", "outputs", "gflop_per_second", "of_peak", "words_per_second"),
                List.of("product", "inputs", "outputs", "GFLOP/s", "of peak", "G words/s"),
                BenchKernelsCommand::line);
        return 0;
    }

    private void measure(List<Integer> sizes) {
        if (hasVectors()) {
            result("multiply-add-peak", 0, 0)
                    .put("gflop_per_second", peakOperations() * 1e-9 / watch.median(this::peak));
        }
        binary(2048, 512);
        for (int inputs : sizes) {
            for (int outputs : sizes) {
                floats(inputs, outputs);
            }
        }
    }

    private void binary(int inputs, int outputs) {
        BitMatrix x = bits(ROWS, inputs);
        BitMatrix w = bits(outputs, inputs);
        int stride = Kernels.padded(outputs);
        float[] y = new float[ROWS * stride];
        double time =
                watch.median(() -> kernels.xnorGemm(ROWS, outputs, inputs, x.words(), w.words(), y, stride, scratch));
        result("binary-product", inputs, outputs)
                .put("words_per_second", (double) ROWS * outputs * x.wordsPerRow() / time);
    }

    /** The three float products of a binarized layer: forward, and the gradients of its inputs and of its weights. */
    private void floats(int inputs, int outputs) {
        int from = Kernels.padded(inputs);
        int to = Kernels.padded(outputs);
        float[] x = gaussians(ROWS * from);
        float[] g = gaussians(ROWS * to);
        float[] y = new float[ROWS * to];
        float[] dx = new float[ROWS * from];
        float[] dw = new float[outputs * from];
        BitMatrix w = bits(outputs, inputs);
        Factor columns = new Factor.SignColumns(w);
        Factor rows = new Factor.SignRows(w);
        Factor samples = new Factor.Rows(x, from);
        double operations = 2.0 * ROWS * inputs * outputs;
        rate(
                "forward",
                inputs,
                outputs,
                operations,
                () -> kernels.gemm(ROWS, to, inputs, x, from, columns, y, to, scratch));
        rate(
                "input-gradient",
                inputs,
                outputs,
                operations,
                () -> kernels.gemm(ROWS, from, outputs, g, to, rows, dx, from, scratch));
        rate(
                "weight-gradient",
                inputs,
                outputs,
                operations,
                () -> kernels.gemmTransposed(0, outputs, from, ROWS, g, to, samples, dw, from, scratch));
    }

    private void rate(String name, int inputs, int outputs, double operations, Runnable work) {
        double time = watch.median(work);
        ObjectNode result = result(name, inputs, outputs).put("gflop_per_second", operations * 1e-9 / time);
        if (hasVectors()) {
            result.put("of_peak", operations / peakOperations() * watch.speedup(work, this::peak));
        }
    }

    private static boolean hasVectors() {
        return Tier.selected().name().startsWith("vector");
    }

    private static double peakOperations() {
        return (double) PEAK_REPETITIONS * PeakRate.operations();
    }

    private void peak() {
        sink = PeakRate.run(PEAK_REPETITIONS);
    }

    private ObjectNode result(String benchmark, int inputs, int outputs) {
        ObjectNode result = results.add(benchmark);
        if (inputs > 0) {
            result.put("rows", ROWS).put("inputs", inputs).put("outputs", outputs);
        }
        return result;
    }

    private static BitMatrix bits(int rows, int cols) {
        Rng rng = Rng.stream(rows, "bench");
        BitMatrix matrix = new BitMatrix(rows, cols);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                matrix.set(r, c, rng.nextInt() < 0);
            }
        }
        return matrix;
    }

    private static float[] gaussians(int count) {
        Rng rng = Rng.stream(count, "bench");
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) rng.nextGaussian();
        }
        return values;
    }

    private static List<String> line(JsonNode row) {
        return List.of(
                row.get("benchmark").asText(),
                row.path("inputs").asText(),
                row.path("outputs").asText(),
                BenchResults.number(row, "gflop_per_second", 1, "%.1f"),
                BenchResults.number(row, "of_peak", 100, "%.0f %%"),
                BenchResults.number(row, "words_per_second", 1e-9, "%.2f"));
    }
}
