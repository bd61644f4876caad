package org.bitsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptimizerTest {
    private static final int STEPS = 50;

    /** Both corrected moments are those of the gradient itself: the step is rate · g / (|g| + ε). */
    @ParameterizedTest
    @ValueSource(floats = {1e-4f, -1e-4f, 0.5f, -0.5f, 1000f, -1000f})
    void adamsFirstStepIsTheLearningRateAgainstTheGradientsSign(float gradient) {
        double moved = new One(adam(0.01, 1e-8), 0f).step(gradient);

        assertThat(moved).isCloseTo(-0.01 * gradient / (Math.abs(gradient) + 1e-8), within(1e-8));
    }

    @Test
    void adamsEpsilonIsAddedToTheCorrectedRoot() {
        assertThat(new One(adam(0.01, 0.25), 0f).step(0.5f)).isCloseTo(-0.01 * 0.5 / 0.75, within(1e-8));
    }

    /** Kingma and Ba 2015, algorithm 1, in double; with the L2 term or the decay of Loshchilov and Hutter 2019. */
    @ParameterizedTest(name = "seed {0}, weight decay {1}, decoupled {2}")
    @CsvSource({"1, 0, false", "2, 0, true", "3, 0.1, false", "4, 0.1, true", "5, 2, true"})
    void fiftyStepsOfAdamFollowTheAlgorithm(long seed, double decay, boolean decoupled) {
        Rng rng = Rng.stream(seed, "test");
        One one = new One(new OptimizerSpec.Adam(0.02, 0.9, 0.999, 1e-8, decay, decoupled), 0.5f);
        double expected = 0.5;
        double m = 0;
        double v = 0;
        for (int t = 1; t <= STEPS; t++) {
            float gradient = (float) (0.3 + rng.nextGaussian());
            double g = gradient + (decoupled ? 0 : decay * expected);
            m = 0.9 * m + 0.1 * g;
            v = 0.999 * v + 0.001 * g * g;
            expected *= decoupled ? 1 - 0.02 * decay : 1;
            expected -= 0.02 * (m / (1 - Math.pow(0.9, t))) / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);

            assertThat(one.step(gradient)).as("step %d", t).isCloseTo(expected, within(2e-6));
        }
    }

    /** Without a gradient AdamW only decays: by (1 - rate · decay) a step. */
    @Test
    void adamWDecaysGeometricallyWithoutAGradient() {
        One one = new One(new OptimizerSpec.Adam(0.1, 0.9, 0.999, 1e-8, 0.5, true), 3f);
        double parameter = 3;
        for (int t = 1; t <= 20; t++) {
            parameter = one.step(0f);
        }

        assertThat(parameter).isCloseTo(3 * Math.pow(0.95, 20), within(1e-6));
    }

    @Test
    void plainDescentMovesByTheRateTimesTheGradient() {
        One one = new One(new OptimizerSpec.Sgd(0.1, 0, 0), 1f);

        assertThat(one.step(2f)).isCloseTo(0.8, within(1e-7));
        assertThat(one.step(-4f)).isCloseTo(1.2, within(1e-7));
    }

    /** A constant gradient g: after t steps the velocity is g · (1 - μ^t) / (1 - μ), and the way is the sum of them. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 0.9, 0.99})
    void momentumAddsUpAsAGeometricSeries(double momentum) {
        One one = new One(new OptimizerSpec.Sgd(0.01, momentum, 0), 0f);
        double way = 0;
        for (int t = 1; t <= STEPS; t++) {
            way += 0.01 * 0.7 * (1 - Math.pow(momentum, t)) / (1 - momentum);

            assertThat(one.step(0.7f)).as("step %d", t).isCloseTo(-way, within(1e-5 * way));
        }
    }

    /** Without momentum and gradient L2 decay is geometric: by (1 - rate · decay) a step. */
    @Test
    void weightDecayOfDescentIsGeometricWithoutAGradient() {
        One one = new One(new OptimizerSpec.Sgd(0.1, 0, 0.5), 3f);
        double parameter = 3;
        for (int t = 1; t <= 20; t++) {
            parameter = one.step(0f);
        }

        assertThat(parameter).isCloseTo(3 * Math.pow(0.95, 20), within(1e-6));
    }

    /** Sutskever et al. 2013 without dampening, as PyTorch documents it: v ← μv + g + λp, p ← p - rate · v. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void fiftyStepsOfDescentFollowTheAlgorithm(long seed) {
        Rng rng = Rng.stream(seed, "test");
        One one = new One(new OptimizerSpec.Sgd(0.05, 0.9, 0.01), -0.5f);
        double expected = -0.5;
        double velocity = 0;
        for (int t = 1; t <= STEPS; t++) {
            float gradient = (float) rng.nextGaussian();
            velocity = 0.9 * velocity + gradient + 0.01 * expected;
            expected -= 0.05 * velocity;

            assertThat(one.step(gradient)).as("step %d", t).isCloseTo(expected, within(5e-6));
        }
    }

    @Test
    void theSchedulesFactorMultipliesTheRate() {
        Optimizer descent = Optimizer.of(new OptimizerSpec.Sgd(0.1, 0, 0), Kernels.best());
        Optimizer adam = Optimizer.of(adam(0.1, 1e-8), Kernels.best());
        for (Optimizer optimizer : new Optimizer[] {descent, adam}) {
            float[] parameters = new float[Kernels.LANES];
            float[] gradient = new float[Kernels.LANES];
            gradient[0] = 1;
            optimizer.prepare(1, 0.25);
            optimizer.update(Kernels.LANES).apply(0, Kernels.LANES, parameters, gradient);

            assertThat((double) parameters[0]).isCloseTo(-0.025, within(1e-7));
        }
    }

    @Test
    void everyTensorHasAStateOfItsOwn() {
        for (OptimizerSpec spec : new OptimizerSpec[] {adam(0.1, 1e-8), new OptimizerSpec.Sgd(0.1, 0.9, 0)}) {
            Optimizer optimizer = Optimizer.of(spec, Kernels.best());
            Optimizer.Update disturbing = optimizer.update(Kernels.LANES);
            Optimizer.Update update = optimizer.update(Kernels.LANES);
            float[] gradient = new float[Kernels.LANES];
            gradient[0] = 1;
            optimizer.prepare(1, 1);
            disturbing.apply(0, Kernels.LANES, new float[Kernels.LANES], gradient);
            float[] parameters = new float[Kernels.LANES];
            update.apply(0, Kernels.LANES, parameters, gradient);

            assertThat((double) parameters[0]).isCloseTo(-0.1, within(1e-7));
        }
    }

    /** In blocks, as a layer does it, or at once: the same bits. */
    @Test
    void aTensorCanBeUpdatedInBlocks() {
        for (OptimizerSpec spec : new OptimizerSpec[] {adam(0.1, 1e-8), new OptimizerSpec.Sgd(0.1, 0.9, 0.01)}) {
            Optimizer optimizer = Optimizer.of(spec, Kernels.best());
            Optimizer.Update whole = optimizer.update(64);
            Optimizer.Update blocks = optimizer.update(64);
            float[] one = new float[64];
            float[] two = new float[64];
            Rng rng = Rng.stream(1, "test");
            for (int t = 1; t <= 5; t++) {
                float[] gradient = new float[64];
                for (int i = 0; i < 64; i++) {
                    gradient[i] = (float) rng.nextGaussian();
                }
                optimizer.prepare(t, 1);
                whole.apply(0, 64, one, gradient);
                blocks.apply(0, 16, two, gradient);
                blocks.apply(16, 64, two, gradient);
            }

            assertThat(two).isEqualTo(one);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.9, 0.999, 1e-8, 0, training.learning-rate",
        "NaN, 0.9, 0.999, 1e-8, 0, training.learning-rate",
        "Infinity, 0.9, 0.999, 1e-8, 0, training.learning-rate",
        "1e-3, 1, 0.999, 1e-8, 0, training.beta1",
        "1e-3, -0.1, 0.999, 1e-8, 0, training.beta1",
        "1e-3, 0.9, 1, 1e-8, 0, training.beta2",
        "1e-3, 0.9, 0.999, 0, 0, training.epsilon",
        "1e-3, 0.9, 0.999, NaN, 0, training.epsilon",
        "1e-3, 0.9, 0.999, 1e-8, -1, training.weight-decay",
        "1e-3, 0.9, 0.999, 1e-8, NaN, training.weight-decay"
    })
    void adamsSettingsOutOfRangeAreNamed(
            double rate, double beta1, double beta2, double epsilon, double decay, String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OptimizerSpec.Adam(rate, beta1, beta2, epsilon, decay, false))
                .withMessageStartingWith(key + " is ");
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 0.9, 0, training.learning-rate",
        "NaN, 0.9, 0, training.learning-rate",
        "0.1, 1, 0, training.momentum",
        "0.1, -0.5, 0, training.momentum",
        "0.1, NaN, 0, training.momentum",
        "0.1, 0.9, -1, training.weight-decay",
        "0.1, 0.9, Infinity, training.weight-decay"
    })
    void settingsOfDescentOutOfRangeAreNamed(double rate, double momentum, double decay, String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OptimizerSpec.Sgd(rate, momentum, decay))
                .withMessageStartingWith(key + " is ");
    }

    private static OptimizerSpec adam(double rate, double epsilon) {
        return new OptimizerSpec.Adam(rate, 0.9, 0.999, epsilon, 0, false);
    }

    /** A tensor of one parameter and its padding. */
    private static final class One {
        private final Optimizer optimizer;
        private final Optimizer.Update update;
        private final float[] parameters = new float[Kernels.LANES];
        private final float[] gradient = new float[Kernels.LANES];
        private int steps;

        One(OptimizerSpec spec, float start) {
            optimizer = Optimizer.of(spec, Kernels.best());
            update = optimizer.update(Kernels.LANES);
            parameters[0] = start;
        }

        double step(float slope) {
            gradient[0] = slope;
            steps++;
            optimizer.prepare(steps, 1);
            update.apply(0, Kernels.LANES, parameters, gradient);
            return parameters[0];
        }
    }
}
