package org.bitsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bitsweep.bits.KernelTiers;
import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.Rng;
import org.bitsweep.nn.NetworkSpec.Normalisation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EmbeddingTest {
    private static final int TOKENS = 5;
    private static final int WIDTH = 3;
    private static final int OPERANDS = 2;
    private static final int HIDDEN = 6;
    private static final int CLASSES = 4;
    private static final double RATE = 0.05;
    private static final int[][] SAMPLES = {{0, 1}, {4, 4}, {2, 1}, {0, 0}, {3, 1}, {2, 4}, {0, 1}};
    private static final int[] LABELS = {1, 3, 0, 2, 2, 1, 0};

    private static final NetworkSpec SPEC = new NetworkSpec(
            new NetworkKind.Plain(Activation.TANH),
            List.of(HIDDEN),
            Normalisation.NONE,
            0,
            new Initialisation(Initialisation.Scheme.UNIFORM, 1),
            new EmbeddingSpec(TOKENS, WIDTH));

    private static List<Kernels> tiers() {
        return List.of(KernelTiers.scalar(), KernelTiers.vector());
    }

    /** Every sample looked up and multiplied for itself, in double precision, and back-propagated by the chain rule. */
    @ParameterizedTest
    @MethodSource("tiers")
    void stepsOfGradientDescentAreThoseOfANaiveNetwork(Kernels kernels) {
        Network network = network(kernels);
        Naive naive = new Naive(network);
        for (int step = 0; step < 5; step++) {
            load(network);
            network.step(SAMPLES.length, 1);
            double loss = naive.step();
            assertThat(network.lossSum()).isCloseTo(loss, within(1e-4));
        }
        for (int operand = 0; operand < OPERANDS; operand++) {
            assertClose(values(network, operand), naive.tables[operand]);
        }
        assertClose(values(network, OPERANDS), naive.first);
        assertClose(values(network, OPERANDS + 1), naive.second);
    }

    @Test
    void tablesAreTheFirstLayersToLookAt() {
        List<LayerView> layers = network(KernelTiers.scalar()).layers();

        assertThat(layers).hasSize(OPERANDS + 2);
        assertThat(layers.get(1).outputWidth()).isEqualTo(TOKENS);
        assertThat(layers.get(1).inputWidth()).isEqualTo(WIDTH);
        assertThat(layers.get(2).inputWidth()).isEqualTo(OPERANDS * WIDTH);
    }

    @Test
    void theirSignsFollowTheirVectors() {
        Network network = network(KernelTiers.scalar());
        int flips = 0;
        for (int step = 0; step < 200; step++) {
            load(network);
            network.step(SAMPLES.length, 20);
            flips += network.layers().get(0).flips().count();
        }

        LayerView table = network.layers().get(0);
        for (int token = 0; token < TOKENS; token++) {
            for (int i = 0; i < WIDTH; i++) {
                assertThat(table.signs().get(token, i)).isEqualTo(table.latentWeight(token, i) > 0);
            }
        }
        assertThat(flips).isPositive();
    }

    @Test
    void aCheckpointHasTheVectors() {
        Network network = network(KernelTiers.scalar());
        Network.Checkpoint before = network.checkpoint();
        double[][] vectors = values(network, 0);
        load(network);
        network.step(SAMPLES.length, 1);
        load(network);
        network.evaluate(SAMPLES.length);
        double trained = network.lossSum();
        network.restore(before);
        network.evaluate(SAMPLES.length);

        assertThat(values(network, 0)).isDeepEqualTo(vectors);
        assertThat(network.lossSum()).isGreaterThan(trained);
    }

    @Test
    void parametersAreThoseOfTheTablesToo() {
        int tables = OPERANDS * TOKENS * WIDTH;
        int layers = (OPERANDS * WIDTH + 1) * HIDDEN + (HIDDEN + 1) * CLASSES;

        assertThat(SPEC.parameters(OPERANDS, CLASSES)).isEqualTo(tables + layers);
        assertThat(SPEC.label(OPERANDS, CLASSES)).isEqualTo("float 2x5e3-6-4");
    }

    @Test
    void anInputThatIsNoTokenIsRefused() {
        Network network = network(KernelTiers.scalar());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> network.load(0, new float[] {0, TOKENS}, 0, 0))
                .withMessage("an input is 5.0, expected a token's number, 0 to 4, because of network.embedding");
        assertThatIllegalArgumentException().isThrownBy(() -> network.load(0, new float[] {0.5f, 1}, 0, 0));
    }

    private static Network network(Kernels kernels) {
        TrainingSpec training =
                Examples.training(new OptimizerSpec.Sgd(RATE, 0, 0), SAMPLES.length, 10, Examples.patience(10));
        return new Network(
                kernels,
                SPEC,
                training,
                OPERANDS,
                CLASSES,
                SAMPLES.length,
                Rng.stream(1, "initialisation"),
                Rng.stream(1, "dropout"));
    }

    private static void load(Network network) {
        for (int r = 0; r < SAMPLES.length; r++) {
            network.load(r, new float[] {SAMPLES[r][0], SAMPLES[r][1]}, 0, LABELS[r]);
        }
    }

    private static double[][] values(Network network, int layer) {
        LayerView view = network.layers().get(layer);
        double[][] values = new double[view.outputWidth()][view.inputWidth()];
        for (int o = 0; o < values.length; o++) {
            for (int i = 0; i < values[o].length; i++) {
                values[o][i] = view.latentWeight(o, i);
            }
        }
        return values;
    }

    private static void assertClose(double[][] actual, double[][] expected) {
        for (int o = 0; o < expected.length; o++) {
            assertThat(actual[o]).containsExactly(expected[o], within(1e-5));
        }
    }

    /** The mean cross-entropy of tanh(W1 [E_a; E_b] + b1), times W2, plus b2, by its definition. */
    private static final class Naive {
        private final double[][][] tables;
        private final double[][] first;
        private final double[][] second;
        private final double[] firstBias = new double[HIDDEN];
        private final double[] secondBias = new double[CLASSES];

        Naive(Network network) {
            tables = new double[][][] {values(network, 0), values(network, 1)};
            first = values(network, 2);
            second = values(network, 3);
        }

        /** @return the sum of losses before the step */
        double step() {
            double[][][] tableGradient = new double[OPERANDS][TOKENS][WIDTH];
            double[][] firstGradient = new double[HIDDEN][OPERANDS * WIDTH];
            double[][] secondGradient = new double[CLASSES][HIDDEN];
            double[] firstBiasGradient = new double[HIDDEN];
            double[] secondBiasGradient = new double[CLASSES];
            double loss = 0;
            for (int s = 0; s < SAMPLES.length; s++) {
                double[] x = new double[OPERANDS * WIDTH];
                for (int i = 0; i < x.length; i++) {
                    x[i] = tables[i / WIDTH][SAMPLES[s][i / WIDTH]][i % WIDTH];
                }
                double[] h = new double[HIDDEN];
                for (int j = 0; j < HIDDEN; j++) {
                    h[j] = Math.tanh(dot(first[j], x) + firstBias[j]);
                }
                double[] p = new double[CLASSES];
                double sum = 0;
                for (int c = 0; c < CLASSES; c++) {
                    p[c] = Math.exp(dot(second[c], h) + secondBias[c]);
                    sum += p[c];
                }
                loss -= Math.log(p[LABELS[s]] / sum);
                double[] dh = new double[HIDDEN];
                for (int c = 0; c < CLASSES; c++) {
                    double dz = (p[c] / sum - (c == LABELS[s] ? 1 : 0)) / SAMPLES.length;
                    secondBiasGradient[c] += dz;
                    for (int j = 0; j < HIDDEN; j++) {
                        secondGradient[c][j] += dz * h[j];
                        dh[j] += dz * second[c][j];
                    }
                }
                for (int j = 0; j < HIDDEN; j++) {
                    double dz = dh[j] * (1 - h[j] * h[j]);
                    firstBiasGradient[j] += dz;
                    for (int i = 0; i < x.length; i++) {
                        firstGradient[j][i] += dz * x[i];
                        tableGradient[i / WIDTH][SAMPLES[s][i / WIDTH]][i % WIDTH] += dz * first[j][i];
                    }
                }
            }
            for (int operand = 0; operand < OPERANDS; operand++) {
                descend(tables[operand], tableGradient[operand]);
            }
            descend(first, firstGradient);
            descend(second, secondGradient);
            descend(new double[][] {firstBias, secondBias}, new double[][] {firstBiasGradient, secondBiasGradient});
            return loss;
        }

        private static double dot(double[] a, double[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum += a[i] * b[i];
            }
            return sum;
        }

        private static void descend(double[][] values, double[][] gradient) {
            for (int o = 0; o < values.length; o++) {
                for (int i = 0; i < values[o].length; i++) {
                    values[o][i] -= RATE * gradient[o][i];
                }
            }
        }
    }
}
