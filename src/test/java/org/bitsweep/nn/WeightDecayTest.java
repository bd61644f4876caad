package org.bitsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.Rng;
import org.bitsweep.data.Samples;
import org.bitsweep.nn.NetworkSpec.Normalisation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * AdamW's decay reaches every trained tensor: after one step two networks that started alike, one of them without decay,
 * differ by rate times decay times where they started, whatever the gradient was.
 */
class WeightDecayTest {
    private static final double RATE = 0.01;
    private static final double DECAY = 3;
    private static final int TOKENS = 5;
    private static final int COUNT = 9;

    static Stream<Arguments> networks() {
        return Stream.of(
                Arguments.of(
                        "embedding and biases",
                        spec(Examples.Kind.RELU, Normalisation.NONE, new EmbeddingSpec(TOKENS, 3)),
                        5),
                Arguments.of("batch normalisation", spec(Examples.Kind.RELU, Normalisation.ALL, null), 3),
                Arguments.of("quantized", spec(Examples.Kind.QUANT, Normalisation.NONE, null), 3),
                Arguments.of("binarized", spec(Examples.Kind.BNN, Normalisation.ALL, null), 3));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void everyTensorDecays(String name, NetworkSpec spec, int weightTensors) {
        Network without = network(spec, 0);
        Network with = network(spec, DECAY);
        List<double[]> starts = tensors(with);
        step(without);
        step(with);
        List<double[]> free = tensors(without);
        List<double[]> decayed = tensors(with);

        // Weights of each layer, and bias, or scale and shift, of all but tables.
        int layers = 3;
        int others = spec.normalisation() == Normalisation.ALL ? 2 * layers : layers;
        assertThat(starts).hasSize(weightTensors + others);
        for (int t = 0; t < starts.size(); t++) {
            assertThat(Arrays.stream(starts.get(t)).anyMatch(start -> start != 0))
                    .isTrue();
            for (int i = 0; i < starts.get(t).length; i++) {
                assertThat(free.get(t)[i] - decayed.get(t)[i])
                        .as("tensor %d, %d", t, i)
                        .isCloseTo(RATE * DECAY * starts.get(t)[i], within(1e-6));
            }
        }
    }

    private static NetworkSpec spec(Examples.Kind kind, Normalisation normalisation, EmbeddingSpec embedding) {
        NetworkKind network = kind == Examples.Kind.BNN
                ? new NetworkKind.Binarized(
                        false, NetworkKind.Binarized.FloatLayers.NONE, Surrogate.CLIPPED, Surrogate.IDENTITY, false)
                : kind.kind;
        Initialisation start = new Initialisation(Initialisation.Scheme.NORMAL, 0.5);
        return new NetworkSpec(network, List.of(6, 4), normalisation, 0, start, embedding);
    }

    private static Network network(NetworkSpec spec, double decay) {
        OptimizerSpec adamW = new OptimizerSpec.Adam(RATE, 0.9, 0.999, 1e-8, decay, true);
        int inputs = spec.embedding() == null ? Examples.WIDTH : 2;
        Network network = new Network(
                Kernels.best(),
                spec,
                Examples.training(adamW, COUNT, 1, Examples.patience(1)),
                inputs,
                Examples.CLASSES,
                COUNT,
                Rng.stream(1, "initialisation"),
                Rng.stream(1, "dropout"));
        // Biases and shifts start at 0, from where nothing decays.
        for (int l = 0; l < network.depth(); l++) {
            float[] offsets = network.layer(l).normalisation() instanceof Bias bias
                    ? bias.bias()
                    : ((BatchNorm) network.layer(l).normalisation()).shift();
            Arrays.fill(offsets, 0, network.layer(l).outputWidth(), 0.25f);
        }
        return network;
    }

    private static void step(Network network) {
        Samples samples = Examples.gaussians(COUNT, "samples");
        for (int r = 0; r < COUNT; r++) {
            boolean looksUp = network.layers().size() > network.depth();
            float[] features = looksUp ? new float[] {r % TOKENS, r / 2} : samples.features();
            network.load(r, features, looksUp ? 0 : r * Examples.WIDTH, samples.labels()[r]);
        }
        network.step(COUNT, 1);
    }

    private static List<double[]> tensors(Network network) {
        List<double[]> tensors = new ArrayList<>();
        for (LayerView layer : network.layers()) {
            double[] weights = new double[layer.outputWidth() * layer.inputWidth()];
            Arrays.setAll(weights, i -> layer.latentWeight(i / layer.inputWidth(), i % layer.inputWidth()));
            tensors.add(weights);
        }
        for (int l = 0; l < network.depth(); l++) {
            int width = network.layer(l).outputWidth();
            if (network.layer(l).normalisation() instanceof Bias bias) {
                tensors.add(doubles(bias.bias(), width));
            } else {
                BatchNorm norm = (BatchNorm) network.layer(l).normalisation();
                tensors.add(doubles(norm.scale(), width));
                tensors.add(doubles(norm.shift(), width));
            }
        }
        return tensors;
    }

    private static double[] doubles(float[] values, int width) {
        double[] doubles = new double[width];
        Arrays.setAll(doubles, i -> values[i]);
        return doubles;
    }
}
