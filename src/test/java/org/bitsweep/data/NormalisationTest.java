package org.bitsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalisationTest {
    /** Training samples (1, 10), (3, 10) twice over; the last one is the official test sample (5, 12). */
    private static final Dataset DATASET = new Dataset(
            1, 2, 2, new float[] {1, 10, 3, 10, 1, 10, 3, 10, 2, 10, 5, 12}, new int[] {0, 1, 0, 1, 1, 1}, 1, "");

    @Test
    void eachFeatureHasItsOwnMeanAndDeviation() {
        RunData data = draw(new Normalisation.Feature());

        // Mean 2 and deviation 1 in the first feature; mean 10 and, as it is constant, divisor 1 in the second.
        assertThat(sorted(data.train().features())).containsExactly(-1, -1, 0, 0, 0, 0, 1, 1);
        assertThat(data.test().features()).containsExactly(3, 2);
    }

    @Test
    void aFixedMeanAndDeviationMeasureNothing() {
        RunData data = draw(new Normalisation.Fixed(0.5, 0.5));

        assertThat(data.test().features()).containsExactly(9, 23);
    }

    @Test
    void withNoneValuesStay() {
        RunData data = draw(new Normalisation.None());

        assertThat(sorted(data.train().features())).containsExactly(1, 1, 3, 3, 10, 10, 10, 10);
        assertThat(data.test().features()).containsExactly(5, 12);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aFixedDeviationIsPositive(double deviation) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Normalisation.Fixed(0, deviation))
                .withMessage("dataset.normalisation.deviation is " + deviation + ", expected a finite number above 0");
    }

    private static RunData draw(Normalisation normalisation) {
        // The validation sample is the one of class 1 with the value 2, whatever the seed, or one with 3: seek the
        // former.
        for (long splitSeed = 0; ; splitSeed++) {
            Preparation preparation =
                    new Preparation(new SplitSpec(splitSeed, 4, 1, 1), Corruption.none(), normalisation);
            PreparedDataset prepared = PreparedDataset.of(DATASET, preparation);
            if (prepared.split().validation()[0] == 4) {
                return prepared.draw(0);
            }
        }
    }

    private static float[] sorted(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
