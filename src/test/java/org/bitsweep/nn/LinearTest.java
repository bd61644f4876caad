package org.bitsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.bits.Flips;
import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.Rng;
import org.bitsweep.bits.Scratch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Products against loops over the weights; every sum is a chain in the order of its index. */
class LinearTest {
    private static final int ROWS = 5;
    private static final double RATE = 0.1;

    private final Optimizer optimizer = Optimizer.of(new OptimizerSpec.Sgd(RATE, 0, 0), Kernels.best());

    LinearTest() {
        optimizer.prepare(1, 1);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 4", "16, 16", "63, 17", "64, 3", "65, 32", "100, 33", "300, 10"})
    void productsOfFloatsAreChainsOverTheInputs(int inputs, int outputs) {
        Signal x = random(inputs);
        for (Linear layer : new Linear[] {binarized(inputs, outputs), plain(inputs, outputs), few(inputs, outputs)}) {
            float[] y = filled(layer.outputStride);
            layer.forward(ROWS, x, y);

            for (int r = 0; r < ROWS; r++) {
                for (int o = 0; o < layer.outputStride; o++) {
                    float sum = 0;
                    for (int i = 0; i < inputs && o < outputs; i++) {
                        sum = Math.fma(x.value(r, i), layer.effective(o, i), sum);
                    }
                    assertThat(y[r * layer.outputStride + o]).isEqualTo(sum);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 4", "16, 16", "63, 17", "64, 3", "65, 32", "100, 33", "130, 10"})
    void productsOfPackedSignsAreThoseWithPlusAndMinusOnes(int inputs, int outputs) {
        Linear layer = binarized(inputs, outputs);
        Signal x = randomSigns(inputs);
        float[] y = filled(layer.outputStride);
        layer.forward(ROWS, x, y);

        for (int r = 0; r < ROWS; r++) {
            for (int o = 0; o < layer.outputStride; o++) {
                int sum = 0;
                for (int i = 0; i < inputs && o < outputs; i++) {
                    sum += (int) x.value(r, i) * (int) sign(layer, o, i);
                }
                assertThat(y[r * layer.outputStride + o]).isEqualTo(sum);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 4", "17, 33", "65, 10"})
    void theGradientOfTheInputsIsAChainOverTheOutputs(int inputs, int outputs) {
        for (Linear layer : new Linear[] {binarized(inputs, outputs), plain(inputs, outputs), few(inputs, outputs)}) {
            float[] dy = random(outputs).floats();
            float[] dx = filled(layer.inputStride);
            layer.backward(ROWS, dy, dx);

            for (int r = 0; r < ROWS; r++) {
                for (int i = 0; i < inputs; i++) {
                    float sum = 0;
                    for (int o = 0; o < outputs; o++) {
                        sum = Math.fma(dy[r * layer.outputStride + o], layer.effective(o, i), sum);
                    }
                    assertThat(dx[r * layer.inputStride + i]).isEqualTo(sum);
                }
            }
        }
    }

    /** The last one is updated in three blocks. */
    @ParameterizedTest
    @CsvSource({"1, 1", "5, 4", "17, 33", "65, 10", "4096, 20"})
    void theGradientOfTheWeightsIsAChainOverTheRows(int inputs, int outputs) {
        for (Linear layer : new Linear[] {binarized(inputs, outputs), plain(inputs, outputs), few(inputs, outputs)}) {
            for (Signal x : new Signal[] {random(inputs), randomSigns(inputs)}) {
                float[] dy = random(outputs).floats();
                layer.update(ROWS, x, dy);

                for (int o = 0; o < outputs; o++) {
                    for (int i = 0; i < inputs; i++) {
                        float sum = 0;
                        for (int r = 0; r < ROWS; r++) {
                            sum = Math.fma(dy[r * layer.outputStride + o], x.value(r, i), sum);
                        }
                        assertThat(layer.gradient()[o * layer.inputStride + i]).isEqualTo(sum);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 4", "65, 10", "4096, 20"})
    void anUpdateMovesLatentWeightsAgainstTheirGradient(int inputs, int outputs) {
        for (Linear layer : new Linear[] {binarized(inputs, outputs), plain(inputs, outputs), few(inputs, outputs)}) {
            float[] before = layer.latent.clone();
            layer.update(ROWS, random(inputs), random(outputs).floats());

            for (int i = 0; i < before.length; i++) {
                assertThat(layer.latent[i]).isEqualTo(Math.fma((float) -RATE, layer.gradient()[i], before[i]));
            }
        }
    }

    /** Their formulas at the latent weight, in double; see Surrogate for the papers. */
    @ParameterizedTest
    @EnumSource(Surrogate.class)
    void theGradientOfASignIsMultipliedByTheSurrogateAtTheLatentWeight(Surrogate surrogate) {
        Linear identity = binarized(20, 6);
        Linear layer = binarized(20, 6, surrogate, false);
        Signal x = random(20);
        float[] dy = random(6).floats();
        for (int o = 0; o < 6; o++) {
            for (int i = 0; i < 20; i++) {
                layer.latent[o * 32 + i] = (o * 20 + i - 60) / 40f;
            }
        }
        layer.latentReplaced();
        float[] before = layer.latent.clone();
        identity.update(ROWS, x, dy);
        layer.update(ROWS, x, dy);

        for (int o = 0; o < 6; o++) {
            for (int i = 0; i < 20; i++) {
                double w = before[o * 32 + i];
                double factor = switch (surrogate) {
                    case IDENTITY -> 1;
                    case CLIPPED -> Math.abs(w) <= 1 ? 1 : 0;
                    case TANH -> 1 - Math.tanh(w) * Math.tanh(w);
                    case APPROX_SIGN -> Math.max(0, 2 - 2 * Math.abs(w));
                    case SWISH_SIGN -> 5 * (2 - 5 * w * Math.tanh(2.5 * w)) / (1 + Math.cosh(5 * w));
                };
                double gradient = identity.gradient()[o * 32 + i];
                assertThat((double) layer.gradient()[o * 32 + i])
                        .isCloseTo(factor * gradient, within(5e-6 * Math.abs(gradient)));
            }
        }
    }

    @Test
    void clippingHoldsLatentWeightsBetweenMinusOneAndOne() {
        Linear free = binarized(40, 7, Surrogate.IDENTITY, false);
        Linear clipped = binarized(40, 7, Surrogate.IDENTITY, true);
        Signal x = random(40);
        float[] dy = random(7).floats();
        for (int i = 0; i < dy.length; i++) {
            dy[i] *= 10;
        }
        free.update(ROWS, x, dy);
        clipped.update(ROWS, x, dy);

        int outside = 0;
        for (int i = 0; i < free.latent.length; i++) {
            outside += Math.abs(free.latent[i]) > 1 ? 1 : 0;
            assertThat(clipped.latent[i]).isEqualTo(Math.max(-1f, Math.min(1f, free.latent[i])));
        }
        assertThat(outside).isPositive();
    }

    @Test
    void theSignOfZeroIsMinusOne() {
        Linear layer = binarized(3, 1);
        layer.latent[0] = 0f;
        layer.latent[1] = -0f;
        layer.latent[2] = Float.MIN_VALUE;
        layer.latentReplaced();
        Signal x = Signal.floats(1, 3);
        x.floats()[0] = 1;
        x.floats()[1] = 10;
        x.floats()[2] = 100;
        float[] y = new float[layer.outputStride];
        layer.forward(1, x, y);

        assertThat(y[0]).isEqualTo(-1 - 10 + 100);
        assertThat(layer.signs).isEqualTo(BitMatrix.parse("001"));
    }

    @ParameterizedTest
    @CsvSource({"70, 20", "4096, 20", "5, 3"})
    void flipsAreTheSignsThatAnUpdateChanged(int inputs, int outputs) {
        for (Linear layer : new Linear[] {binarized(inputs, outputs), plain(inputs, outputs)}) {
            int changed = 0;
            for (int step = 1; step <= 5; step++) {
                BitMatrix before = layer.signs.copy();
                int count = layer.update(ROWS, random(inputs), random(outputs).floats());
                Flips flips = layer.flips();
                for (int i = 0; i < flips.size(); i++) {
                    before.words()[flips.word(i)] ^= flips.mask(i);
                }

                assertThat(before).isEqualTo(layer.signs);
                assertThat(count).isEqualTo(flips.count());
                changed += count;
            }
            assertThat(changed).isPositive();
            for (int o = 0; o < outputs; o++) {
                for (int i = 0; i < inputs; i++) {
                    assertThat(layer.signs.get(o, i)).isEqualTo(layer.latent[o * layer.inputStride + i] > 0);
                }
            }
        }
    }

    @Test
    void theLatentWeightsPaddingStaysZero() {
        for (Linear layer : new Linear[] {binarized(5, 4), plain(5, 4), few(5, 4)}) {
            for (int step = 0; step < 3; step++) {
                layer.update(ROWS, random(5), random(4).floats());
            }
            for (int i = 0; i < layer.latent.length; i++) {
                if (i % 16 >= 5) {
                    assertThat(layer.latent[i]).isZero();
                }
            }
        }
    }

    @Test
    void plainWeightsAreUsedAsTheyAreTrained() {
        Linear layer = plain(7, 3);
        layer.update(ROWS, random(7), random(3).floats());

        for (int i = 0; i < 7; i++) {
            assertThat(layer.effective(2, i)).isEqualTo(layer.latent[2 * 16 + i]);
        }
    }

    /** Two bits, symmetric: the largest magnitude M gives the levels -M, 0 and M, with borders at M / 2. */
    @Test
    void quantizedWeightsFollowTheLatentOnes() {
        Linear layer = few(7, 3);
        layer.update(ROWS, random(7), random(3).floats());

        float most = 0;
        for (float weight : layer.latent) {
            most = Math.max(most, Math.abs(weight));
        }
        for (int o = 0; o < 3; o++) {
            for (int i = 0; i < 7; i++) {
                float weight = layer.latent[o * 16 + i];
                float level = Math.abs(weight) <= most / 2 ? 0f : Math.copySign(most, weight);
                assertThat(layer.effective(o, i)).isEqualTo(level);
            }
        }
    }

    private Linear binarized(int inputs, int outputs) {
        return binarized(inputs, outputs, Surrogate.IDENTITY, false);
    }

    private Linear binarized(int inputs, int outputs, Surrogate surrogate, boolean clip) {
        return new Linear.Binarized(
                Kernels.best(), new Scratch(), inputs, outputs, start(), optimizer, rng(), surrogate, clip);
    }

    private Linear plain(int inputs, int outputs) {
        return new Linear.Plain(Kernels.best(), new Scratch(), inputs, outputs, start(), optimizer, rng(), null);
    }

    private Linear few(int inputs, int outputs) {
        Quantization bits = new Quantization(2, Quantization.Scheme.SYMMETRIC);
        return new Linear.Plain(Kernels.best(), new Scratch(), inputs, outputs, start(), optimizer, rng(), bits);
    }

    private static Initialisation start() {
        return new Initialisation(Initialisation.Scheme.NORMAL, 0.1);
    }

    private static Rng rng() {
        return Rng.stream(7, "test");
    }

    private static float sign(Linear layer, int output, int input) {
        return layer.latent[output * layer.inputStride + input] > 0 ? 1 : -1;
    }

    private static float[] filled(int stride) {
        float[] values = new float[ROWS * stride];
        Arrays.fill(values, Float.NaN);
        return values;
    }

    /** Gaussians, 0 in the padding. */
    private static Signal random(int width) {
        Rng rng = Rng.stream(width, "values");
        Signal signal = Signal.floats(ROWS, width);
        for (int r = 0; r < ROWS; r++) {
            for (int c = 0; c < width; c++) {
                signal.floats()[r * signal.stride() + c] = (float) rng.nextGaussian();
            }
        }
        return signal;
    }

    private static Signal randomSigns(int width) {
        Signal values = random(width);
        Signal signal = Signal.signs(ROWS, width);
        Kernels.best().packSigns(0, ROWS, width, values.floats(), values.stride(), signal.packed(), null);
        return signal;
    }
}
