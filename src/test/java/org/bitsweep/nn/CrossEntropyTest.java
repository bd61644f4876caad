package org.bitsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossEntropyTest {
    private static final int STRIDE = 16;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10})
    void equalLogitsCostTheLogarithmOfTheNumberOfClasses(int classes) {
        CrossEntropy loss = loss(classes);
        loss.evaluate(2, new float[2 * STRIDE], STRIDE, new int[] {0, classes - 1}, null);

        assertThat(loss.lossSum()).isCloseTo(2 * Math.log(classes), within(1e-14));
    }

    /** Softmax of (0, ln 3) is (1/4, 3/4). */
    @Test
    void theLossIsTheNegativeLogarithmOfTheLabelsProbability() {
        float[] logits = new float[2 * STRIDE];
        logits[1] = logits[STRIDE + 1] = (float) Math.log(3);
        CrossEntropy loss = loss(2);
        loss.evaluate(2, logits, STRIDE, new int[] {0, 1}, null);

        assertThat(loss.lossSum()).isCloseTo(Math.log(4) + Math.log(4 / 3.0), within(1e-7));
        assertThat(loss.correct()).isEqualTo(1);
    }

    @Test
    void theFirstOfEqualLogitsIsThePrediction() {
        CrossEntropy loss = loss(3);
        loss.evaluate(3, new float[3 * STRIDE], STRIDE, new int[] {0, 1, 2}, null);

        assertThat(loss.correct()).isEqualTo(1);
    }

    /** The kernel's exponentials are at least e^-87. */
    @Test
    void hugeLogitsDoNotOverflow() {
        float[] logits = new float[STRIDE];
        logits[0] = 1e30f;
        logits[1] = -1e30f;
        CrossEntropy loss = loss(2);
        loss.evaluate(1, logits, STRIDE, new int[] {0}, null);
        assertThat(loss.lossSum()).isBetween(0.0, 1.1 * Math.exp(-87));
        loss.evaluate(1, logits, STRIDE, new int[] {1}, null);

        assertThat(loss.lossSum()).isCloseTo(2e30, within(1e24));
    }

    /** Logits and the step are multiples of 2^-8, so that floats hold them exactly; the truncation error is below 1e-6. */
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
        loss(classes).evaluate(rows, logits, STRIDE, labels, gradient);

        float step = 0x1p-8f;
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < classes; c++) {
                float[] above = logits.clone();
                float[] below = logits.clone();
                above[r * STRIDE + c] += step;
                below[r * STRIDE + c] -= step;
                double numeric = (mean(classes, rows, above, labels) - mean(classes, rows, below, labels)) / (2 * step);
                assertThat((double) gradient[r * STRIDE + c]).isCloseTo(numeric, within(1e-6));
            }
        }
    }

    @Test
    void theGradientDoesNotChangeLossAndHits() {
        float[] logits = {1, 2, 0.5f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        CrossEntropy without = loss(3);
        without.evaluate(1, logits, STRIDE, new int[] {1}, null);
        CrossEntropy with = loss(3);
        with.evaluate(1, logits, STRIDE, new int[] {1}, new float[STRIDE]);

        assertThat(with.lossSum()).isEqualTo(without.lossSum());
        assertThat(with.correct()).isEqualTo(1);
    }

    @Test
    void logitsAndTheGradientsPaddingAreLeftAsTheyAre() {
        float[] logits = {1, 2, 0.5f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        float[] gradient = new float[STRIDE];
        gradient[3] = 7;
        float[] before = logits.clone();
        loss(3).evaluate(1, logits, STRIDE, new int[] {1}, gradient);

        assertThat(logits).isEqualTo(before);
        assertThat(gradient[3]).isEqualTo(7);
    }

    /** ln(1 + e^-30), of which a sum that holds the 1 would leave nothing. */
    @Test
    void smallLossesKeepTheirDigits() {
        float[] logits = new float[STRIDE];
        logits[0] = 30;
        CrossEntropy loss = loss(2);
        loss.evaluate(1, logits, STRIDE, new int[] {0}, null);

        assertThat(loss.lossSum()).isCloseTo(Math.exp(-30), within(3e-7 * Math.exp(-30)));
    }

    @Test
    void oneClassCostsNothingAndIsAlwaysRight() {
        CrossEntropy loss = loss(1);
        float[] logits = new float[2 * STRIDE];
        logits[0] = 5;
        float[] gradient = new float[2 * STRIDE];
        loss.evaluate(2, logits, STRIDE, new int[2], gradient);

        assertThat(loss.lossSum()).isZero();
        assertThat(loss.correct()).isEqualTo(2);
        assertThat(gradient).containsOnly(0f);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void aLogitThatIsNotFiniteMakesTheLossNotFinite(float logit) {
        for (int position = 0; position < 3; position++) {
            float[] logits = new float[STRIDE];
            logits[position] = logit;
            CrossEntropy loss = loss(3);
            loss.evaluate(1, logits, STRIDE, new int[] {0}, null);

            assertThat(loss.lossSum()).as("position %d", position).isNotFinite();
        }
    }

    private static double mean(int classes, int rows, float[] logits, int[] labels) {
        CrossEntropy loss = loss(classes);
        loss.evaluate(rows, logits, STRIDE, labels, null);
        return loss.lossSum() / rows;
    }

    private static CrossEntropy loss(int classes) {
        return new CrossEntropy(Kernels.best(), 4, classes);
    }
}
