package org.bitsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the formulas of Ioffe and Szegedy (2015), algorithm 1, in double, and central differences of them. */
class BatchNormTest {
    private static final int ROWS = 6;
    private static final int WIDTH = 3;
    private static final int STRIDE = 16;
    private static final double STEP = 1e-5;
    private static final double RATE = 0.1;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void trainingNormalisesWithTheBatchsMeanAndBiasedVariance(long seed) {
        Example example = new Example(seed);
        float[] z = example.forward();
        double[] expected = normalise(example.inputs, example.scale, example.shift);

        for (int i = 0; i < ROWS * STRIDE; i++) {
            assertThat((double) z[i]).as("%d", i).isCloseTo(expected[i], within(1e-5));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void theInputsGradientIsThatOfCentralDifferences(long seed) {
        Example example = new Example(seed);
        example.forward();
        float[] gradient = example.backward();

        for (int i = 0; i < ROWS * STRIDE; i++) {
            double numeric = i % STRIDE < WIDTH ? example.difference(example.inputs, i) : 0;
            assertThat((double) gradient[i]).as("%d", i).isCloseTo(numeric, within(1e-5));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void theGradientsOfScaleAndShiftAreThoseOfCentralDifferences(long seed) {
        Example example = new Example(seed);
        example.forward();
        example.backward();

        for (int j = 0; j < WIDTH; j++) {
            assertThat((double) example.norm.scaleGradient()[j])
                    .isCloseTo(example.difference(example.scale, j), within(1e-5));
            assertThat((double) example.norm.shiftGradient()[j])
                    .isCloseTo(example.difference(example.shift, j), within(1e-5));
        }
    }

    /** The column (0, 2) has the mean 1, the biased variance 1 and the unbiased variance 2. */
    @Test
    void theRunningVarianceTakesATenthOfTheUnbiasedOne() {
        BatchNorm norm = norm(1);
        float[] y = new float[2 * STRIDE];
        y[STRIDE] = 2;
        norm.forward(2, y, new float[2 * STRIDE]);

        assertThat(norm.runningMean()[0]).isCloseTo(0.1f, within(1e-7f));
        assertThat(norm.runningVariance()[0]).isCloseTo(0.9f + 0.2f, within(1e-6f));
        norm.forward(2, y, new float[2 * STRIDE]);
        assertThat(norm.runningMean()[0]).isNotEqualTo(0.1f);
    }

    @Test
    void evaluationUsesTheRunningStatistics() {
        BatchNorm norm = norm(1);
        norm.runningMean()[0] = 3;
        norm.runningVariance()[0] = 4;
        norm.scale()[0] = 0.5f;
        norm.shift()[0] = -1;
        Normalisation.Affine affine = norm.evaluation();

        assertThat(7.0 * affine.factor()[0] + affine.offset()[0])
                .isCloseTo(0.5 * 4 / Math.sqrt(4 + 1e-5) - 1, within(1e-6));
        assertThat(norm.runningMean()[0]).isEqualTo(3);
        assertThat(norm.runningVariance()[0]).isEqualTo(4);
    }

    @Test
    void beforeTrainingTheRunningMeanIsZeroAndTheRunningVarianceOne() {
        BatchNorm norm = norm(WIDTH);

        assertThat(norm.runningMean()).startsWith(0, 0, 0);
        assertThat(norm.runningVariance()).startsWith(1, 1, 1);
        assertThat(norm.scale()).startsWith(1, 1, 1);
        assertThat(norm.shift()).startsWith(0, 0, 0);
    }

    @Test
    void aConstantColumnBecomesTheShift() {
        BatchNorm norm = norm(1);
        norm.shift()[0] = 0.25f;
        float[] y = new float[4 * STRIDE];
        float[] z = new float[4 * STRIDE];
        for (int r = 0; r < 4; r++) {
            y[r * STRIDE] = 5;
        }
        norm.forward(4, y, z);

        for (int r = 0; r < 4; r++) {
            assertThat(z[r * STRIDE]).isEqualTo(0.25f);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void anUpdateMovesScaleAndShiftAgainstTheirGradients(long seed) {
        Optimizer optimizer = Optimizer.of(new OptimizerSpec.Sgd(RATE, 0, 0), Kernels.best());
        Example example = new Example(seed, new BatchNorm(Kernels.best(), WIDTH, optimizer));
        example.forward();
        example.backward();
        optimizer.prepare(1, 1);
        example.norm.update();

        for (int j = 0; j < STRIDE; j++) {
            assertThat((double) example.norm.scale()[j])
                    .isCloseTo(example.scale[j] - RATE * example.norm.scaleGradient()[j], within(1e-6));
            assertThat((double) example.norm.shift()[j])
                    .isCloseTo(example.shift[j] - RATE * example.norm.shiftGradient()[j], within(1e-6));
        }
    }

    @Test
    void theTensorsAreLive() {
        Example example = new Example(1);
        example.forward();
        float[][] tensors = example.norm.tensors();

        assertThat(tensors).hasDimensions(4, STRIDE);
        assertThat(tensors[0]).isSameAs(example.norm.scale());
        assertThat(tensors[1]).isSameAs(example.norm.shift());
        assertThat(tensors[2]).isSameAs(example.norm.runningMean());
        assertThat(tensors[3]).isSameAs(example.norm.runningVariance());
    }

    private static BatchNorm norm(int width) {
        return new BatchNorm(Kernels.best(), width, Optimizer.of(new OptimizerSpec.Sgd(RATE, 0, 0), Kernels.best()));
    }

    /** z of inputs in the layout rows x stride, in double. */
    private static double[] normalise(double[] y, double[] scale, double[] shift) {
        double[] z = new double[ROWS * STRIDE];
        for (int j = 0; j < WIDTH; j++) {
            double mean = 0;
            double variance = 0;
            for (int r = 0; r < ROWS; r++) {
                mean += y[r * STRIDE + j] / ROWS;
            }
            for (int r = 0; r < ROWS; r++) {
                variance += (y[r * STRIDE + j] - mean) * (y[r * STRIDE + j] - mean) / ROWS;
            }
            for (int r = 0; r < ROWS; r++) {
                int i = r * STRIDE + j;
                z[i] = scale[j] * (y[i] - mean) / Math.sqrt(variance + 1e-5) + shift[j];
            }
        }
        return z;
    }

    /** Random inputs and parameters, and the objective Σ weight · z, whose gradient by z is the weights. */
    private static final class Example {
        private final BatchNorm norm;
        private final double[] inputs = new double[ROWS * STRIDE];
        private final double[] weights = new double[ROWS * STRIDE];
        private final double[] scale = new double[STRIDE];
        private final double[] shift = new double[STRIDE];
        private final float[] drawn = new float[ROWS * STRIDE];
        /** What training replaces by its normalised values. */
        private final float[] y = new float[ROWS * STRIDE];

        Example(long seed) {
            this(seed, norm(WIDTH));
        }

        Example(long seed, BatchNorm norm) {
            this.norm = norm;
            Rng rng = Rng.stream(seed, "test");
            for (int j = 0; j < WIDTH; j++) {
                scale[j] = norm.scale()[j] = (float) rng.nextGaussian();
                shift[j] = norm.shift()[j] = (float) rng.nextGaussian();
                for (int r = 0; r < ROWS; r++) {
                    int i = r * STRIDE + j;
                    inputs[i] = y[i] = drawn[i] = (float) (3 + 2 * rng.nextGaussian());
                    weights[i] = (float) rng.nextGaussian();
                }
            }
        }

        float[] forward() {
            float[] z = new float[ROWS * STRIDE];
            norm.forward(ROWS, y, z);
            return z;
        }

        float[] backward() {
            float[] gradient = new float[ROWS * STRIDE];
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] = (float) weights[i];
            }
            norm.backward(ROWS, y, gradient);
            return gradient;
        }

        double difference(double[] variable, int index) {
            double value = variable[index];
            variable[index] = value + STEP;
            double above = objective();
            variable[index] = value - STEP;
            double below = objective();
            variable[index] = value;
            return (above - below) / (2 * STEP);
        }

        private double objective() {
            double[] z = normalise(inputs, scale, shift);
            double sum = 0;
            for (int i = 0; i < z.length; i++) {
                sum += weights[i] * z[i];
            }
            return sum;
        }
    }
}
