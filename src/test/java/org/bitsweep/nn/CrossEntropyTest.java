package org.bitsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bitsweep.bits.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossEntropyTest {
    private static final int STRIDE = 16;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10})
    void equalLogitsCostTheLogarithmOfTheNumberOfClasses(int classes) {
        CrossEntropy loss = new CrossEntropy(classes);
        loss.evaluate(2, new float[2 * STRIDE], STRIDE, new int[] {0, classes - 1});

        assertThat(loss.lossSum()).isCloseTo(2 * Math.log(classes), within(1e-14));
    }

    /** Softmax of (0, ln 3) is (1/4, 3/4). */
    @Test
    void theLossIsTheNegativeLogarithmOfTheLabelsProbability() {
        float[] logits = new float[2 * STRIDE];
        logits[1] = logits[STRIDE + 1] = (float) Math.log(3);
        CrossEntropy loss = new CrossEntropy(2);
        loss.evaluate(2, logits, STRIDE, new int[] {0, 1});

        assertThat(loss.lossSum()).isCloseTo(Math.log(4) + Math.log(4 / 3.0), within(1e-7));
        assertThat(loss.correct()).isEqualTo(1);
    }

    @Test
    void theFirstOfEqualLogitsIsThePrediction() {
        CrossEntropy loss = new CrossEntropy(3);
        loss.evaluate(3, new float[3 * STRIDE], STRIDE, new int[] {0, 1, 2});

        assertThat(loss.correct()).isEqualTo(1);
    }

    @Test
    void hugeLogitsDoNotOverflow() {
        float[] logits = new float[STRIDE];
        logits[0] = 1e30f;
        logits[1] = -1e30f;
        CrossEntropy loss = new CrossEntropy(2);
        loss.evaluate(1, logits, STRIDE, new int[] {0});
        assertThat(loss.lossSum()).isZero();
        loss.evaluate(1, logits, STRIDE, new int[] {1});

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
        float[] gradient = logits.clone();
        new CrossEntropy(classes).differentiate(rows, gradient, STRIDE, labels);

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
    void differentiatingCountsLossAndHitsToo() {
        float[] logits = {1, 2, 0.5f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        CrossEntropy evaluated = new CrossEntropy(3);
        evaluated.evaluate(1, logits, STRIDE, new int[] {1});
        CrossEntropy differentiated = new CrossEntropy(3);
        differentiated.differentiate(1, logits.clone(), STRIDE, new int[] {1});

        assertThat(differentiated.lossSum()).isEqualTo(evaluated.lossSum());
        assertThat(differentiated.correct()).isEqualTo(1);
    }

    @Test
    void paddingIsLeftAsItIs() {
        float[] logits = new float[STRIDE];
        logits[3] = 7;
        new CrossEntropy(3).differentiate(1, logits, STRIDE, new int[] {1});

        assertThat(logits[3]).isEqualTo(7);
    }

    private static double mean(int classes, int rows, float[] logits, int[] labels) {
        CrossEntropy loss = new CrossEntropy(classes);
        loss.evaluate(rows, logits, STRIDE, labels);
        return loss.lossSum() / rows;
    }
}
