package org.bitsweep.bits;

import static org.bitsweep.bits.BothTiers.gaussians;
import static org.bitsweep.bits.BothTiers.untouched;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The float products with every form of the second factor, against a chain of fused multiply-adds of the test's own. */
class GemmTest {
    private static final int[] COLUMNS = {1, 16, 17, 48, 70};
    /** Around the words of packed signs, and around the 256 steps that are taken at a time. */
    private static final int[] DEPTHS = {0, 1, 63, 64, 65, 127, 255, 256, 257, 521};
    /** Columns of an output beyond its last, which belong to somebody else. */
    private static final int BEYOND = 16;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 5, 7, 64, 127})
    void aProductIsOneChainOfFusedMultiplyAddsPerOutput(int m) {
        for (int columns : COLUMNS) {
            for (int depth : DEPTHS) {
                int lda = Kernels.padded(depth);
                float[] a = gaussians(m * lda, "a");
                for (Second b : Second.all(depth, columns)) {
                    float[] expected = chains(0, m, depth, a, lda, 1, b);
                    BothTiers.assertGive(expected, b + ", " + m + " rows", kernels -> {
                        float[] c = untouched(expected.length);
                        kernels.gemm(m, b.width, depth, a, lda, b.factor, c, b.width + BEYOND, new Scratch());
                        return c;
                    });
                }
            }
        }
    }

    /** More rows than the 256 that are taken at a time, and ranges that begin or end inside of a tile of rows. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 5",
        "0, 1, 1",
        "0, 3, 3",
        "0, 4, 7",
        "0, 7, 7",
        "4, 64, 64",
        "3, 6, 9",
        "5, 5, 9",
        "0, 127, 127",
        "1, 127, 131",
        "0, 257, 257",
        "16, 301, 301"
    })
    void aTransposedProductIsOneChainOfFusedMultiplyAddsPerOutputOfTheRange(int from, int to, int m) {
        for (int columns : COLUMNS) {
            for (int depth : DEPTHS) {
                int lda = Kernels.padded(m);
                float[] a = gaussians(depth * lda, "a");
                for (Second b : Second.all(depth, columns)) {
                    float[] expected = chains(from, to, depth, a, 1, lda, b);
                    BothTiers.assertGive(expected, b + ", rows " + from + " to " + to, kernels -> {
                        float[] c = untouched(expected.length);
                        int ldc = b.width + BEYOND;
                        kernels.gemmTransposed(from, to, b.width, depth, a, lda, b.factor, c, ldc, new Scratch());
                        return c;
                    });
                }
            }
        }
    }

    @Test
    void aChainStartsFromPositiveZero() {
        float[] factors = new float[16];
        factors[0] = -0f;
        float[] ones = new float[16];
        Arrays.fill(ones, 1f);
        Factor b = new Factor.Rows(ones, 16);

        BothTiers.assertGive(new float[16], "-0 x 1", kernels -> {
            float[] c = untouched(16);
            kernels.gemm(1, 16, 1, factors, 16, b, c, 16, new Scratch());
            return c;
        });
    }

    @Test
    void productsDoNotLeaveAnythingBehindInTheirScratch() {
        Second large = Second.all(257, 70).get(0);
        Second small = Second.all(3, 17).get(1);
        float[] a = gaussians(5 * Kernels.padded(257), "a");
        float[] expected = chains(0, 5, 3, a, 16, 1, small);

        BothTiers.assertGive(expected, "after a larger product", kernels -> {
            Scratch scratch = new Scratch();
            kernels.gemm(5, large.width, 257, a, Kernels.padded(257), large.factor, new float[400], 80, scratch);
            float[] c = untouched(expected.length);
            kernels.gemm(5, small.width, 3, a, 16, small.factor, c, small.width + BEYOND, scratch);
            return c;
        });
    }

    private static float[] chains(int from, int to, int depth, float[] a, int rowStride, int stepStride, Second b) {
        int ldc = b.width + BEYOND;
        float[] c = untouched(to * ldc);
        for (int i = from; i < to; i++) {
            for (int j = 0; j < b.width; j++) {
                float sum = 0;
                for (int k = 0; k < depth; k++) {
                    sum = Math.fma(a[i * rowStride + k * stepStride], b.values[k * b.width + j], sum);
                }
                c[i * ldc + j] = sum;
            }
        }
        return c;
    }

    /** A second factor, and its values by row, 0 in the padding. */
    private static final class Second {
        private final Factor factor;
        private final int width;
        private final float[] values;
        private final String name;

        private Second(Factor factor, int depth, int columns, float[] values) {
            this.factor = factor;
            this.width = Kernels.padded(columns);
            this.values = values;
            this.name = factor.getClass().getSimpleName() + " " + depth + " x " + columns;
        }

        static List<Second> all(int depth, int columns) {
            int width = Kernels.padded(columns);
            int stride = Kernels.padded(depth);
            float[] random = gaussians(depth * width, "b");
            float[] rows = new float[depth * width];
            float[] transposed = new float[columns * stride];
            BitMatrix bits = BothTiers.randomBits(depth, columns, "b");
            BitMatrix turned = new BitMatrix(columns, depth);
            float[] signs = new float[depth * width];
            for (int k = 0; k < depth; k++) {
                for (int j = 0; j < columns; j++) {
                    rows[k * width + j] = random[k * width + j];
                    transposed[j * stride + k] = random[k * width + j];
                    turned.set(j, k, bits.get(k, j));
                    signs[k * width + j] = bits.get(k, j) ? 1 : -1;
                }
            }
            return List.of(
                    new Second(new Factor.Rows(rows, width), depth, columns, rows),
                    new Second(new Factor.Columns(transposed, stride, columns), depth, columns, rows),
                    new Second(new Factor.SignRows(bits), depth, columns, signs),
                    new Second(new Factor.SignColumns(turned), depth, columns, signs));
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
