package org.bitsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.bitsweep.Oracle;
import org.bitsweep.bits.KernelTiers;
import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Three steps of a 5-4-3-3 network as NumPy and torch do them in double. Our floats stay within {@link #TOLERANCE} of
 * them, as torch's do, except for the shifts of hidden layers: see {@code about_hidden_beta} in the file.
 */
class BinaryNetworkTest {
    private static final double TOLERANCE = 2e-6;
    private static final double RATE = 0.05;
    private static final int BATCH = 7;
    private static final int LAYERS = 3;

    private final JsonNode oracle = Oracle.read(BinaryNetworkTest.class, "bnn_steps.json");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void lossAndHitsAreOfBeforeTheUpdate(int step) {
        BinaryNetwork network = afterSteps(step);
        JsonNode expected = oracle.get("steps").get(step - 1);

        assertThat(network.lossSum() / BATCH).isCloseTo(expected.get("loss").asDouble(), within(TOLERANCE));
        assertThat(network.correct()).isEqualTo(expected.get("correct").asInt());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void gradientsEqualThoseOfAutomaticDifferentiation(int step) {
        BinaryNetwork network = afterSteps(step);
        JsonNode expected = oracle.get("steps").get(step - 1);

        for (int l = 0; l < LAYERS; l++) {
            DenseLayer layer = network.layer(l);
            assertMatrix(layer.gradient(), layer.inputs(), expected.get("grad_weights"), l);
            assertVector(network.norm(l).scaleGradient(), expected.get("grad_gamma"), l);
            assertVector(network.norm(l).shiftGradient(), expected.get("grad_beta"), l);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void parametersAfterTheUpdateEqualTheReference(int step) {
        BinaryNetwork network = afterSteps(step);
        JsonNode expected = oracle.get("steps").get(step - 1);

        for (int l = 0; l < LAYERS; l++) {
            DenseLayer layer = network.layer(l);
            assertMatrix(layer.latent(), layer.inputs(), expected.get("weights"), l);
            assertVector(network.norm(l).scale(), expected.get("gamma"), l);
        }
        assertVector(network.norm(LAYERS - 1).shift(), expected.get("beta"), LAYERS - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void shiftsOfHiddenLayersMoveByNoMoreThanTheRateAStep(int step) {
        BinaryNetwork network = afterSteps(step);

        for (int l = 0; l < LAYERS - 1; l++) {
            for (float shift : network.norm(l).shift()) {
                assertThat(Math.abs(shift)).isLessThanOrEqualTo((float) (1.01 * RATE * step));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void runningStatisticsEqualTheReference(int step) {
        BinaryNetwork network = afterSteps(step);
        JsonNode expected = oracle.get("steps").get(step - 1);

        for (int l = 0; l < LAYERS; l++) {
            assertVector(network.norm(l).runningMean(), expected.get("running_mean"), l);
            assertVector(network.norm(l).runningVariance(), expected.get("running_var"), l);
        }
    }

    @Test
    void flipsAreTheSignsThatChanged() {
        BinaryNetwork network = initial();

        for (JsonNode step : oracle.get("steps")) {
            assertThat(network.step(BATCH)).isEqualTo(step.get("sign_flips").asInt());
        }
    }

    @Test
    void binarizedWeightsAreTheSignsOfTheReferencesWeights() {
        BinaryNetwork network = afterSteps(3);
        JsonNode weights = oracle.get("steps").get(2).get("weights");

        for (int l = 0; l < LAYERS; l++) {
            for (int o = 0; o < network.layer(l).outputs(); o++) {
                for (int i = 0; i < network.layer(l).inputs(); i++) {
                    assertThat(network.signs().get(l).get(o, i))
                            .isEqualTo(weights.get(l).get(o).get(i).asDouble() > 0);
                }
            }
        }
    }

    @Test
    void evaluationUsesTheRunningStatistics() {
        BinaryNetwork network = afterSteps(3);
        network.evaluate(BATCH);
        JsonNode expected = oracle.get("evaluation_after_step_3");

        assertThat(network.lossSum() / BATCH).isCloseTo(expected.get("loss").asDouble(), within(TOLERANCE));
        assertThat(network.correct()).isEqualTo(expected.get("correct").asInt());
    }

    @Test
    void evaluationChangesNothing() {
        BinaryNetwork network = afterSteps(2);
        network.evaluate(BATCH);
        network.evaluate(3);
        network.step(BATCH);

        BinaryNetwork expected = afterSteps(3);
        for (int l = 0; l < LAYERS; l++) {
            assertThat(network.layer(l).latent()).isEqualTo(expected.layer(l).latent());
            assertThat(network.norm(l).runningVariance())
                    .isEqualTo(expected.norm(l).runningVariance());
        }
    }

    @Test
    void aCheckpointIsACopyThatBringsEverythingBack() {
        BinaryNetwork network = afterSteps(1);
        network.evaluate(BATCH);
        double loss = network.lossSum();
        BinaryNetwork.Checkpoint checkpoint = network.checkpoint();
        network.step(BATCH);
        network.step(BATCH);
        network.evaluate(BATCH);
        assertThat(network.lossSum()).isNotEqualTo(loss);
        network.restore(checkpoint);
        network.evaluate(BATCH);

        assertThat(network.lossSum()).isEqualTo(loss);
        BinaryNetwork expected = afterSteps(1);
        for (int l = 0; l < LAYERS; l++) {
            assertThat(network.layer(l).latent()).isEqualTo(expected.layer(l).latent());
            assertThat(network.layer(l).signs()).isEqualTo(expected.layer(l).signs());
            assertThat(network.norm(l).scale()).isEqualTo(expected.norm(l).scale());
            assertThat(network.norm(l).shift()).isEqualTo(expected.norm(l).shift());
            assertThat(network.norm(l).runningMean()).isEqualTo(expected.norm(l).runningMean());
            assertThat(network.norm(l).runningVariance())
                    .isEqualTo(expected.norm(l).runningVariance());
        }
    }

    @Test
    void bothTiersGiveTheSameWeightsAfterTwoHundredSteps() {
        BinaryNetwork scalar = trained(KernelTiers.scalar());
        BinaryNetwork vector = trained(KernelTiers.vector());

        for (int l = 0; l < LAYERS; l++) {
            assertThat(vector.layer(l).latent()).isEqualTo(scalar.layer(l).latent());
            assertThat(vector.norm(l).scale()).isEqualTo(scalar.norm(l).scale());
            assertThat(vector.norm(l).shift()).isEqualTo(scalar.norm(l).shift());
            assertThat(vector.norm(l).runningVariance())
                    .isEqualTo(scalar.norm(l).runningVariance());
        }
    }

    @Test
    void latentWeightsComeFromTheStreamLayerByLayerAndRowByRow() {
        BinaryNetwork network = new BinaryNetwork(
                Kernels.best(), 5, 3, 2, new NetworkSpec(List.of(4), 0.1), adam(1e-3), Rng.stream(9, "test"));
        Rng rng = Rng.stream(9, "test");

        for (int l = 0; l < 2; l++) {
            DenseLayer layer = network.layer(l);
            int stride = Kernels.padded(layer.inputs());
            for (int o = 0; o < layer.outputs(); o++) {
                for (int i = 0; i < stride; i++) {
                    float expected = i < layer.inputs() ? (float) (0.1 * rng.nextGaussian()) : 0f;
                    assertThat(layer.latent()[o * stride + i]).isEqualTo(expected);
                }
            }
        }
    }

    /** 100-32-16-10 on random samples, batches of 128 and 37 in turn. */
    private static BinaryNetwork trained(Kernels kernels) {
        NetworkSpec spec = new NetworkSpec(List.of(32, 16), 0.1);
        BinaryNetwork network = new BinaryNetwork(kernels, 100, 10, 129, spec, adam(1e-2), Rng.stream(1, "test"));
        Rng rng = Rng.stream(1, "samples");
        float[] sample = new float[100];
        for (int step = 0; step < 200; step++) {
            int rows = step % 2 == 0 ? 128 : 37;
            for (int r = 0; r < rows; r++) {
                int label = rng.nextInt(10);
                for (int i = 0; i < sample.length; i++) {
                    sample[i] = (float) rng.nextGaussian() + (i % 10 == label ? 1 : 0);
                }
                network.load(r, sample, 0, label);
            }
            network.step(rows);
        }
        return network;
    }

    private BinaryNetwork afterSteps(int steps) {
        BinaryNetwork network = initial();
        for (int step = 0; step < steps; step++) {
            network.step(BATCH);
        }
        return network;
    }

    private BinaryNetwork initial() {
        NetworkSpec spec = new NetworkSpec(List.of(4, 3), 0.1);
        BinaryNetwork network = new BinaryNetwork(Kernels.best(), 5, 3, BATCH, spec, adam(RATE), Rng.stream(0, "test"));
        for (int l = 0; l < LAYERS; l++) {
            DenseLayer layer = network.layer(l);
            int stride = Kernels.padded(layer.inputs());
            float[] weights = new float[layer.latent().length];
            for (int o = 0; o < layer.outputs(); o++) {
                double[] row =
                        Oracle.doubles(oracle.get("initial_weights").get(l).get(o));
                for (int i = 0; i < row.length; i++) {
                    weights[o * stride + i] = (float) row[i];
                }
            }
            layer.restore(weights);
        }
        for (int r = 0; r < BATCH; r++) {
            double[] row = Oracle.doubles(oracle.get("inputs").get(r));
            float[] sample = new float[row.length];
            for (int i = 0; i < row.length; i++) {
                sample[i] = (float) row[i];
            }
            network.load(r, sample, 0, oracle.get("labels").get(r).asInt());
        }
        return network;
    }

    private static Adam.Settings adam(double rate) {
        return new Adam.Settings(rate, 0.9, 0.999, 1e-8);
    }

    private static void assertMatrix(float[] actual, int cols, JsonNode expected, int layer) {
        int stride = Kernels.padded(cols);
        for (int r = 0; r < expected.get(layer).size(); r++) {
            double[] row = Oracle.doubles(expected.get(layer).get(r));
            for (int c = 0; c < cols; c++) {
                assertThat((double) actual[r * stride + c])
                        .as("layer %d, row %d, column %d", layer, r, c)
                        .isCloseTo(row[c], within(TOLERANCE));
            }
        }
    }

    private static void assertVector(float[] actual, JsonNode expected, int layer) {
        double[] values = Oracle.doubles(expected.get(layer));
        for (int j = 0; j < values.length; j++) {
            assertThat((double) actual[j]).as("layer %d, column %d", layer, j).isCloseTo(values[j], within(TOLERANCE));
        }
    }
}
