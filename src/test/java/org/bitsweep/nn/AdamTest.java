package org.bitsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.bitsweep.bits.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdamTest {
    /** Both corrected moments are those of the gradient itself: the step is rate · g / (|g| + ε). */
    @ParameterizedTest
    @ValueSource(floats = {1e-4f, -1e-4f, 0.5f, -0.5f, 1000f, -1000f})
    void theFirstStepIsTheLearningRateAgainstTheGradientsSign(float gradient) {
        float[] parameters = {0f};
        new Adam(settings(0.01, 1e-8), 1).update(parameters, new float[] {gradient}, 1);

        double expected = -0.01 * gradient / (Math.abs(gradient) + 1e-8);
        assertThat((double) parameters[0]).isCloseTo(expected, within(1e-8));
    }

    @Test
    void epsilonIsAddedToTheCorrectedRoot() {
        float[] parameters = {0f};
        new Adam(settings(0.01, 0.25), 1).update(parameters, new float[] {0.5f}, 1);

        assertThat((double) parameters[0]).isCloseTo(-0.01 * 0.5 / 0.75, within(1e-8));
    }

    @Test
    void aZeroGradientLeavesTheParameters() {
        float[] parameters = {0.3f, -0f};
        new Adam(settings(0.01, 1e-8), 2).update(parameters, new float[2], 1);

        assertThat(parameters).containsExactly(0.3f, -0f);
    }

    /** Kingma and Ba 2015, algorithm 1, in double. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void fiftyStepsFollowTheAlgorithm(long seed) {
        Rng rng = Rng.stream(seed, "test");
        Adam adam = new Adam(settings(0.02, 1e-8), 1);
        float[] parameters = {0.5f};
        double expected = 0.5;
        double m = 0;
        double v = 0;
        for (int t = 1; t <= 50; t++) {
            float gradient = (float) (0.3 + rng.nextGaussian());
            adam.update(parameters, new float[] {gradient}, t);
            m = 0.9 * m + 0.1 * gradient;
            v = 0.999 * v + 0.001 * gradient * gradient;
            expected -= 0.02 * (m / (1 - Math.pow(0.9, t))) / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);
            assertThat((double) parameters[0]).as("step %d", t).isCloseTo(expected, within(2e-6));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.9, 0.999, 1e-8, training.learning-rate",
        "NaN, 0.9, 0.999, 1e-8, training.learning-rate",
        "Infinity, 0.9, 0.999, 1e-8, training.learning-rate",
        "1e-3, 1, 0.999, 1e-8, training.beta1",
        "1e-3, -0.1, 0.999, 1e-8, training.beta1",
        "1e-3, 0.9, 1, 1e-8, training.beta2",
        "1e-3, 0.9, 0.999, 0, training.epsilon",
        "1e-3, 0.9, 0.999, NaN, training.epsilon"
    })
    void settingsOutOfRangeAreNamed(double rate, double beta1, double beta2, double epsilon, String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Adam.Settings(rate, beta1, beta2, epsilon))
                .withMessageStartingWith(key + " is ");
    }

    private static Adam.Settings settings(double rate, double epsilon) {
        return new Adam.Settings(rate, 0.9, 0.999, epsilon);
    }
}
