package org.bitsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutTest {
    private static final int SIZE = 100_000;

    /** The number of zeros is binomial; five standard deviations are allowed. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, 0.5, 0.75, 0.9})
    void theShareOfZerosIsTheRate(double rate) {
        float[] values = ones();
        new Dropout(rate, SIZE, Rng.stream(1, "test")).forward(SIZE, values);
        int zeros = 0;
        for (float value : values) {
            zeros += value == 0f ? 1 : 0;
        }

        assertThat((double) zeros).isCloseTo(rate * SIZE, within(5 * Math.sqrt(rate * (1 - rate) * SIZE)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.75})
    void whatIsKeptIsScaledUpToKeepTheMean(double rate) {
        float[] values = new float[SIZE];
        Rng rng = Rng.stream(2, "values");
        for (int i = 0; i < SIZE; i++) {
            values[i] = (float) rng.nextGaussian();
        }
        float[] dropped = values.clone();
        new Dropout(rate, SIZE, Rng.stream(2, "test")).forward(SIZE, dropped);

        float scale = (float) (1 / (1 - rate));
        for (int i = 0; i < SIZE; i++) {
            assertThat(dropped[i] == 0f || dropped[i] == values[i] * scale).isTrue();
        }
    }

    @Test
    void gradientsPassWhereValuesPassedByTheSameFactor() {
        Dropout dropout = new Dropout(0.3, SIZE, Rng.stream(3, "test"));
        float[] values = ones();
        dropout.forward(SIZE, values);
        float[] gradient = ones();
        dropout.backward(SIZE, gradient);

        assertThat(gradient).isEqualTo(values);
    }

    /** Of two masks of the rate 1/2, half of the values differ: five standard deviations are allowed. */
    @Test
    void everyStepDrawsAnew() {
        Dropout dropout = new Dropout(0.5, SIZE, Rng.stream(4, "test"));
        float[] first = ones();
        float[] second = ones();
        dropout.forward(SIZE, first);
        dropout.forward(SIZE, second);
        int different = 0;
        for (int i = 0; i < SIZE; i++) {
            different += first[i] == second[i] ? 0 : 1;
        }

        assertThat((double) different).isCloseTo(SIZE / 2.0, within(5 * Math.sqrt(SIZE) / 2));
    }

    @Test
    void onlyTheFirstValuesAreTouched() {
        Dropout dropout = new Dropout(0.9, SIZE, Rng.stream(5, "test"));
        float[] values = ones();
        dropout.forward(10, values);
        float[] gradient = ones();
        dropout.backward(10, gradient);

        for (int i = 10; i < SIZE; i++) {
            assertThat(values[i]).isEqualTo(1f);
            assertThat(gradient[i]).isEqualTo(1f);
        }
    }

    /** In evaluation units are used as they are. */
    @Test
    void hiddenUnitsDropInTrainingOnly() {
        Signal signal = Signal.floats(1, 64);
        Dropout dropout = new Dropout(0.5, 64, Rng.stream(6, "test"));
        HiddenUnits units = new HiddenUnits.Floats(Kernels.best(), signal, dropout, Activation.RELU, null);
        float[] z = new float[64];
        Arrays.fill(z, 1f);
        units.forward(1, z, false);
        assertThat(signal.floats()).containsOnly(1f);
        units.forward(1, z, true);

        assertThat(signal.floats()).contains(0f, 2f).containsOnly(0f, 2f);
    }

    /** What is dropped is a zero, no sign: the packed signs are not the whole truth any more. */
    @Test
    void signsThatAreDroppedAreNotBinary() {
        Signal signal = Signal.floatsAndSigns(1, 64);
        Dropout dropout = new Dropout(0.5, 64, Rng.stream(7, "test"));
        HiddenUnits units = new HiddenUnits.Signs(Kernels.best(), signal, dropout, Surrogate.IDENTITY);
        float[] z = new float[64];
        Arrays.fill(z, -3f);
        units.forward(1, z, false);
        assertThat(signal.binary()).isTrue();
        units.forward(1, z, true);

        assertThat(signal.binary()).isFalse();
        assertThat(signal.floats()).contains(-0f, -2f).containsOnly(-0f, -2f);
    }

    private static float[] ones() {
        float[] values = new float[SIZE];
        Arrays.fill(values, 1f);
        return values;
    }
}
