package org.bitsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.bits.KernelTiers;
import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.Rng;
import org.bitsweep.data.Samples;
import org.bitsweep.nn.Examples.Kind;
import org.bitsweep.nn.NetworkSpec.Normalisation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every network; its numbers are worked out elsewhere. */
class NetworkTest {
    private static final int BATCH = 7;

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aCheckpointIsACopyThatBringsEverythingBack(Kind kind) {
        Network network = afterSteps(1, kind);
        network.evaluate(BATCH);
        double loss = network.lossSum();
        Network.Checkpoint checkpoint = network.checkpoint();
        network.step(BATCH, 1);
        network.step(BATCH, 1);
        network.evaluate(BATCH);
        assertThat(network.lossSum()).isNotEqualTo(loss);
        network.restore(checkpoint);
        network.evaluate(BATCH);

        assertThat(network.lossSum()).isEqualTo(loss);
        assertSameState(network, afterSteps(1, kind));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aCheckpointCanBeRestoredAgain(Kind kind) {
        Network network = afterSteps(1, kind);
        Network.Checkpoint checkpoint = network.checkpoint();
        for (int time = 0; time < 2; time++) {
            network.step(BATCH, 1);
            network.restore(checkpoint);
            assertSameState(network, afterSteps(1, kind));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void evaluationChangesNothing(Kind kind) {
        Network network = afterSteps(2, kind);
        network.evaluate(BATCH);
        network.evaluate(3);
        network.step(BATCH, 1);

        assertSameState(network, afterSteps(3, kind));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"BNN", "BNN_FLOAT_ENDS", "RELU", "QUANT"})
    void lossAndHitsOfAStepAreOfBeforeItsUpdate(Kind kind) {
        Network network = network(Kernels.best(), kind.network(Normalisation.NONE, 0, 5, 4), Examples.adam(0.05));
        load(network);
        network.step(BATCH, 1);
        network.evaluate(BATCH);
        double loss = network.lossSum();
        int correct = network.correct();
        network.step(BATCH, 1);

        assertThat(network.lossSum()).isEqualTo(loss);
        assertThat(network.correct()).isEqualTo(correct);
        network.evaluate(BATCH);
        assertThat(network.lossSum()).isNotEqualTo(loss);
    }

    @ParameterizedTest
    @CsvSource({
        "BNN, true, 0",
        "BNN_FLOAT_ENDS, true, 0.2",
        "BNN_BINARY_INPUT, false, 0",
        "RELU, true, 0",
        "RELU, false, 0.2",
        "SIGMOID, true, 0",
        "QUANT, false, 0",
        "QUANT_ACTIVATIONS, true, 0.2"
    })
    void bothTiersGiveTheSameBitsAfterTwoHundredSteps(Kind kind, boolean adam, double dropout) {
        NetworkSpec spec = kind.network(Normalisation.HIDDEN, dropout, 32, 16);
        OptimizerSpec optimizer = adam ? Examples.adam(1e-2) : Examples.sgd(1e-2);

        assertSameState(trained(KernelTiers.vector(), spec, optimizer), trained(KernelTiers.scalar(), spec, optimizer));
    }

    /** In the trained network of 100-32-16-10, whose first layer has signs computed without their products. */
    @ParameterizedTest
    @CsvSource({"BNN, NONE", "BNN, HIDDEN", "BNN, ALL", "BNN_FLOAT_ENDS, ALL", "BNN_BINARY_INPUT, ALL", "RELU, ALL"})
    void aPassForSignalsGivesThoseOfAPassWithAllValues(Kind kind, Normalisation normalisation) {
        Network network = trained(Kernels.best(), kind.network(normalisation, 0, 32, 16), Examples.adam(1e-2));
        Samples samples = Examples.gaussians(300, 100, 10, "other samples");
        List<Float> signals = new ArrayList<>();
        network.forward(samples, (first, rows) -> addActivations(network, rows, signals));
        List<Float> expected = new ArrayList<>();
        network.forwardWithValues(samples, (first, rows) -> addActivations(network, rows, expected));

        assertThat(signals).hasSize(300 * (32 + 16 + 10)).isEqualTo(expected);
    }

    private static void addActivations(Network network, int rows, List<Float> to) {
        for (LayerView layer : network.layers()) {
            for (int r = 0; r < rows; r++) {
                for (int unit = 0; unit < layer.outputWidth(); unit++) {
                    to.add(layer.activation(r, unit));
                }
            }
        }
    }

    @Test
    void latentWeightsComeFromTheStreamLayerByLayerAndRowByRow() {
        Network network = network(Kernels.best(), Kind.BNN.network(Normalisation.ALL, 0, 4), Examples.adam(1e-3));
        Rng rng = Rng.stream(9, "initialisation");

        for (LayerView layer : network.layers()) {
            double limit = Math.sqrt(6.0 / (layer.inputWidth() + layer.outputWidth()));
            for (int o = 0; o < layer.outputWidth(); o++) {
                for (int i = 0; i < layer.inputWidth(); i++) {
                    assertThat(layer.latentWeight(o, i)).isEqualTo((float) (limit * (2 * rng.nextDouble() - 1)));
                }
            }
        }
    }

    /** From input to logits in double: what the view shows of one layer follows from what it shows of the one below. */
    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"BNN", "BNN_FLOAT_ENDS", "BNN_BINARY_INPUT", "RELU", "SIGMOID", "QUANT"})
    void theViewShowsWhatFlowsThroughTheNetwork(Kind kind) {
        Network network = network(Kernels.best(), kind.network(Normalisation.NONE, 0, 5, 4), Examples.sgd(0.1));
        Samples samples = load(network);
        network.step(BATCH, 1);
        network.evaluate(BATCH);

        for (int r = 0; r < BATCH; r++) {
            double[] signal = new double[Examples.WIDTH];
            for (int i = 0; i < signal.length; i++) {
                float feature = samples.features()[r * signal.length + i];
                signal[i] = kind != Kind.BNN_BINARY_INPUT ? feature : feature > 0 ? 1 : -1;
            }
            for (int l = 0; l < 3; l++) {
                LayerView layer = network.layers().get(l);
                float[] bias = ((Bias) network.layer(l).normalisation()).bias();
                double[] next = new double[layer.outputWidth()];
                for (int o = 0; o < next.length; o++) {
                    double z = bias[o];
                    for (int i = 0; i < signal.length; i++) {
                        z += signal[i] * layer.effectiveWeight(o, i);
                    }
                    next[o] = l == 2 ? z : activated(kind, z);
                    assertThat((double) layer.activation(r, o)).isCloseTo(next[o], within(2e-6));
                }
                signal = next;
            }
        }
    }

