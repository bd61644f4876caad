package org.bitsweep.info;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import org.bitsweep.bits.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardErrorsTest {
    /**
     * By the delta method the variance of a plug-in entropy is the variance of log2 p over the states, by N: here
     * p(1-p) log2²(p/(1-p)) / N (Paninski 2003). The error of an error from 4,000 resamples is 1.1 %.
     */
    @ParameterizedTest
    @ValueSource(ints = {100, 300, 400})
    void theErrorOfAnEntropyIsThatOfTheDeltaMethod(int ones) {
        int[] states = new int[1000];
        Arrays.fill(states, 0, ones, 1);
        double p = ones / 1000.0;
        double expected = Math.sqrt(p * (1 - p) / 1000) * Math.abs(Math.log(p / (1 - p)) / Math.log(2));
        StandardErrors errors =
                StandardErrors.of(states, 2, new Labels(new int[1000], 1), 4000, Rng.stream(ones, "errors"));

        assertThat(errors.inputs()).isCloseTo(expected, withinPercentage(6));
        assertThat(errors.labels()).isLessThan(1e-12);
    }

    /** The information of a state that is the label is its entropy, and so is its error. */
    @Test
    void statesAreDrawnTogetherWithTheirLabels() {
        int[] states = new int[500];
        Arrays.fill(states, 0, 100, 1);
        StandardErrors errors = StandardErrors.of(states, 2, new Labels(states, 2), 200, Rng.stream(1, "errors"));

        assertThat(errors.labels()).isCloseTo(errors.inputs(), withinPercentage(1e-6));
        assertThat(errors.inputs()).isPositive();
    }

    @Test
    void oneResampleIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> StandardErrors.of(new int[3], 1, new Labels(new int[3], 1), 1, Rng.stream(1, "errors")))
                .withMessageContaining("2 resamples or more, not 1");
    }
}
