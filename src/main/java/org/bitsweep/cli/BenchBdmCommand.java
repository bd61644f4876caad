package org.bitsweep.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.bits.Rng;
import org.bitsweep.complexity.BlockCounts;
import org.bitsweep.complexity.BlockShape;
import org.bitsweep.complexity.Decomposition;
import org.bitsweep.complexity.IncrementalComplexity;
import org.bitsweep.complexity.Partition;
import org.bitsweep.complexity.Perturbation;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.ctm.CtmTables;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bitsweep bench bdm}: the complexity library on one thread. */
@Command(
        name = "bdm",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  submit/bitsweep bench bdm", "  submit/bitsweep bench bdm --format json"},
        description = "Measures BDM and block entropy on one thread: after a warm-up, the median of several rounds"
                + " of the thread's processor time.")
final class BenchBdmCommand implements Callable<Integer> {
    private static final BlockShape SQUARE = new BlockShape(4, 4);

    @Option(names = "--format", defaultValue = "human", description = "human, json or csv (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "1",
            description = "Time for each measurement, after half as much warm-up (default: ${DEFAULT-VALUE}).")
    private double seconds;

    private final BenchResults results = new BenchResults();
    private double sink;

    @Override
    public Integer call() throws IOException {
        Stopwatch watch = new Stopwatch(seconds);
        CtmTable table = CtmTables.load("2d");
        BitMatrix large = random(4096, 4096, 1);
        BlockCounts counts = new BlockCounts(SQUARE);
        result("ignore-4x4-4096x4096", 1 << 20, watch.median(() -> measure(counts, large, table)));

        BlockCounts windows = new BlockCounts(new Decomposition(SQUARE, new Partition.Correlated(1)));
        long positions = windows.decomposition().blocks(4096, 4096);
        result("correlated-4x4-4096x4096", positions, watch.median(() -> measure(windows, large, table)));

        List<BitMatrix> network = List.of(random(32, 100, 2), random(16, 32, 3), random(10, 16, 4));
        result("network-100-32-16-10-full", 240, watch.median(() -> {
            counts.clear();
            for (int i = 0; i < network.size(); i++) {
                counts.add(network.get(i));
            }
            sink += counts.bdm(table) + counts.entropy();
        }));
        result("network-100-32-16-10-step", 240, step(watch, network, table));

        BitMatrix mapped = random(1024, 1024, 5);
        double[] changes = new double[1 << 20];
        Perturbation perturbation = new Perturbation(Decomposition.ignore(SQUARE), table);
        result("perturbation-1024x1024", 1 << 16, watch.median(() -> {
            perturbation.bdm(mapped, changes);
            sink += changes[17];
        }));
        results.print(
                format,
                List.of("benchmark", "blocks_per_second", "operations_per_second", "microseconds_per_operation"),
                List.of("benchmark", "million blocks/s", "operations/s", "µs/operation"),
                BenchBdmCommand::line);
        return 0;
    }

    private void measure(BlockCounts counts, BitMatrix matrix, CtmTable table) {
        counts.clear();
        counts.add(matrix);
        sink += counts.bdm(table) + counts.entropy();
    }

    /**
     * One optimisation step: about 1 % of the bits have flipped since the one before. The flipped states are prepared, so
     * that only the update and the two values are measured.
     */
    private double step(Stopwatch watch, List<BitMatrix> network, CtmTable table) {
        IncrementalComplexity incremental = new IncrementalComplexity(Decomposition.ignore(SQUARE), table, network);
        int states = 64;
        Rng rng = Rng.stream(6, "bench");
        List<List<BitMatrix>> steps = new ArrayList<>();
        List<BitMatrix> state = network;
        for (int i = 0; i < states; i++) {
            state = state.stream().map(BitMatrix::copy).toList();
            for (BitMatrix matrix : state) {
                int cells = matrix.rows() * matrix.cols();
                for (int flip = 0; flip < Math.round(cells * 0.01); flip++) {
                    matrix.flip(rng.nextInt(matrix.rows()), rng.nextInt(matrix.cols()));
                }
            }
            steps.add(state);
        }
        // There and back again, so that every state differs from the one before by one step.
        for (int i = states - 1; i > 0; i--) {
            steps.add(steps.get(i));
        }
        int[] next = {0};
        return watch.median(() -> {
            incremental.update(steps.get(next[0]));
            next[0] = next[0] + 1 == steps.size() ? 0 : next[0] + 1;
            sink += incremental.bdm() + incremental.entropy();
        });
    }

    private static BitMatrix random(int rows, int cols, long seed) {
        Rng rng = Rng.stream(seed, "bench");
        BitMatrix matrix = new BitMatrix(rows, cols);
        for (int row = 0; row < rows; row++) {
            for (int col = 0; col < cols; col++) {
                matrix.set(row, col, rng.nextInt(2) == 1);
            }
        }
        return matrix;
    }

    private void result(String benchmark, long blocks, double secondsPerCall) {
        results.add(benchmark)
                .put("blocks_per_second", blocks / secondsPerCall)
                .put("operations_per_second", 1 / secondsPerCall)
                .put("microseconds_per_operation", 1e6 * secondsPerCall);
    }

    private static List<String> line(JsonNode row) {
        return List.of(
                row.get("benchmark").asText(),
                BenchResults.number(row, "blocks_per_second", 1e-6, "%.1f"),
                BenchResults.number(row, "operations_per_second", 1, "%.1f"),
                BenchResults.number(row, "microseconds_per_operation", 1, "%.2f"));
    }
}
