package org.bitsweep.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.bits.Rng;
import org.bitsweep.complexity.BlockCounts;
import org.bitsweep.complexity.BlockShape;
import org.bitsweep.complexity.Decomposition;
import org.bitsweep.complexity.Partition;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.ctm.CtmTables;
import org.bitsweep.nn.EpochSummary;
import org.bitsweep.nn.LayerView;
import org.bitsweep.run.ComplexitySpec.Arrangement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RearrangementTest {
    private static final int[] WIDTHS = {70, 13, 9, 6};

    private final List<BitMatrix> signs = randomSigns();
    private final List<LayerView> layers =
            signs.stream().<LayerView>map(matrix -> new SignLayer(matrix, true)).toList();

    @Test
    void trainedWeightsStay() {
        Rearrangement arrangement = draw(Arrangement.TRAINED);

        for (int l = 0; l < signs.size(); l++) {
            assertThat(arrangement.moves(l)).isFalse();
            assertThat(arrangement.of(l, signs.get(l))).isSameAs(signs.get(l));
        }
    }

    /** Without activations the network is the product of its matrices. */
    @Test
    void permutedUnitsComputeTheSame() {
        List<BitMatrix> moved = rearranged(Arrangement.PERMUTED_UNITS);

        assertThat(product(moved)).isDeepEqualTo(product(signs));
        assertThat(moved.get(0)).isNotEqualTo(signs.get(0));
        assertThat(moved.get(1)).isNotEqualTo(signs.get(1));
        assertThat(moved.get(2)).isNotEqualTo(signs.get(2));
    }

    @Test
    void permutedInputsAreTheColumnsOfTheFirstLayerInAnotherOrder() {
        List<BitMatrix> moved = rearranged(Arrangement.PERMUTED_INPUTS);

        assertThat(columns(moved.get(0))).containsExactlyInAnyOrderElementsOf(columns(signs.get(0)));
        assertThat(columns(moved.get(0))).isNotEqualTo(columns(signs.get(0)));
        assertThat(moved.subList(1, 3)).isEqualTo(signs.subList(1, 3));
    }

    @Test
    void shuffledLayersKeepTheirNumberOfOnesOnly() {
        List<BitMatrix> moved = rearranged(Arrangement.SHUFFLED);

        for (int l = 0; l < signs.size(); l++) {
            assertThat(ones(moved.get(l))).isEqualTo(ones(signs.get(l)));
        }
        assertThat(rows(moved.get(0))).doesNotContainAnyElementsOf(rows(signs.get(0)));
    }

    @Test
    void theSameStreamDrawsTheSameArrangement() {
        assertThat(rearranged(Arrangement.SHUFFLED)).isEqualTo(rearranged(Arrangement.SHUFFLED));
    }

    /** What a probe follows flip by flip is what a count of the rearranged matrices gives. */
    @ParameterizedTest
    @EnumSource(Arrangement.class)
    void aProbeFollowsFlips(Arrangement kind) throws IOException {
        Decomposition decomposition = new Decomposition(new BlockShape(2, 3), new Partition.Correlated(1));
        CtmTable table = CtmTables.load("2d");
        ComplexityProbe probe = new ComplexityProbe(
                new ComplexitySpec(
                        decomposition, "2d", ComplexitySpec.Pooling.LAYER, ComplexitySpec.Every.STEP, kind, false),
                table,
                rng());
        probe.started(new SignNetwork(layers));
        probe.epochEnded(new EpochSummary(0, 0, 0, 0, 0, 0));
        Rng flips = Rng.stream(7, "flips");
        for (int step = 0; step < 50; step++) {
            for (int l = 0; l < layers.size(); l++) {
                BitMatrix matrix = signs.get(l);
                int row = flips.nextInt(matrix.rows());
                int col = flips.nextInt(matrix.cols());
                ((SignLayer) layers.get(l)).flip(row * matrix.wordsPerRow() + col / 64, 1L << col % 64);
            }
            probe.stepped(step + 1, 1, layers.size());
            probe.epochEnded(new EpochSummary(step + 1, 0, 0, 0, 0, 0));
        }
        List<BitMatrix> moved = rearranged(kind);
        BlockCounts pooled = new BlockCounts(decomposition);
        moved.forEach(pooled::add);
        double[] last = probe.epochs().get(50).bdm();
        assertThat(last[0]).isEqualTo(pooled.bdm(table));
        for (int l = 0; l < moved.size(); l++) {
            BlockCounts single = new BlockCounts(decomposition);
            single.add(moved.get(l));
            assertThat(last[l + 1]).isEqualTo(single.bdm(table));
        }
    }

    private Rearrangement draw(Arrangement kind) {
        return Rearrangement.of(kind, layers, rng());
    }

    private List<BitMatrix> rearranged(Arrangement kind) {
        Rearrangement arrangement = draw(kind);
        return IntStream.range(0, signs.size())
                .mapToObj(l -> arrangement.of(l, signs.get(l)))
                .toList();
    }

    private static Rng rng() {
        return Rng.stream(3, "arrangement");
    }

    private static List<BitMatrix> randomSigns() {
        Rng rng = Rng.stream(1, "signs");
        List<BitMatrix> matrices = new ArrayList<>();
        for (int l = 0; l + 1 < WIDTHS.length; l++) {
            BitMatrix matrix = new BitMatrix(WIDTHS[l + 1], WIDTHS[l]);
            for (int row = 0; row < matrix.rows(); row++) {
                for (int col = 0; col < matrix.cols(); col++) {
                    matrix.set(row, col, rng.nextInt(2) == 1);
                }
            }
            matrices.add(matrix);
        }
        return matrices;
    }

    private static long[][] product(List<BitMatrix> matrices) {
        long[][] product = numbers(matrices.get(0));
        for (BitMatrix matrix : matrices.subList(1, matrices.size())) {
            long[][] left = numbers(matrix);
            long[][] next = new long[left.length][product[0].length];
            for (int row = 0; row < left.length; row++) {
                for (int col = 0; col < product[0].length; col++) {
                    for (int k = 0; k < product.length; k++) {
                        next[row][col] += left[row][k] * product[k][col];
                    }
                }
            }
            product = next;
        }
        return product;
    }

    private static long[][] numbers(BitMatrix matrix) {
        long[][] numbers = new long[matrix.rows()][matrix.cols()];
        for (int row = 0; row < matrix.rows(); row++) {
            for (int col = 0; col < matrix.cols(); col++) {
                numbers[row][col] = matrix.get(row, col) ? 1 : -1;
            }
        }
        return numbers;
    }

    private static List<String> columns(BitMatrix matrix) {
        return IntStream.range(0, matrix.cols())
                .mapToObj(col -> IntStream.range(0, matrix.rows())
                        .mapToObj(row -> matrix.get(row, col) ? "1" : "0")
                        .reduce("", String::concat))
                .toList();
    }

    private static List<List<Boolean>> rows(BitMatrix matrix) {
        return IntStream.range(0, matrix.rows())
                .mapToObj(row -> IntStream.range(0, matrix.cols())
                        .mapToObj(col -> matrix.get(row, col))
                        .toList())
                .toList();
    }

    private static long ones(BitMatrix matrix) {
        return Arrays.stream(matrix.words()).map(Long::bitCount).sum();
    }
}
