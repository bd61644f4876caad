package org.bitsweep.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.bits.Rng;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.ctm.CtmTables;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncrementalComplexityTest {
    private static CtmTable table;

    @BeforeAll
    static void load() throws IOException {
        table = CtmTables.load("2d");
    }

    @ParameterizedTest(name = "{0} {1}, minimum length {2}, shift {3}")
    @CsvSource({
        "4x4, ignore, 1, 1",
        "2x3, ignore, 1, 1",
        "1x5, recursive, 1, 1",
        "4x4, recursive, 1, 1",
        "3x3, recursive, 2, 1",
        "4x4, correlated, 1, 1",
        "4x4, correlated, 1, 3",
        "2x3, correlated, 1, 7",
        "4x4, periodic, 1, 1",
        "3x2, periodic, 1, 1"
    })
    void flipsLeaveExactlyTheValuesOfAFullComputation(String block, String partition, int minLength, int shift) {
        Decomposition decomposition =
                new Decomposition(BlockShape.parse(block), Partition.of(partition, minLength, shift));
        List<BitMatrix> live = List.of(
                SampleMatrix.random(32, 100, 0.5, 1),
                SampleMatrix.random(16, 32, 0.2, 2),
                SampleMatrix.random(3, 70, 0.5, 3),
                SampleMatrix.random(2, 1, 0.5, 4),
                new BitMatrix(37, 66));
        IncrementalComplexity incremental = new IncrementalComplexity(decomposition, table, live);
        Rng rng = Rng.stream(5, "test");
        for (int round = 0; round < 40; round++) {
            check(incremental, decomposition, live);
            for (int i = 0; i < 500; i++) {
                flipSomewhere(rng, live, incremental);
            }
        }
        check(incremental, decomposition, live);
    }

    @Test
    void aMillionFlipsLeaveExactlyTheValuesOfAFullComputation() {
        Decomposition decomposition = Decomposition.ignore(new BlockShape(4, 4));
        List<BitMatrix> live = List.of(
                SampleMatrix.random(32, 100, 0.5, 1),
                SampleMatrix.random(16, 32, 0.2, 2),
                SampleMatrix.random(10, 16, 0.2, 3));
        IncrementalComplexity incremental = new IncrementalComplexity(decomposition, table, live);
        Rng rng = Rng.stream(6, "test");
        for (int i = 0; i < 1_000_000; i++) {
            flipSomewhere(rng, live, incremental);
            if (i % 10_000 == 0) {
                check(incremental, decomposition, live);
            }
        }
        check(incremental, decomposition, live);
    }

    /** Blocks of two cells: multiplicities cross 1024 in both directions again and again. */
    @Test
    void multiplicitiesAboveAThousandFollowToo() {
        Decomposition decomposition = Decomposition.ignore(new BlockShape(1, 2));
        BitMatrix live = SampleMatrix.random(64, 128, 0.5, 1);
        IncrementalComplexity incremental = new IncrementalComplexity(decomposition, table, List.of(live));
        Rng rng = Rng.stream(7, "test");
        for (int i = 0; i < 3000; i++) {
            flipSomewhere(rng, List.of(live), incremental);
            check(incremental, decomposition, List.of(live));
        }
        for (int row = 0; row < 64; row++) {
            for (int col = 0; col < 128; col++) {
                if (live.get(row, col)) {
                    live.flip(row, col);
                    incremental.flip(0, row, col);
                }
            }
            check(incremental, decomposition, List.of(live));
        }
    }

    @Test
    void updateCatchesUpWithMatricesThatChangedElsewhere() {
        Decomposition decomposition = Decomposition.ignore(new BlockShape(4, 4));
        List<BitMatrix> live = List.of(SampleMatrix.random(32, 100, 0.5, 1), SampleMatrix.random(16, 32, 0.2, 2));
        IncrementalComplexity incremental = new IncrementalComplexity(decomposition, table, live);
        Rng rng = Rng.stream(8, "test");
        for (int step = 0; step < 100; step++) {
            for (int i = 0; i < step; i++) {
                BitMatrix matrix = live.get(rng.nextInt(2));
                matrix.flip(rng.nextInt(matrix.rows()), rng.nextInt(matrix.cols()));
            }
            assertThat(incremental.update(live)).isLessThanOrEqualTo(step);
            check(incremental, decomposition, live);
        }
        assertThat(incremental.update(live)).isZero();
    }

    @Test
    void aMatrixOfAnotherShapeIsRefused() {
        IncrementalComplexity incremental = new IncrementalComplexity(
                Decomposition.ignore(new BlockShape(4, 4)), table, List.of(new BitMatrix(8, 8)));

        assertThatIllegalArgumentException().isThrownBy(() -> incremental.update(List.of(new BitMatrix(8, 9))));
    }

    private static void flipSomewhere(Rng rng, List<BitMatrix> live, IncrementalComplexity incremental) {
        int index = rng.nextInt(live.size());
        BitMatrix matrix = live.get(index);
        int row = rng.nextInt(matrix.rows());
        int col = rng.nextInt(matrix.cols());
        matrix.flip(row, col);
        incremental.flip(index, row, col);
    }

    private static void check(IncrementalComplexity incremental, Decomposition decomposition, List<BitMatrix> live) {
        BlockCounts full = new BlockCounts(decomposition);
        live.forEach(full::add);
        assertThat(incremental.total()).isEqualTo(full.total());
        assertThat(incremental.bdm()).isEqualTo(full.bdm(table));
        assertThat(incremental.entropy()).isEqualTo(full.entropy());
    }
}
