package org.bitsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;

import org.bitsweep.bits.BitMatrix;
import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products against loops over the latent weights; every sum is a chain in the order of its index. */
class DenseLayerTest {
    private static final int ROWS = 5;

    private static DenseLayer layer(int inputs, int outputs) {
        Adam.Settings adam = new Adam.Settings(0.1, 0.9, 0.999, 1e-8);
        return new DenseLayer(Kernels.best(), inputs, outputs, 0.1, adam, Rng.stream(inputs, "test"));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 4", "16, 16", "63, 17", "64, 3", "65, 32", "100, 33"})
    void theProductWithFloatsUsesTheSignsOfTheLatentWeights(int inputs, int outputs) {
        DenseLayer layer = layer(inputs, outputs);
        int stride = Kernels.padded(inputs);
        float[] x = random(ROWS, inputs, stride);
        float[] y = new float[ROWS * layer.outputStride()];
        layer.forward(ROWS, x, y);

        for (int r = 0; r < ROWS; r++) {
            for (int o = 0; o < layer.outputStride(); o++) {
                float sum = 0;
                for (int i = 0; i < inputs && o < outputs; i++) {
                    sum = Math.fma(x[r * stride + i], sign(layer, o, i), sum);
                }
                assertThat(y[r * layer.outputStride() + o]).isEqualTo(sum);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 4", "16, 16", "63, 17", "64, 3", "65, 32", "100, 33", "130, 10"})
    void theProductWithPackedSignsIsThatWithPlusAndMinusOnes(int inputs, int outputs) {
        DenseLayer layer = layer(inputs, outputs);
        BitMatrix x = new BitMatrix(ROWS, inputs);
        Rng rng = Rng.stream(outputs, "test");
        for (int r = 0; r < ROWS; r++) {
            for (int i = 0; i < inputs; i++) {
                x.set(r, i, rng.nextInt(2) == 1);
            }
        }
        float[] y = new float[ROWS * layer.outputStride()];
        layer.forward(ROWS, x.words(), y);

        for (int r = 0; r < ROWS; r++) {
            for (int o = 0; o < outputs; o++) {
                int sum = 0;
                for (int i = 0; i < inputs; i++) {
                    sum += (x.get(r, i) ? 1 : -1) * (int) sign(layer, o, i);
                }
                assertThat(y[r * layer.outputStride() + o]).isEqualTo(sum);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 4", "17, 33", "65, 10"})
    void theGradientOfTheWeightsIsSummedOverTheRows(int inputs, int outputs) {
        DenseLayer layer = layer(inputs, outputs);
        int stride = Kernels.padded(inputs);
        float[] x = random(ROWS, inputs, stride);
        float[] dy = random(ROWS, outputs, layer.outputStride());
        layer.backwardWeights(ROWS, x, dy);

        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < stride; i++) {
                float sum = 0;
                for (int r = 0; r < ROWS; r++) {
                    sum = Math.fma(dy[r * layer.outputStride() + o], x[r * stride + i], sum);
                }
                assertThat(layer.gradient()[o * stride + i]).isEqualTo(sum);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 4", "17, 33", "65, 10"})
    void theGradientOfTheInputsIsSummedOverTheOutputs(int inputs, int outputs) {
        DenseLayer layer = layer(inputs, outputs);
        int stride = Kernels.padded(inputs);
        float[] dy = random(ROWS, outputs, layer.outputStride());
        float[] dx = new float[ROWS * stride];
        layer.backwardInputs(ROWS, dy, dx);

        for (int r = 0; r < ROWS; r++) {
            for (int i = 0; i < inputs; i++) {
                float sum = 0;
                for (int o = 0; o < outputs; o++) {
                    sum = Math.fma(dy[r * layer.outputStride() + o], sign(layer, o, i), sum);
                }
                assertThat(dx[r * stride + i]).isEqualTo(sum);
            }
        }
    }

    @Test
    void theSignOfZeroIsMinusOne() {
        DenseLayer layer = layer(3, 1);
        float[] weights = new float[Kernels.padded(3)];
        weights[1] = -0f;
        weights[2] = Float.MIN_VALUE;
        layer.restore(weights);
        float[] x = new float[Kernels.padded(3)];
        x[0] = 1;
        x[1] = 10;
        x[2] = 100;
        float[] y = new float[layer.outputStride()];
        layer.forward(1, x, y);

        assertThat(y[0]).isEqualTo(-1 - 10 + 100);
        assertThat(layer.signs()).isEqualTo(BitMatrix.parse("001"));
    }

    @Test
    void anUpdateCountsTheSignsThatChanged() {
        DenseLayer layer = layer(70, 20);
        float[] x = random(ROWS, 70, Kernels.padded(70));
        int changed = 0;
        for (int step = 1; step <= 5; step++) {
            layer.backwardWeights(ROWS, x, random(ROWS, 20, layer.outputStride()));
            BitMatrix before = layer.signs().copy();
            int flips = layer.update(step);

            int expected = 0;
            for (int o = 0; o < 20; o++) {
                for (int i = 0; i < 70; i++) {
                    expected += before.get(o, i) == layer.signs().get(o, i) ? 0 : 1;
                }
            }
            assertThat(flips).isEqualTo(expected);
            changed += flips;
        }
        assertThat(changed).isPositive();
    }

    @Test
    void theLatentWeightsPaddingStaysZero() {
        DenseLayer layer = layer(5, 4);
        layer.backwardWeights(ROWS, random(ROWS, 5, 16), random(ROWS, 4, 16));
        layer.update(1);

        for (int i = 0; i < layer.latent().length; i++) {
            if (i % 16 >= 5) {
                assertThat(layer.latent()[i]).isZero();
            }
        }
    }

    private static float sign(DenseLayer layer, int output, int input) {
        return layer.latent()[output * Kernels.padded(layer.inputs()) + input] > 0 ? 1 : -1;
    }

    /** Rows of Gaussians, 0 in the padding. */
    private static float[] random(int rows, int cols, int stride) {
        Rng rng = Rng.stream(cols, "values");
        float[] values = new float[rows * stride];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                values[r * stride + c] = (float) rng.nextGaussian();
            }
        }
        return values;
    }
}
