package org.bitsweep.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.ctm.CtmTables;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PerturbationTest {
    private static CtmTable table;

    @BeforeAll
    static void load() throws IOException {
        table = CtmTables.load("2d");
    }

    @ParameterizedTest(name = "{2} {3} of {0} x {1}")
    @CsvSource({
        "16, 20, 4x4, ignore",
        "13, 11, 4x4, ignore",
        "3, 9, 4x4, ignore",
        "9, 70, 2x3, ignore",
        "1, 100, 1x5, recursive",
        "13, 11, 4x4, recursive",
        "9, 12, 4x4, correlated",
        "13, 11, 4x4, periodic",
        "3, 2, 4x4, periodic"
    })
    void everyChangeIsThatOfAFullComputationBeforeAndAfter(int rows, int cols, String block, String partition) {
        Decomposition decomposition = new Decomposition(BlockShape.parse(block), Partition.of(partition, 1, 1));
        BitMatrix matrix = SampleMatrix.random(rows, cols, 0.3, rows + cols);
        BitMatrix given = matrix.copy();
        Perturbation perturbation = new Perturbation(decomposition, table);
        double[] bdm = new double[rows * cols];
        double[] entropy = new double[rows * cols];
        Arrays.fill(bdm, 1e9);
        perturbation.bdm(matrix, bdm);
        perturbation.entropy(matrix, entropy);

        assertThat(matrix).isEqualTo(given);
        double bdmBefore = counted(decomposition, matrix).bdm(table);
        double entropyBefore = counted(decomposition, matrix).entropy();
        for (int row = 0; row < rows; row++) {
            for (int col = 0; col < cols; col++) {
                matrix.flip(row, col);
                BlockCounts after = counted(decomposition, matrix);
                matrix.flip(row, col);
                assertThat(bdm[row * cols + col])
                        .as("(%d, %d)", row, col)
                        .isCloseTo(after.bdm(table) - bdmBefore, within(1e-9));
                assertThat(entropy[row * cols + col]).isCloseTo(after.entropy() - entropyBefore, within(1e-9));
            }
        }
    }

    @Test
    void theRankingGoesFromStructureToNoise() {
        assertThat(Perturbation.ranking(new double[] {0, -3, 7, 0, 2})).containsExactly(2, 4, 0, 3, 1);
    }

    /** In a matrix of zeros with a single one, flipping that one makes the matrix simpler: it ranks last. */
    @Test
    void aLoneOneAmongZerosIsNoise() {
        BitMatrix matrix = new BitMatrix(32, 32);
        matrix.set(9, 14, true);
        double[] changes = new double[32 * 32];
        new Perturbation(Decomposition.ignore(new BlockShape(4, 4)), table).bdm(matrix, changes);
        int[] ranking = Perturbation.ranking(changes);

        assertThat(ranking[ranking.length - 1]).isEqualTo(9 * 32 + 14);
        assertThat(changes[9 * 32 + 14]).isNegative();
        assertThat(changes[0]).isPositive();
    }

    @Test
    void pruningTakesInEachStepTheBitWithTheLeastChange() {
        Decomposition decomposition = Decomposition.ignore(new BlockShape(2, 2));
        BitMatrix matrix = SampleMatrix.random(6, 6, 0.5, 3);
        int[] order = new Perturbation(decomposition, table).pruningOrder(matrix, 10);

        assertThat(order).hasSize(10).doesNotHaveDuplicates();
        BitMatrix pruned = matrix.copy();
        for (int step = 0; step < order.length; step++) {
            double before = counted(decomposition, pruned).bdm(table);
            double least = Double.POSITIVE_INFINITY;
            double taken = Double.NaN;
            for (int cell = 0; cell < 36; cell++) {
                pruned.flip(cell / 6, cell % 6);
                double change = Math.abs(counted(decomposition, pruned).bdm(table) - before);
                pruned.flip(cell / 6, cell % 6);
                int done = step;
                int candidate = cell;
                if (Arrays.stream(order, 0, done).noneMatch(earlier -> earlier == candidate)) {
                    least = Math.min(least, change);
                }
                taken = cell == order[step] ? change : taken;
            }
            assertThat(taken).isCloseTo(least, within(1e-9));
            pruned.flip(order[step] / 6, order[step] % 6);
        }
    }

    private static BlockCounts counted(Decomposition decomposition, BitMatrix matrix) {
        BlockCounts counts = new BlockCounts(decomposition);
        counts.add(matrix);
        return counts;
    }
}
