package org.bitsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.bitsweep.bits.KernelTiers;
import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.Rng;
import org.bitsweep.data.Samples;
import org.bitsweep.nn.NetworkSpec.Normalisation;
import org.bitsweep.nn.TrainingSpec.LossKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against closed forms, and against second differences of the loss of a naive network in double precision. */
class LossHessianTest {
    private static final int CLASSES = 3;
    private static final int TOKENS = 3;
    private static final double STEP = 1e-4;

    /** Columns ±1 that are orthogonal, to each other and to the constant, stretched by different factors. */
    private static final double[] FACTORS = {3, 0.5, 2};

    private static final int[][] SIGNS = {
        {1, 1, 1}, {-1, 1, 1}, {1, -1, 1}, {-1, -1, 1}, {1, 1, -1}, {-1, 1, -1}, {1, -1, -1}, {-1, -1, -1}
    };

    /** 2 / classes · XᵀX / n for each class, with a column of ones: its eigenvalues are the squared factors and 1. */
    @Test
    void linearRegressionHasTheEigenvaluesOfItsDesign() {
        Network network = network(Activation.RELU, LossKind.MEAN_SQUARED_ERROR, 4, 3, null);
        Sharpness sharpness = network.sharpness(orthogonal(), Rng.stream(1, "start"), 1000, 1e-6);

        assertThat(sharpness.eigenvalue()).isCloseTo(2.0 / CLASSES * 9, withinPercentage(1e-3));
        assertThat(sharpness.residual()).isLessThan(1e-4);
    }

    /** Where all weights are 0, all probabilities are 1 / C: (I/C - 11ᵀ/C²) ⊗ XᵀX / n, with 1/C as the first's largest. */
    @Test
    void logisticRegressionAtZeroHasTheEigenvaluesOfItsDesign() {
        Network network = network(Activation.RELU, LossKind.CROSS_ENTROPY, 3, 3, null);
        Arrays.fill(network.layer(0).linear().latent, 0f);
        network.layer(0).linear().latentReplaced();
        Sharpness sharpness = network.sharpness(orthogonal(), Rng.stream(1, "start"), 1000, 1e-6);

        assertThat(sharpness.eigenvalue()).isCloseTo(9.0 / CLASSES, withinPercentage(1e-3));
    }

    @ParameterizedTest
    @CsvSource({
        "TANH, CROSS_ENTROPY, 4, false",
        "SIGMOID, CROSS_ENTROPY, 16, false",
        "RELU, CROSS_ENTROPY, 4, false",
        "TANH, MEAN_SQUARED_ERROR, 4, false",
        "TANH, CROSS_ENTROPY, 5, true",
        "RELU, MEAN_SQUARED_ERROR, 16, true"
    })
    void productsAreThoseOfSecondDifferences(Activation activation, LossKind loss, int capacity, boolean looksUp) {
        Samples samples = looksUp ? pairs() : Examples.gaussians(11, 3, CLASSES, "samples");
        EmbeddingSpec embedding = looksUp ? new EmbeddingSpec(TOKENS, 2) : null;
        Network network = network(activation, loss, capacity, samples.width(), embedding, 4, 3);
        train(network, samples);
        Naive naive = new Naive(network, samples, activation, loss, looksUp);
        double[][] expected = naive.hessian();
        LossHessian hessian = network.hessian(samples);

        for (int column = 0; column < expected.length; column++) {
            float[][] direction = hessian.zeros();
            float[][] product = hessian.zeros();
            int[] place = naive.places.get(column);
            direction[place[0]][place[1]] = 1f;
            hessian.times(direction, product);
            for (int row = 0; row < expected.length; row++) {
                int[] at = naive.places.get(row);
                assertThat((double) product[at[0]][at[1]])
                        .as("row %d, column %d", row, column)
                        .isCloseTo(expected[row][column], within(3e-5));
                product[at[0]][at[1]] = 0f;
            }
            for (float[] tensor : product) {
                for (float padding : tensor) {
                    assertThat(Math.abs(padding)).isZero();
                }
            }
        }
        double largest = Arrays.stream(
                        new EigenDecomposition(MatrixUtils.createRealMatrix(expected)).getRealEigenvalues())
                .max()
                .orElseThrow();
        Sharpness sharpness = network.sharpness(samples, Rng.stream(2, "start"), 10_000, 1e-4);
        assertThat(sharpness.eigenvalue()).isCloseTo(largest, withinPercentage(0.1));
    }

