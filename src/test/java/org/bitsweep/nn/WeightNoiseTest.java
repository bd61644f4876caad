package org.bitsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bitsweep.bits.KernelTiers;
import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.Rng;
import org.bitsweep.bits.Scratch;
import org.bitsweep.data.RunData;
import org.bitsweep.data.Samples;
import org.bitsweep.nn.NetworkSpec.Normalisation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightNoiseTest {
    private static final int ROWS = 7;
    private static final double SHARE = 0.05;
    private static final float STEP = 1f / 128;
    private static final Samples SAMPLES = Examples.gaussians(ROWS, "noisy");

    /** Of the whole objective, with the same noise drawn again for every evaluation. */
    @ParameterizedTest
    @EnumSource(Normalisation.class)
    void gradientsAreThoseOfCentralDifferences(Normalisation normalisation) {
        Network stepped = network(normalisation);
        objective(stepped);
        for (int l = 0; l < stepped.depth(); l++) {
            Linear linear = stepped.layer(l).linear();
            NoisyProduct product = (NoisyProduct) stepped.layer(l).product();
            for (int o = 0; o < linear.outputs; o++) {
                for (int i = 0; i < linear.inputs; i++) {
                    int at = o * linear.inputStride + i;
                    assertThat((double) linear.gradient()[at])
                            .as("weight %s of layer %s", at, l)
                            .isCloseTo(difference(normalisation, l, at, false), within(2e-3));
                    assertThat((double) product.gradient()[at])
                            .as("noise %s of layer %s", at, l)
                            .isCloseTo(difference(normalisation, l, at, true), within(5e-4));
                }
            }
        }
    }

    /** Products of one sample, drawn many times: their mean is xθ, their variance x²αθ². */
    @Test
    void productsHaveTheMeanAndVarianceOfNoisyWeights() {
        int draws = 4000;
        Signal x = Signal.floats(draws, 3);
        for (int r = 0; r < draws; r++) {
            System.arraycopy(new float[] {1f, -2f, 0.5f}, 0, x.floats(), r * x.stride(), 3);
        }
        Optimizer optimizer = Optimizer.of(Examples.sgd(0.1), Kernels.best());
        Linear linear = new Linear.Plain(
                Kernels.best(),
                new Scratch(),
                3,
                1,
                new Initialisation(Initialisation.Scheme.NORMAL, 1),
                optimizer,
                Rng.stream(3, "initialisation"),
                null);
        NoisyProduct product = new NoisyProduct(
                linear, x, Kernels.best(), draws, optimizer, new WeightNoise(0, -1, Rng.stream(1, "noise")));
        float[] products = new float[draws * linear.outputStride];
        product.forwardInTraining(draws, products);
        double mean = 0;
        double square = 0;
        for (int r = 0; r < draws; r++) {
            mean += products[r * linear.outputStride] / draws;
            square += (double) products[r * linear.outputStride] * products[r * linear.outputStride] / draws;
        }
        double expected = linear.latent[0] - 2 * linear.latent[1] + 0.5 * linear.latent[2];
        double variance = Math.exp(-1)
                * (Math.pow(linear.latent[0], 2)
                        + 4 * Math.pow(linear.latent[1], 2)
                        + 0.25 * Math.pow(linear.latent[2], 2));

        assertThat(mean).isCloseTo(expected, within(4 * Math.sqrt(variance / draws)));
        assertThat(square - mean * mean).isCloseTo(variance, within(4 * variance * Math.sqrt(2.0 / draws)));
    }

    @Test
    void evaluationHasNoNoise() {
        Network network = network(Normalisation.NONE);
        load(network);
        network.evaluate(ROWS);
        double first = network.lossSum();
        network.evaluate(ROWS);

        assertThat(network.lossSum()).isEqualTo(first);
    }

    /** Labels that have nothing to do with the features can only be learnt by heart. */
    @Test
    void aLargeBetaForbidsToLearnRandomLabelsAndASmallOneAllowsIt() {
        assertThat(trained(1e-3).accuracy).isGreaterThan(0.95);
        assertThat(trained(1e3).accuracy).isLessThan(0.6);
        assertThat(trained(1e3).nats).isLessThan(0.1 * trained(1e-3).nats);
    }

    /** The same key means the same bits, of gradients of single samples too. */
    @Test
    void bothTiersOfTheKernelsGiveTheSameBits() {
        List<Network> networks = List.of(
                network(KernelTiers.scalar(), Normalisation.ALL), network(KernelTiers.vector(), Normalisation.ALL));
        List<String> results = new ArrayList<>();
        for (Network network : networks) {
            for (int step = 0; step < 20; step++) {
                objective(network);
            }
            List<float[]> origins = List.of(new float[30], new float[20], new float[12]);
            SampleGradients gradients = network.sampleGradients(SAMPLES, origins);
            results.add(Arrays.toString(((NoisyProduct) network.layer(1).product()).logAlpha())
                    + Arrays.toString(network.layer(0).linear().latent)
                    + Arrays.toString(gradients.squares().get(0))
                    + gradients.projection());
        }

        assertThat(results.get(1)).isEqualTo(results.get(0));
    }

    @Test
    void theWeightsOfTheBestEpochComeWithTheirNoise() {
        Network network = network(Normalisation.ALL);
        Network.Checkpoint checkpoint = network.checkpoint();
        double before = network.noiseNats(0).orElseThrow();
        objective(network);
        assertThat(network.noiseNats(0).orElseThrow()).isNotEqualTo(before);
        network.restore(checkpoint);

        assertThat(network.noiseNats(0).orElseThrow()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void aBetaThatIsNoneIsRefused(double beta) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WeightNoiseSpec(beta, -4))
                .withMessageContaining("training.regularizer.beta is " + beta + ", expected 0 or more");
    }

    private record Outcome(double accuracy, double nats) {}

    private static Outcome trained(double beta) {
        Rng rng = Rng.stream(9, "labels");
        Samples features = Examples.gaussians(60, 20, 2, "random");
        int[] labels = new int[60];
        for (int i = 0; i < 60; i++) {
            labels[i] = rng.nextInt(2);
        }
        Samples random = new Samples(features.features(), labels, 60, 20);
        TrainingSpec spec = new TrainingSpec(
                Examples.adam(0.02),
                Examples.CONSTANT,
                TrainingSpec.LossKind.CROSS_ENTROPY,
                20,
                400,
                Examples.patience(400),
                1,
                new WeightNoiseSpec(beta, -4));
        double[] last = new double[2];
        Training.run(
                Examples.Kind.RELU.network(Normalisation.NONE, 0, 30),
                spec,
                1,
                new RunData(random, random, random, 2),
                Duration.ofMinutes(5),
                new EpochWatch((network, epoch) -> {
                    last[0] = epoch.validationAccuracy();
                    last[1] = network.noiseNats(0).orElseThrow()
                            + network.noiseNats(1).orElseThrow();
                }));
        return new Outcome(last[0], last[1]);
    }

    private static double difference(Normalisation normalisation, int l, int at, boolean ofNoise) {
        double[] objectives = new double[2];
        for (int side = 0; side < 2; side++) {
            Network network = network(normalisation);
            NoisyProduct product = (NoisyProduct) network.layer(l).product();
            float[] parameters = ofNoise ? product.logAlpha() : network.layer(l).linear().latent;
            parameters[at] += side == 0 ? -STEP : STEP;
            product.refresh();
            objectives[side] = objective(network);
        }
        return (objectives[1] - objectives[0]) / (2 * STEP);
    }

    /** Mean loss of the batch before a step, and the share of the divergence. */
    private static double objective(Network network) {
        load(network);
        double nats = 0;
        for (int l = 0; l < network.depth(); l++) {
            nats += network.noiseNats(l).orElseThrow();
        }
        network.step(ROWS, 1);
        return network.lossSum() / ROWS + SHARE * nats;
    }

    private static void load(Network network) {
        for (int r = 0; r < ROWS; r++) {
            network.load(r, SAMPLES.features(), r * Examples.WIDTH, SAMPLES.labels()[r]);
        }
    }

    private static Network network(Normalisation normalisation) {
        return network(Kernels.best(), normalisation);
    }

    private static Network network(Kernels kernels, Normalisation normalisation) {
        return new Network(
                kernels,
                Examples.Kind.SIGMOID.network(normalisation, 0, 5, 4),
                Examples.training(Examples.adam(0.01), ROWS, 1, Examples.patience(1)),
                Examples.WIDTH,
                Examples.CLASSES,
                ROWS,
                Rng.stream(1, "initialisation"),
                Rng.stream(1, "dropout"),
                new WeightNoise(SHARE, -2, Rng.stream(1, "weight-noise")));
    }
}
