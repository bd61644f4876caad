package org.bitsweep.bits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitsweep.bits.BothTiers.gaussians;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The signs of scaled and shifted float products, against chains of fused multiply-adds of the test's own. */
class ProductSignsTest {
    /** Around words, and around the columns and rows from which on another way is taken. */
    private static final int[] COLUMNS = {1, 31, 32, 33, 64, 95, 130};

    private static final int[] DEPTHS = {1, 3, 4, 63, 64, 65, 66, 130, 784};

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 7, 8, 31, 32, 33, 61, 64, 130})
    void signsAreThoseOfTheChain(int rows) {
        for (int columns : COLUMNS) {
            for (int depth : DEPTHS) {
                Case any = new Case(rows, columns, depth);
                any.offset = gaussians(Kernels.padded(columns), "offset");
                any.check();
            }
        }
    }

    /** Of row r the products end at 0, or next to it on either side: sums in another order end on another side. */
    @ParameterizedTest
    @ValueSource(ints = {0, 17, 40})
    void signsAreThoseOfTheChainWhereItEndsNextToZero(int row) {
        for (int depth : DEPTHS) {
            Case close = new Case(41, 130, depth);
            for (int j = 0; j < close.columns; j++) {
                float chain = close.chain(row, j);
                float[] near = {chain, Math.nextUp(chain), Math.nextDown(chain)};
                close.factor[j] = j % 2 == 0 ? 1f : -2f;
                close.offset[j] = -close.factor[j] * near[j % 3];
            }
            close.check();
        }
    }

    /** As a dark image has after normalisation: all sums are whole multiples of one number, and many are 0. */
    @Test
    void inputsThatAreAlikeGiveTies() {
        for (int depth : DEPTHS) {
            Case alike = new Case(64, 96, depth);
            Arrays.fill(alike.a, -0.42421296f);
            alike.check();
        }
    }

    /** The last rows have no ties, the first are all ties. */
    @Test
    void rowsOfTiesBeforeOthersChangeNothing() {
        Case ties = new Case(100, 64, 64);
        Arrays.fill(ties.a, 0, 32 * ties.lda, 1f);
        ties.check();
        Case others = new Case(100, 64, 64);
        Arrays.fill(others.a, 32 * others.lda, others.a.length, 1f);
        others.check();
    }

    /** Sizes from the least positive number on: what is added is exact, but sums and margins lie between its multiples. */
    @Test
    void numbersNextToZeroHaveTheSignOfTheChain() {
        Case small = new Case(64, 96, 130);
        for (int i = 0; i < small.a.length; i++) {
            small.a[i] = Math.scalb(small.a[i], -140);
        }
        Arrays.fill(small.factor, 1f);
        small.check();
        for (int j = 0; j < small.columns; j++) {
            small.offset[j] = -small.chain(5, j);
        }
        small.check();
    }

    @Test
    void whatIsNotFiniteHasTheSignOfTheChain() {
        for (float odd : new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE}) {
            Case inputs = new Case(40, 64, 70);
            inputs.a[3 * inputs.lda + 5] = odd;
            inputs.a[39 * inputs.lda + 69] = odd;
            inputs.check();
            Case columns = new Case(40, 64, 70);
            columns.offset[7] = odd;
            columns.factor[63] = odd;
            columns.check();
        }
    }

    private static final class Case {
        private final int rows;
        private final int columns;
        private final int depth;
        private final int lda;
        private final float[] a;
        private final BitMatrix signs;
        private final float[] factor;
        private float[] offset;

        Case(int rows, int columns, int depth) {
            this.rows = rows;
            this.columns = columns;
            this.depth = depth;
            this.lda = Kernels.padded(depth);
            this.a = gaussians(rows * lda, "a");
            this.signs = BothTiers.randomBits(columns, depth, "b");
            this.factor = gaussians(Kernels.padded(columns), "factor");
            this.offset = new float[Kernels.padded(columns)];
        }

        float chain(int row, int column) {
            float sum = 0f;
            for (int k = 0; k < depth; k++) {
                sum = Math.fma(a[row * lda + k], signs.get(column, k) ? 1f : -1f, sum);
            }
            return sum;
        }

        void check() {
            BitMatrix expected = new BitMatrix(rows, columns);
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    expected.set(i, j, Math.fma(chain(i, j), factor[j], offset[j]) > 0f);
                }
            }
            for (Kernels kernels : BothTiers.kernels()) {
                BitMatrix actual = BothTiers.randomBits(rows, columns, "left over");
                kernels.packProductSigns(
                        rows,
                        columns,
                        depth,
                        a,
                        lda,
                        new Factor.SignColumns(signs),
                        factor,
                        offset,
                        new float[rows * Kernels.padded(columns)],
                        actual.words(),
                        new Scratch());
                assertThat(actual.words())
                        .as("%s, %d x %d x %d", kernels.getClass().getSimpleName(), rows, columns, depth)
                        .isEqualTo(expected.words());
            }
        }
    }
}
