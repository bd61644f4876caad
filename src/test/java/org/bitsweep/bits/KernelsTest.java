package org.bitsweep.bits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One lambda runs on both tiers; the results are compared bit by bit, and with a computation of the test's own. */
class KernelsTest {
    private static final int[] WIDTHS = {16, 32, 48, 80};
    private static final int[] DEPTHS = {0, 1, 2, 63, 64, 65, 127, 128};
    /** Columns of the output beyond n, which belong to somebody else. */
    private static final int BEYOND = 16;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 5, 7, 64, 127})
    void gemmIsOneChainOfFusedMultiplyAddsPerOutput(int m) {
        for (int n : WIDTHS) {
            for (int depth : DEPTHS) {
                checkGemm(m, n, depth, Kernels.padded(depth), 1);
                checkGemm(m, n, depth, 1, Kernels.padded(m));
            }
        }
    }

    private static void checkGemm(int m, int n, int depth, int rowStride, int stepStride) {
        float[] a = gaussians((m + 16) * (depth + 16), "a");
        float[] b = gaussians(depth * (n + BEYOND), "b");
        int ld = n + BEYOND;
        float[] expected = new float[m * ld];
        Arrays.fill(expected, Float.NaN);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float sum = 0;
                for (int k = 0; k < depth; k++) {
                    sum = Math.fma(a[i * rowStride + k * stepStride], b[k * ld + j], sum);
                }
                expected[i * ld + j] = sum;
            }
        }
        String sizes = m + " x " + n + " x " + depth + ", strides " + rowStride + " and " + stepStride;

        onBothTiers(expected, sizes, (kernels, c) -> kernels.gemm(m, n, depth, a, rowStride, stepStride, b, ld, c, ld));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 5, 7, 64, 127})
    void xnorGemmIsTheProductOfPlusAndMinusOnes(int m) {
        for (int n : WIDTHS) {
            for (int bits : DEPTHS) {
                checkXnorGemm(m, n, bits);
            }
        }
    }

    private static void checkXnorGemm(int m, int n, int bits) {
        int words = (bits + 63) / 64;
        BitMatrix a = randomBits(m, bits, "a");
        BitMatrix w = randomBits(n, bits, "w");
        long[] packed = new long[words * n];
        for (int j = 0; j < n; j++) {
            for (int k = 0; k < words; k++) {
                packed[k * n + j] = w.words()[j * words + k];
            }
        }
        int ld = n + BEYOND;
        float[] expected = new float[m * ld];
        Arrays.fill(expected, Float.NaN);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                int sum = 0;
                for (int k = 0; k < bits; k++) {
                    sum += (a.get(i, k) ? 1 : -1) * (w.get(j, k) ? 1 : -1);
                }
                expected[i * ld + j] = sum;
            }
        }

        onBothTiers(
                expected,
                m + " x " + n + " x " + bits,
                (kernels, y) -> kernels.xnorGemm(m, n, bits, a.words(), packed, y, ld));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 15, 16, 17, 31, 33, 63, 64, 65, 127, 128, 129})
    void packSignsSetsTheBitsOfPositiveValuesOnly(int cols) {
        int rows = 7;
        int ldx = Kernels.padded(cols) + 16;
        float[] x = new float[rows * ldx];
        float[] values = {
            1f,
            -1f,
            0f,
            -0f,
            Float.NaN,
            Float.MIN_VALUE,
            -Float.MIN_VALUE,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY
        };
        BitMatrix expected = new BitMatrix(rows, cols);
        Arrays.fill(x, 1f);
        Rng rng = Rng.stream(cols, "test");
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                float value = values[rng.nextInt(values.length)];
                x[r * ldx + c] = value;
                expected.set(r, c, value == 1f || value == Float.MIN_VALUE || value == Float.POSITIVE_INFINITY);
            }
        }

        for (Kernels kernels : new Kernels[] {KernelTiers.scalar(), KernelTiers.vector()}) {
            long[] out = new long[expected.words().length];
            Arrays.fill(out, -1L);
            kernels.packSigns(rows, cols, x, ldx, out);
            assertThat(out).as(kernels.getClass().getSimpleName()).isEqualTo(expected.words());
        }
    }

    @Test
    void aChainStartsFromPositiveZero() {
        float[] factors = {-0f};
        float[] ones = new float[16];
        Arrays.fill(ones, 1f);

        onBothTiers(new float[16], "-0 x 1", (kernels, c) -> kernels.gemm(1, 16, 1, factors, 1, 1, ones, 16, c, 16));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 16", "15, 16", "16, 16", "17, 32", "100, 112"})
    void rowsArePaddedToTheWidestVector(int columns, int padded) {
        assertThat(Kernels.padded(columns)).isEqualTo(padded);
    }

    private static void onBothTiers(float[] expected, String what, BiConsumer<Kernels, float[]> call) {
        for (Kernels kernels : new Kernels[] {KernelTiers.scalar(), KernelTiers.vector()}) {
            float[] out = new float[expected.length];
            Arrays.fill(out, Float.NaN);
            call.accept(kernels, out);
            assertThat(bits(out))
                    .as("%s, %s", kernels.getClass().getSimpleName(), what)
                    .isEqualTo(bits(expected));
        }
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }

    /** Values of very different size, so that another order of a sum is another sum. */
    private static float[] gaussians(int count, String name) {
        Rng rng = Rng.stream(count, name);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (rng.nextGaussian() * Math.scalb(1.0, rng.nextInt(20) - 10));
        }
        return values;
    }

    private static BitMatrix randomBits(int rows, int cols, String name) {
        Rng rng = Rng.stream(31L * rows + cols, name);
        BitMatrix matrix = new BitMatrix(rows, cols);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                matrix.set(r, c, rng.nextInt(2) == 1);
            }
        }
        return matrix;
    }
}