    private static double activated(Kind kind, double z) {
        return switch (kind) {
            case RELU -> Math.max(z, 0);
            case SIGMOID -> 1 / (1 + Math.exp(-z));
            case QUANT, QUANT_ACTIVATIONS -> Math.tanh(z);
            case BNN, BNN_FLOAT_ENDS, BNN_BINARY_INPUT -> z > 0 ? 1 : -1;
        };
    }

    @Test
    void theViewTellsLayersApart() {
        Network network =
                network(Kernels.best(), Kind.BNN_FLOAT_ENDS.network(Normalisation.ALL, 0, 5, 4), Examples.sgd(0.1));

        assertThat(network.layers()).extracting(LayerView::inputWidth).containsExactly(6, 5, 4);
        assertThat(network.layers()).extracting(LayerView::outputWidth).containsExactly(5, 4, 3);
        assertThat(network.layers()).extracting(LayerView::binarized).containsExactly(false, true, false);
    }

    @ParameterizedTest
    @CsvSource({"BNN, 0", "RELU, 0", "QUANT, 0", "QUANT_ACTIVATIONS, 0", "BNN, 1", "RELU, 2"})
    void aParameterThatIsNotFiniteIsNoticed(Kind kind, int layer) {
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            Network network = afterSteps(1, kind);
            assertThat(network.isFinite()).isTrue();
            network.layer(layer).linear().latent[1] = value;
            assertThat(network.isFinite()).isFalse();
        }
    }

    @Test
    void aRunningStatisticThatIsNotFiniteIsNoticed() {
        Network network = afterSteps(1, Kind.BNN);
        ((BatchNorm) network.layer(1).normalisation()).runningVariance()[3] = Float.POSITIVE_INFINITY;

        assertThat(network.isFinite()).isFalse();
    }

    @Test
    void parametersWhoseSumOverflowsAreFinite() {
        Network network = afterSteps(1, Kind.RELU);
        for (int i = 0; i < Examples.WIDTH; i++) {
            network.layer(0).linear().latent[i] = Float.MAX_VALUE;
        }

        assertThat(network.isFinite()).isTrue();
    }

    private static Network afterSteps(int steps, Kind kind) {
        Network network = network(Kernels.best(), kind.network(Normalisation.ALL, 0.1, 5, 4), Examples.adam(0.05));
        load(network);
        for (int step = 0; step < steps; step++) {
            network.step(BATCH, 1);
        }
        return network;
    }

    private static Network network(Kernels kernels, NetworkSpec spec, OptimizerSpec optimizer) {
        return new Network(
                kernels,
                spec,
                Examples.training(optimizer, BATCH, 1, Examples.patience(1)),
                Examples.WIDTH,
                Examples.CLASSES,
                BATCH,
                Rng.stream(9, "initialisation"),
                Rng.stream(9, "dropout"));
    }

    private static Samples load(Network network) {
        Samples samples = Examples.gaussians(BATCH, "batch");
        for (int r = 0; r < BATCH; r++) {
            network.load(r, samples.features(), r * Examples.WIDTH, samples.labels()[r]);
        }
        return samples;
    }

    /** 100-32-16-10 on random samples, batches of 128 and 37 in turn. */
    private static Network trained(Kernels kernels, NetworkSpec spec, OptimizerSpec optimizer) {
        TrainingSpec training = Examples.training(optimizer, 128, 1, Examples.patience(1));
        Network network = new Network(
                kernels, spec, training, 100, 10, 129, Rng.stream(1, "initialisation"), Rng.stream(1, "dropout"));
        Samples samples = Examples.gaussians(2000, 100, 10, "samples");
        Rng rng = Rng.stream(1, "samples");
        for (int step = 0; step < 200; step++) {
            int rows = step % 2 == 0 ? 128 : 37;
            for (int r = 0; r < rows; r++) {
                int sample = rng.nextInt(samples.count());
                network.load(r, samples.features(), sample * 100, samples.labels()[sample]);
            }
            network.step(rows, 1);
        }
        network.evaluate(37);
        return network;
    }

    private static void assertSameState(Network actual, Network expected) {
        for (int l = 0; l < expected.layers().size(); l++) {
            assertThat(tensors(actual.layer(l))).isEqualTo(tensors(expected.layer(l)));
            BitMatrix signs = expected.layer(l).signs();
            assertThat(actual.layer(l).signs()).isEqualTo(signs);
            for (int o = 0; o < signs.rows(); o++) {
                for (int i = 0; i < signs.cols(); i++) {
                    float weight = expected.layer(l).effectiveWeight(o, i);
                    if (actual.layer(l).effectiveWeight(o, i) != weight) {
                        assertThat(actual.layer(l).effectiveWeight(o, i)).isEqualTo(weight);
                    }
                }
            }
        }
    }

    /** The bits of parameters and running statistics. */
    private static List<List<Integer>> tensors(Network.Layer layer) {
        List<float[]> tensors = new ArrayList<>();
        tensors.add(layer.linear().latent);
        tensors.addAll(List.of(layer.normalisation().tensors()));
        if (layer.units() != null) {
            tensors.addAll(List.of(layer.units().tensors()));
        }
        List<List<Integer>> bits = new ArrayList<>();
        for (float[] tensor : tensors) {
            List<Integer> row = new ArrayList<>();
            for (float value : tensor) {
                row.add(Float.floatToRawIntBits(value));
            }
            bits.add(row);
        }
        return bits;
    }
}
