package org.bitsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.bitsweep.bits.Rng;
import org.bitsweep.nn.Initialisation.Scheme;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Moments over n = 200,000 draws. The mean has the standard error σ/√n, the variance σ²·√((kurtosis - 1)/n): √(2/n) σ² for
 * a normal distribution, √(0.8/n) σ² for a uniform one. Five of them are allowed.
 */
class InitialisationTest {
    private static final int DRAWS = 200_000;

    @ParameterizedTest(name = "{0}, {1} inputs, {2} outputs")
    @CsvSource({
        "NORMAL, 100, 10, 0.01",
        "NORMAL, 1, 1, 0.01",
        "HE, 50, 10, 0.04",
        "HE, 50, 1000, 0.04",
        "GLOROT, 30, 20, 0.04",
        "GLOROT, 10, 40, 0.04",
        "UNIFORM, 12, 7, 0.027777777777777776",
        "UNIFORM, 1, 7, 0.3333333333333333"
    })
    void meanAndVarianceAreThoseOfTheScheme(Scheme scheme, int inputs, int outputs, double variance) {
        Initialisation initialisation = new Initialisation(scheme, 0.1);
        Rng rng = Rng.stream(1, "test");
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < DRAWS; i++) {
            double weight = initialisation.draw(inputs, outputs, rng);
            sum += weight;
            squares += weight * weight;
        }
        boolean normal = scheme == Scheme.NORMAL || scheme == Scheme.HE;

        assertThat(sum / DRAWS).isCloseTo(0, within(5 * Math.sqrt(variance / DRAWS)));
        assertThat(squares / DRAWS).isCloseTo(variance, within(5 * variance * Math.sqrt((normal ? 2 : 0.8) / DRAWS)));
    }

    /** Of n draws the outermost is within 5/n of the limit but for one time in 140. */
    @ParameterizedTest
    @CsvSource({"GLOROT, 4, 2, 1", "GLOROT, 100, 50, 0.2", "UNIFORM, 1, 9, 1", "UNIFORM, 16, 9, 0.25"})
    void uniformWeightsFillTheirRangeAndDoNotLeaveIt(Scheme scheme, int inputs, int outputs, double limit) {
        Initialisation initialisation = new Initialisation(scheme, 0.1);
        Rng rng = Rng.stream(2, "test");
        double least = 0;
        double most = 0;
        for (int i = 0; i < DRAWS; i++) {
            double weight = initialisation.draw(inputs, outputs, rng);
            least = Math.min(least, weight);
            most = Math.max(most, weight);
        }

        assertThat(most).isBetween(limit * (1 - 1e-4), limit * (1 + 1e-7));
        assertThat(least).isBetween(-limit * (1 + 1e-7), -limit * (1 - 1e-4));
    }

    /** erf(1/√2), erf(2/√2) and erf(3/√2) of a normal distribution lie within so many deviations. */
    @ParameterizedTest
    @CsvSource({
        "NORMAL, 1, 0.6826894921370859", "NORMAL, 2, 0.9544997361036416", "NORMAL, 3, 0.9973002039367398",
        "HE, 1, 0.6826894921370859", "HE, 2, 0.9544997361036416", "HE, 3, 0.9973002039367398"
    })
    void normalWeightsAreNormal(Scheme scheme, int deviations, double share) {
        Initialisation initialisation = new Initialisation(scheme, 0.2);
        Rng rng = Rng.stream(3, "test");
        int inside = 0;
        for (int i = 0; i < DRAWS; i++) {
            inside += Math.abs(initialisation.draw(50, 10, rng)) < 0.2 * deviations ? 1 : 0;
        }

        assertThat((double) inside / DRAWS).isCloseTo(share, within(5 * Math.sqrt(share * (1 - share) / DRAWS)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void aDeviationOutOfRangeIsNamed(double deviation) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Initialisation(Scheme.NORMAL, deviation))
                .withMessage("network.initial-deviation is " + deviation + ", expected a positive number");
    }
}
