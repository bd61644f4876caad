package org.bitsweep.bits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bitsweep.bits.BothTiers.gaussians;
import static org.bitsweep.bits.BothTiers.join;
import static org.bitsweep.bits.BothTiers.untouched;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done column by column, against the formulas in double; sums against chains of the test's own. */
class NormalisationKernelsTest {
    private static final int[] STRIDES = {16, 32, 48, 112};
    private static final float EPSILON = 1e-5f;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 63, 64, 65, 127, 257})
    void sumsOfColumnsAreChainsInTheOrderOfTheRows(int rows) {
        for (int stride : STRIDES) {
            float[] x = gaussians((rows + 1) * stride, "x");
            float[] expected = untouched(stride + 16);
            for (int j = 0; j < stride; j++) {
                float sum = 0;
                for (int r = 0; r < rows; r++) {
                    sum += x[r * stride + j];
                }
                expected[j] = sum;
            }
            BothTiers.assertGive(expected, rows + " x " + stride, kernels -> {
                float[] sums = untouched(stride + 16);
                kernels.columnSums(rows, stride, x, sums);
                return sums;
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 64, 65, 127})
    void anAffineMapIsOneFusedMultiplyAddPerElement(int rows) {
        for (int stride : STRIDES) {
            float[] y = gaussians((rows + 1) * stride, "y");
            float[] factor = gaussians(stride, "factor");
            float[] offset = gaussians(stride, "offset");
            float[] expected = y.clone();
            for (int i = 0; i < rows * stride; i++) {
                expected[i] = Math.fma(y[i], factor[i % stride], offset[i % stride]);
            }
            BothTiers.assertGive(expected, rows + " x " + stride + ", in place", kernels -> {
                float[] z = y.clone();
                kernels.affine(rows, stride, z, z, factor, offset);
                return z;
            });
            Arrays.fill(expected, rows * stride, expected.length, BothTiers.UNTOUCHED);
            BothTiers.assertGive(expected, rows + " x " + stride, kernels -> {
                float[] z = untouched(y.length);
                kernels.affine(rows, stride, y, z, factor, offset);
                return z;
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 63, 64, 65, 127, 257})
    void normalisingFollowsTheFormula(int rows) {
        for (int stride : STRIDES) {
            int size = rows * stride;
            Example example = new Example(rows, stride);
            float[] actual = BothTiers.agreed(rows + " x " + stride, example::normalise);

            for (int j = 0; j < stride; j++) {
                double mean = example.mean(j);
                double variance = example.variance(j);
                assertThat((double) actual[2 * size + j]).isCloseTo(mean, within(1e-5));
                assertThat((double) actual[2 * size + stride + j]).isCloseTo(variance, within(1e-5 * variance));
                double inverse = 1 / Math.sqrt(variance + EPSILON);
                assertThat((double) actual[2 * size + 2 * stride + j]).isCloseTo(inverse, within(1e-5 * inverse));
                for (int r = 0; r < rows; r++) {
                    int i = r * stride + j;
                    double normalised = (example.y[i] - mean) * inverse;
                    assertThat((double) actual[i]).isCloseTo(normalised, within(2e-5));
                    assertThat((double) actual[size + i])
                            .isCloseTo(example.scale[j] * normalised + example.shift[j], within(1e-4));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 63, 64, 65, 127, 257})
    void theGradientOfNormalisingFollowsTheFormula(int rows) {
        for (int stride : STRIDES) {
            int size = rows * stride;
            Example example = new Example(rows, stride);
            float[] actual = BothTiers.agreed(rows + " x " + stride, example::backward);

            for (int j = 0; j < stride; j++) {
                double sum = 0;
                double product = 0;
                for (int i = j; i < size; i += stride) {
                    sum += example.gradient[i];
                    product += (double) example.gradient[i] * example.y[i];
                }
                assertThat((double) actual[size + j]).isCloseTo(product, within(1e-3));
                assertThat((double) actual[size + stride + j]).isCloseTo(sum, within(1e-4));
                for (int i = j; i < size; i += stride) {
                    double expected = (double) example.scale[j]
                            * example.inverse[j]
                            * (example.gradient[i] - sum / rows - example.y[i] * product / rows);
                    assertThat((double) actual[i]).isCloseTo(expected, within(1e-4));
                }
            }
        }
    }

    /** The sum of four times 0.25 is exact: nothing is left of it. */
    @Test
    void constantColumnsBecomeTheShift() {
        int rows = 4;
        float[] y = new float[rows * 16];
        Arrays.fill(y, 0.25f);
        float[] ones = new float[16];
        Arrays.fill(ones, 1f);
        float[] shift = gaussians(16, "shift");
        float[] zero = new float[rows * 16];
        float[] mean = new float[16];
        Arrays.fill(mean, 0.25f);
        float[] z = new float[rows * 16];
        for (int i = 0; i < z.length; i++) {
            z[i] = shift[i % 16];
        }
        float[] inverse = new float[16];
        Arrays.fill(inverse, 1 / (float) Math.sqrt(EPSILON));

        BothTiers.assertGive(join(zero, z, mean, new float[16], inverse), "constant", kernels -> {
            float[][] out = {y.clone(), new float[rows * 16], new float[16], new float[16], new float[16]};
            kernels.normalise(rows, 16, out[0], out[1], EPSILON, ones, shift, out[2], out[3], out[4]);
            return join(out);
        });
    }

    /** Values around 3 with a deviation of 2, and a gradient. */
    private static final class Example {
        private final int rows;
        private final int stride;
        private final float[] y;
        private final float[] gradient;
        private final float[] scale;
        private final float[] shift;
        private final float[] inverse;

        Example(int rows, int stride) {
            this.rows = rows;
            this.stride = stride;
            Rng rng = Rng.stream(31L * rows + stride, "test");
            this.y = draw(rows * stride, 3, 2, rng);
            this.gradient = draw(rows * stride, 0, 1, rng);
            this.scale = draw(stride, 1, 0.5, rng);
            this.shift = draw(stride, 0, 1, rng);
            this.inverse = draw(stride, 1, 0.1, rng);
        }

        private static float[] draw(int count, double mean, double deviation, Rng rng) {
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = (float) (mean + deviation * rng.nextGaussian());
            }
            return values;
        }

        float[] normalise(Kernels kernels) {
            float[][] out = {y.clone(), untouched(y.length), new float[stride], new float[stride], new float[stride]};
            kernels.normalise(rows, stride, out[0], out[1], EPSILON, scale, shift, out[2], out[3], out[4]);
            return join(out);
        }

        float[] backward(Kernels kernels) {
            float[][] out = {gradient.clone(), untouched(stride), untouched(stride)};
            kernels.normaliseBackward(rows, stride, y, out[0], scale, inverse, out[1], out[2]);
            return join(out);
        }

        double mean(int j) {
            double sum = 0;
            for (int r = 0; r < rows; r++) {
                sum += y[r * stride + j];
            }
            return sum / rows;
        }

        double variance(int j) {
            double mean = mean(j);
            double sum = 0;
            for (int r = 0; r < rows; r++) {
                sum += (y[r * stride + j] - mean) * (y[r * stride + j] - mean);
            }
            return sum / rows;
        }
    }
}
