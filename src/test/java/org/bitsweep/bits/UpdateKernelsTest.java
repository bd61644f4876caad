package org.bitsweep.bits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bitsweep.bits.BothTiers.gaussians;
import static org.bitsweep.bits.BothTiers.join;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One update of the optimizers, against their formulas in double. */
class UpdateKernelsTest {
    private static final int SIZE = 160;

    private final float[] parameters = gaussians(SIZE, "parameters");
    private final float[] gradient = gaussians(SIZE, "gradient");
    private final float[] first = gaussians(SIZE, "first");
    private final float[] second = gaussians(SIZE, "second");

    UpdateKernelsTest() {
        for (int i = 0; i < SIZE; i++) {
            second[i] = Math.abs(second[i]);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 160, 1, 0, 0",
        "0, 16, 1, 0, 0",
        "16, 32, 2, 0, 0",
        "48, 144, 10, 0, 0",
        "32, 32, 3, 0, 0",
        "0, 160, 7, 0.1, 0",
        "0, 160, 7, 0, 0.1",
        "0, 160, 100000, 0, 0"
    })
    void adamFollowsTheFormulaInItsRangeOnly(int from, int to, int step, double decay, double decoupled) {
        double rate = 0.02;
        AdamCoefficients coefficients = new AdamCoefficients(0.9, 0.999, 1e-8, decay, decoupled);
        coefficients.prepare(step, rate);
        float[] actual = BothTiers.agreed(from + " to " + to, kernels -> {
            float[][] out = {parameters.clone(), first.clone(), second.clone(), gradient.clone()};
            kernels.adam(from, to, out[0], out[3], out[1], out[2], coefficients);
            return join(out[0], out[1], out[2]);
        });

        for (int i = 0; i < SIZE; i++) {
            boolean inside = i >= from && i < to;
            double g = gradient[i] + decay * parameters[i];
            double m = inside ? 0.9 * first[i] + 0.1 * g : first[i];
            double v = inside ? 0.999 * second[i] + 0.001 * g * g : second[i];
            double root = Math.sqrt(v / (1 - Math.pow(0.999, step))) + 1e-8;
            double move = rate * m / (1 - Math.pow(0.9, step)) / root;
            double p = inside ? parameters[i] * (1 - rate * decoupled) - move : parameters[i];
            assertThat((double) actual[i]).isCloseTo(p, within(1e-6 * (Math.abs(parameters[i]) + Math.abs(move))));
            assertThat((double) actual[SIZE + i])
                    .isCloseTo(m, within(1e-6 * (Math.abs(first[i]) + Math.abs(g)) + 1e-12));
            assertThat((double) actual[2 * SIZE + i]).isCloseTo(v, within(1e-6 * v));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 160, 0, 0",
        "0, 16, 0.9, 0",
        "16, 32, 0.9, 0",
        "48, 144, 0.5, 0.01",
        "32, 32, 0.9, 0",
        "0, 160, 0.99, 0.1"
    })
    void descentFollowsTheFormulaInItsRangeOnly(int from, int to, float momentum, float decay) {
        float rate = 0.03f;
        float[] actual = BothTiers.agreed(from + " to " + to, kernels -> {
            float[][] out = {parameters.clone(), first.clone(), gradient.clone()};
            kernels.descend(from, to, out[0], out[2], out[1], rate, momentum, decay);
            return join(out[0], out[1]);
        });

        for (int i = 0; i < SIZE; i++) {
            boolean inside = i >= from && i < to;
            double m = inside ? (double) momentum * first[i] + gradient[i] + (double) decay * parameters[i] : first[i];
            double p = inside ? parameters[i] - rate * m : parameters[i];
            double size = Math.abs(first[i]) + Math.abs(gradient[i]) + Math.abs(parameters[i]);
            assertThat((double) actual[i]).isCloseTo(p, within(1e-6 * size));
            assertThat((double) actual[SIZE + i]).isCloseTo(m, within(1e-6 * size));
        }
    }

    @Test
    void nothingMovesWithoutAGradient() {
        AdamCoefficients coefficients = new AdamCoefficients(0.9, 0.999, 1e-8, 0, 0);
        coefficients.prepare(1, 0.1);
        float[] zeros = new float[SIZE];
        parameters[0] = -0f;
        parameters[1] = Float.MIN_VALUE;
        parameters[2] = Float.MAX_VALUE;

        BothTiers.assertGive(parameters, "Adam", kernels -> {
            float[] p = parameters.clone();
            kernels.adam(0, SIZE, p, zeros, new float[SIZE], new float[SIZE], coefficients);
            return p;
        });
        BothTiers.assertGive(parameters, "descent", kernels -> {
            float[] p = parameters.clone();
            kernels.descend(0, SIZE, p, zeros, new float[SIZE], 0.1f, 0.9f, 0);
            return p;
        });
    }

    /** The root of the second moment underflows to 0: ε alone divides, and nothing becomes infinite. */
    @Test
    void adamStaysFiniteForGradientsWhoseSquareUnderflows() {
        AdamCoefficients coefficients = new AdamCoefficients(0.9, 0.999, 1e-8, 0, 0);
        coefficients.prepare(1, 0.01);
        float[] tiny = new float[16];
        Arrays.fill(tiny, 1e-30f);
        float[] moved = BothTiers.agreed("tiny gradients", kernels -> {
            float[] p = new float[16];
            kernels.adam(0, 16, p, tiny, new float[16], new float[16], coefficients);
            return p;
        });

        assertThat((double) moved[0]).isCloseTo(-0.01 * 1e-30 / 1e-8, within(1e-30));
    }
}
