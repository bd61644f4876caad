package org.bitsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    private static final int STEPS = 4;
    private static final double ERROR = 1e-12;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 50, 100})
    void aConstantRateStays(int epoch) {
        assertThat(factor(new Schedule.Constant(), 0, epoch, 100)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "10, 1", "11, 0.5", "20, 0.5", "21, 0.25", "100, 0.001953125"})
    void stepsMultiplyAfterEverySoManyEpochs(int epoch, double expected) {
        assertThat(factor(new Schedule.Step(10, 0.5), 0, epoch, 100)).isCloseTo(expected, within(ERROR));
    }

    /** Loshchilov and Hutter 2017, equation 5, with the rate 1: at 0, 1/4, 1/3, 1/2 and 3/4 of the way. */
    @ParameterizedTest
    @CsvSource({
        "0, 1, 1",
        "0, 76, 0.8535533905932737",
        "0, 101, 0.75",
        "0, 151, 0.5",
        "0, 226, 0.14644660940672627",
        "0.1, 1, 1",
        "0.1, 151, 0.55",
        "0.1, 301, 0.1",
        "1, 77, 1"
    })
    void aCosineFallsFromTheRateToItsMinimum(double least, int epoch, double expected) {
        assertThat(factor(new Schedule.Cosine(least), 0, epoch, 300)).isCloseTo(expected, within(ERROR));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 0.125", "1, 2, 0.25", "1, 4, 0.5", "2, 1, 0.625", "2, 4, 1"})
    void aWarmUpRisesFromStepToStep(int epoch, int step, double expected) {
        assertThat(new Schedule(new Schedule.Constant(), 2).factor(epoch, step, STEPS, 100))
                .isCloseTo(expected, within(ERROR));
    }

    /** The third epoch is the shape's first, and it has 98 instead of 100. */
    @ParameterizedTest
    @CsvSource({"3, 1", "52, 0.5"})
    void theShapeCountsFromTheEndOfTheWarmUp(int epoch, double expected) {
        assertThat(factor(new Schedule.Cosine(0), 2, epoch, 100)).isCloseTo(expected, within(ERROR));
        assertThat(factor(new Schedule.Step(49, 0.5), 2, epoch, 100)).isCloseTo(expected, within(ERROR));
    }

    @Test
    void theShapeDoesNotChangeWithinAnEpoch() {
        Schedule schedule = new Schedule(new Schedule.Cosine(0), 1);
        for (int step = 2; step <= STEPS; step++) {
            assertThat(schedule.factor(7, step, STEPS, 20)).isEqualTo(schedule.factor(7, 1, STEPS, 20));
        }
    }

    @Test
    void settingsOutOfRangeAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedule(new Schedule.Constant(), -1))
                .withMessage("training.schedule.warm-up is -1, expected 0 epochs or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedule.Step(0, 0.5))
                .withMessage("training.schedule.every is 0, expected 1 epoch or more");
        for (double factor : new double[] {0, -1, 1.5, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Schedule.Step(1, factor))
                    .withMessage("training.schedule.factor is " + factor + ", expected more than 0 and at most 1");
        }
        for (double least : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Schedule.Cosine(least))
                    .withMessage("training.schedule.minimum is " + least + ", expected 0 to 1 times the learning rate");
        }
    }

    private static double factor(Schedule.Shape shape, int warmUp, int epoch, int epochs) {
        return new Schedule(shape, warmUp).factor(epoch, 1, STEPS, epochs);
    }
}