    /** A sample of which the network is sure: the probabilities that are left over must keep their digits. */
    @Test
    void aSmallLossHasAnExactHessian() {
        Network network = network(Activation.RELU, LossKind.CROSS_ENTROPY, 1, 3, null);
        Linear linear = network.layer(0).linear();
        Arrays.fill(linear.latent, 0f);
        linear.latent[0] = 20f;
        linear.latentReplaced();
        Samples sample = new Samples(new float[] {1, 0, 0}, new int[] {0}, 1, 3);
        double others = Math.exp(-20) / (1 + 2 * Math.exp(-20));
        // diag(p) - ppᵀ with p = (1 - 2q, q, q) has the eigenvalues 0, q and 3 (q - 2q²); times |(1, 0, 0, 1)|² = 2.
        double expected = 2 * 3 * (others - 2 * others * others);

        Sharpness sharpness = network.sharpness(sample, Rng.stream(1, "start"), 1000, 1e-6);

        assertThat(sharpness.eigenvalue()).isCloseTo(expected, withinPercentage(0.01));
    }

    @ParameterizedTest
    @EnumSource(
            value = Examples.Kind.class,
            names = {"BNN", "QUANT_ACTIVATIONS"})
    void whereTheLossHasNoSecondDerivativeThereIsNoHessian(Examples.Kind kind) {
        Network network = network(kind.network(Normalisation.NONE, 0, 4), LossKind.CROSS_ENTROPY, 4, Examples.WIDTH);

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> network.hessian(Examples.gaussians(4, "samples")))
                .withMessageContaining("network.kind = float");
    }

    /** At the quantized weights: those of a float network that has them. */
    @Test
    void theHessianOfQuantizedWeightsIsAtThoseThatAreUsed() {
        Samples samples = Examples.gaussians(11, "samples");
        Network quantized = network(
                Examples.Kind.QUANT.network(Normalisation.NONE, 0, 4), LossKind.CROSS_ENTROPY, 4, Examples.WIDTH);
        NetworkSpec plain = new NetworkSpec(
                new NetworkKind.Plain(Activation.TANH),
                List.of(4),
                Normalisation.NONE,
                0,
                new Initialisation(Initialisation.Scheme.GLOROT, 0.1),
                null);
        Network same = network(plain, LossKind.CROSS_ENTROPY, 4, Examples.WIDTH);
        for (int l = 0; l < 2; l++) {
            Linear linear = same.layer(l).linear();
            for (int o = 0; o < linear.outputs; o++) {
                for (int i = 0; i < linear.inputs; i++) {
                    linear.latent[o * linear.inputStride + i] =
                            quantized.layer(l).linear().effective(o, i);
                }
            }
            linear.latentReplaced();
        }

        assertThat(quantized.sharpness(samples, Rng.stream(1, "start"), 500, 1e-3))
                .isEqualTo(same.sharpness(samples, Rng.stream(1, "start"), 500, 1e-3));
    }

    @Test
    void theLargestEigenvalueIsNotThatOfTheLargestSizeIfThatIsNegative() {
        double[] eigenvalues = {-5, 2, 1, 0.5};
        PowerIteration.Matrix diagonal = (vector, product) -> {
            for (int i = 0; i < eigenvalues.length; i++) {
                product[0][i] = (float) (eigenvalues[i] * vector[0][i]);
            }
        };
        float[][] start = {{1, 1, 1, 1}};

        Sharpness sharpness = new PowerIteration(diagonal, 1000, 1e-5, start).run(start);

        assertThat(sharpness.eigenvalue()).isCloseTo(2, within(1e-4));
        assertThat(start[0]).containsExactly(1, 1, 1, 1);
    }

    private static Network network(
            Activation activation,
            LossKind loss,
            int capacity,
            int inputs,
            EmbeddingSpec embedding,
            Integer... hidden) {
        NetworkSpec spec = new NetworkSpec(
                new NetworkKind.Plain(activation),
                List.of(hidden),
                Normalisation.NONE,
                0,
                new Initialisation(Initialisation.Scheme.NORMAL, 0.7),
                embedding);
        return network(spec, loss, capacity, inputs);
    }

    private static Network network(NetworkSpec spec, LossKind loss, int capacity, int inputs) {
        Kernels kernels = capacity == 16 ? KernelTiers.scalar() : KernelTiers.vector();
        TrainingSpec training =
                new TrainingSpec(Examples.sgd(0.1), Examples.CONSTANT, loss, capacity, 1, Examples.patience(1));
        Rng rng = Rng.stream(3, "initialisation");
        return new Network(kernels, spec, training, inputs, CLASSES, capacity, rng, Rng.stream(1, "dropout"));
    }

    /** Some steps, so that biases are not 0. */
    private static void train(Network network, Samples samples) {
        for (int step = 0; step < 3; step++) {
            for (int r = 0; r < 4; r++) {
                network.load(r, samples.features(), (step + r) * samples.width(), samples.labels()[step + r]);
            }
            network.step(4, 1);
        }
    }

    private static Samples orthogonal() {
        float[] features = new float[SIGNS.length * FACTORS.length];
        int[] labels = new int[SIGNS.length];
        for (int n = 0; n < SIGNS.length; n++) {
            for (int i = 0; i < FACTORS.length; i++) {
                features[n * FACTORS.length + i] = (float) (SIGNS[n][i] * FACTORS[i]);
            }
            labels[n] = n % CLASSES;
        }
        return new Samples(features, labels, SIGNS.length, FACTORS.length);
    }

    /** All pairs of tokens. */
    private static Samples pairs() {
        float[] features = new float[TOKENS * TOKENS * 2];
        int[] labels = new int[TOKENS * TOKENS];
        for (int n = 0; n < labels.length; n++) {
            features[2 * n] = n / TOKENS;
            features[2 * n + 1] = n % TOKENS;
            labels[n] = (n / TOKENS + n % TOKENS) % CLASSES;
        }
        return new Samples(features, labels, labels.length, 2);
    }

    /** The loss of the same parameters, in double precision, sample by sample. */
    private static final class Naive {
        private final Samples samples;
        private final Activation activation;
        private final LossKind loss;
        private final int tables;
        private final int width;
        private final List<double[]> tensors = new ArrayList<>();
        private final List<int[]> sizes = new ArrayList<>();
        /** Tensor and index of each parameter. */
        private final List<int[]> places = new ArrayList<>();

        Naive(Network network, Samples samples, Activation activation, LossKind loss, boolean looksUp) {
            this.samples = samples;
            this.activation = activation;
            this.loss = loss;
            this.tables = looksUp ? 2 : 0;
            List<LayerView> layers = network.layers();
            this.width = layers.get(0).inputWidth();
            for (int l = 0; l < layers.size(); l++) {
                LayerView layer = layers.get(l);
                double[] weights = add(layer.outputWidth(), layer.inputWidth());
                for (int o = 0; o < layer.outputWidth(); o++) {
                    for (int i = 0; i < layer.inputWidth(); i++) {
                        weights[o * Kernels.padded(layer.inputWidth()) + i] = layer.latentWeight(o, i);
                    }
                }
                if (l >= tables) {
                    double[] bias = add(1, layer.outputWidth());
                    float[] own = ((Bias) network.layer(l - tables).normalisation()).bias();
                    for (int o = 0; o < layer.outputWidth(); o++) {
                        bias[o] = own[o];
                    }
                }
            }
        }

        private double[] add(int rows, int columns) {
            int stride = Kernels.padded(columns);
            double[] tensor = new double[rows * stride];
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    places.add(new int[] {tensors.size(), row * stride + column});
                }
            }
            tensors.add(tensor);
            sizes.add(new int[] {rows, columns});
            return tensor;
        }

        double[][] hessian() {
            int n = places.size();
            double[][] hessian = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    double second = (moved(i, 1, j, 1) - moved(i, 1, j, -1) - moved(i, -1, j, 1) + moved(i, -1, j, -1))
                            / (4 * STEP * STEP);
                    hessian[i][j] = second;
                    hessian[j][i] = second;
                }
            }
            return hessian;
        }

        private double moved(int i, int up, int j, int further) {
            move(i, up);
            move(j, further);
            double value = loss();
            move(i, -up);
            move(j, -further);
            return value;
        }

        private void move(int parameter, int steps) {
            int[] place = places.get(parameter);
            tensors.get(place[0])[place[1]] += steps * STEP;
        }

        private double loss() {
            double sum = 0;
            for (int n = 0; n < samples.count(); n++) {
                double[] a = input(n);
                for (int t = tables; t < tensors.size(); t += 2) {
                    a = layer(t, a, t + 2 < tensors.size());
                }
                sum += loss(a, samples.labels()[n]);
            }
            return sum / samples.count();
        }

        private double[] input(int n) {
            double[] input = new double[tables == 0 ? samples.width() : tables * width];
            for (int i = 0; i < input.length; i++) {
                float feature = samples.features()[n * samples.width() + (tables == 0 ? i : i / width)];
                input[i] = tables == 0
                        ? feature
                        : tensors.get(i / width)[(int) feature * Kernels.padded(width) + i % width];
            }
            return input;
        }

        private double[] layer(int t, double[] a, boolean hidden) {
            double[] z = new double[sizes.get(t)[0]];
            for (int o = 0; o < z.length; o++) {
                z[o] = tensors.get(t + 1)[o];
                for (int i = 0; i < a.length; i++) {
                    z[o] += tensors.get(t)[o * Kernels.padded(a.length) + i] * a[i];
                }
                if (hidden) {
                    z[o] = switch (activation) {
                        case RELU -> Math.max(0, z[o]);
                        case TANH -> Math.tanh(z[o]);
                        case HARD_TANH -> Math.max(-1, Math.min(1, z[o]));
                        case SIGMOID -> 1 / (1 + Math.exp(-z[o]));
                    };
                }
            }
            return z;
        }

        private double loss(double[] logits, int label) {
            if (loss == LossKind.CROSS_ENTROPY) {
                return Math.log(Arrays.stream(logits).map(Math::exp).sum()) - logits[label];
            }
            double squares = 0;
            for (int c = 0; c < logits.length; c++) {
                squares += Math.pow(logits[c] - (c == label ? 1 : 0), 2);
            }
            return squares / logits.length;
        }
    }
}
