package org.bitsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.bitsweep.nn.EarlyStopping.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EarlyStoppingTest {
    private static final EpochSummary BEST = summary(0.5, 0.5, 0.5);

    @ParameterizedTest
    @EnumSource(Metric.class)
    void theFirstEpochIsAnImprovementWhateverItGives(Metric metric) {
        EpochSummary worst = summary(1e9, 1e9, 0);

        assertThat(new EarlyStopping(1, 1, metric).improves(worst, null)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "VALIDATION_LOSS, 9, 0.4, 0, true",
        "VALIDATION_LOSS, 0, 0.6, 1, false",
        "VALIDATION_ACCURACY, 9, 9, 0.6, true",
        "VALIDATION_ACCURACY, 0, 0, 0.4, false",
        "TRAIN_LOSS, 0.4, 9, 0, true",
        "TRAIN_LOSS, 0.6, 0, 1, false"
    })
    void onlyTheMetricCounts(Metric metric, double trainLoss, double loss, double accuracy, boolean improves) {
        assertThat(new EarlyStopping(1, 0, metric).improves(summary(trainLoss, loss, accuracy), BEST))
                .isEqualTo(improves);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void anEpochThatWasNotValidatedIsNoImprovement(Metric metric) {
        EpochSummary better = summary(0.1, Double.NaN, Double.NaN);

        assertThat(new EarlyStopping(1, 0, metric).improves(better, null)).isFalse();
        assertThat(new EarlyStopping(1, 0, metric).improves(better, BEST)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void anEqualEpochIsNoImprovement(Metric metric) {
        assertThat(new EarlyStopping(1, 0, metric).improves(BEST, BEST)).isFalse();
    }

    /** The numbers are binary fractions: a gain of exactly the minimum is no improvement. */
    @ParameterizedTest
    @CsvSource({
        "VALIDATION_LOSS, 0.25, false",
        "VALIDATION_LOSS, 0.2421875, true",
        "TRAIN_LOSS, 0.25, false",
        "TRAIN_LOSS, 0.2421875, true",
        "VALIDATION_ACCURACY, 0.75, false",
        "VALIDATION_ACCURACY, 0.7578125, true"
    })
    void anImprovementIsMoreThanTheMinimum(Metric metric, double value, boolean improves) {
        assertThat(new EarlyStopping(1, 0.25, metric).improves(summary(value, value, value), BEST))
                .isEqualTo(improves);
    }

    @Test
    void settingsOutOfRangeAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EarlyStopping(0, 0, Metric.VALIDATION_LOSS))
                .withMessage("training.early-stopping.patience is 0, expected 1 or more");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, Double.NaN, Double.POSITIVE_INFINITY})
    void aMinimumOutOfRangeIsNamed(double minimum) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EarlyStopping(1, minimum, Metric.VALIDATION_LOSS))
                .withMessage("training.early-stopping.min-delta is " + minimum + ", expected 0 or more");
    }

    private static EpochSummary summary(double trainLoss, double validationLoss, double validationAccuracy) {
        return new EpochSummary(1, trainLoss, 0.5, validationLoss, validationAccuracy, 0);
    }
}
