package org.bitsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bitsweep.bits.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeanSquaredErrorTest {
    private static final int STRIDE = 16;

    /** (0.5 - 1)² + 0.25² + (-0.5)² over three classes, and (1 + 0 + 1) over three. */
    @Test
    void theLossIsTheMeanOverClassesOfTheSquaredDifferences() {
        float[] logits = new float[2 * STRIDE];
        logits[0] = 0.5f;
        logits[1] = 0.25f;
        logits[2] = -0.5f;
        logits[STRIDE + 2] = 1;
        MeanSquaredError loss = new MeanSquaredError(2, 3);
        loss.evaluate(2, logits, STRIDE, new int[] {0, 1}, null);

        assertThat(loss.lossSum()).isCloseTo(0.5625 / 3 + 2.0 / 3, within(1e-15));
        assertThat(loss.correct()).isEqualTo(1);
    }

    @Test
    void theTargetItselfCostsNothing() {
        float[] logits = new float[STRIDE];
        logits[1] = 1;
        float[] gradient = new float[STRIDE];
        MeanSquaredError loss = new MeanSquaredError(1, 3);
        loss.evaluate(1, logits, STRIDE, new int[] {1}, gradient);

        assertThat(loss.lossSum()).isZero();
        assertThat(gradient).containsOnly(0f);
    }

    /** The loss is a polynomial of degree 2: central differences have rounding errors only. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void theGradientOfTheMeanLossIsThatOfCentralDifferences(long seed) {
        int rows = 4;
        int classes = 5;
        Rng rng = Rng.stream(seed, "test");
        float[] logits = new float[rows * STRIDE];
        int[] labels = new int[rows];
        for (int r = 0; r < rows; r++) {
            labels[r] = rng.nextInt(classes);
            for (int c = 0; c < classes; c++) {
                logits[r * STRIDE + c] = (rng.nextInt(1024) - 512) / 256f;
            }
        }
        float[] gradient = new float[logits.length];
        new MeanSquaredError(rows, classes).evaluate(rows, logits, STRIDE, labels, gradient);

        float step = 0x1p-8f;
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < classes; c++) {
                float[] above = logits.clone();
                float[] below = logits.clone();
                above[r * STRIDE + c] += step;
                below[r * STRIDE + c] -= step;
                double numeric = (mean(classes, rows, above, labels) - mean(classes, rows, below, labels)) / (2 * step);
                assertThat((double) gradient[r * STRIDE + c]).isCloseTo(numeric, within(1e-7));
            }
        }
    }

    @Test
    void paddingIsLeftAsItIs() {
        float[] logits = new float[STRIDE];
        logits[3] = 100;
        float[] gradient = new float[STRIDE];
        gradient[3] = 7;
        MeanSquaredError loss = new MeanSquaredError(1, 3);
        loss.evaluate(1, logits, STRIDE, new int[] {0}, gradient);

        assertThat(loss.lossSum()).isCloseTo(1.0 / 3, within(1e-15));
        assertThat(gradient[3]).isEqualTo(7);
    }

    @Test
    void aLogitThatIsNoNumberMakesTheLossNoNumber() {
        float[] logits = new float[STRIDE];
        logits[2] = Float.NaN;
        MeanSquaredError loss = new MeanSquaredError(1, 3);
        loss.evaluate(1, logits, STRIDE, new int[] {0}, null);

        assertThat(loss.lossSum()).isNaN();
    }

    private static double mean(int classes, int rows, float[] logits, int[] labels) {
        MeanSquaredError loss = new MeanSquaredError(rows, classes);
        loss.evaluate(rows, logits, STRIDE, labels, null);
        return loss.lossSum() / rows;
    }
}
