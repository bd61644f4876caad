package org.bitsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.Rng;
import org.bitsweep.data.Samples;
import org.bitsweep.nn.NetworkSpec.Normalisation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against central differences of the losses of single samples. */
class SampleGradientsTest {
    private static final float STEP = 1f / 256;
    private static final int COUNT = 11;
    private static final Samples SAMPLES = Examples.gaussians(COUNT, "samples");

    /** Batches of 4, 4 and 3. */
    @ParameterizedTest
    @CsvSource({"SIGMOID, NONE", "SIGMOID, ALL", "SIGMOID, HIDDEN"})
    void squaresAndProjectionsAreThoseOfCentralDifferences(Examples.Kind kind, Normalisation normalisation) {
        Network network = trained(kind.network(normalisation, 0.3, 5, 4), 4);
        List<float[]> origins = origins(network);
        SampleGradients sums = network.sampleGradients(SAMPLES, origins);

        double[] whole = new double[COUNT];
        for (int l = 0; l < 3; l++) {
            LayerView layer = network.layers().get(l);
            double[] inner = new double[COUNT];
            for (int o = 0; o < layer.outputWidth(); o++) {
                for (int i = 0; i < layer.inputWidth(); i++) {
                    int at = o * layer.inputWidth() + i;
                    double[] gradient = differences(network, l, o, i);
                    double squares = 0;
                    for (int n = 0; n < COUNT; n++) {
                        squares += gradient[n] * gradient[n];
                        inner[n] += gradient[n] * (layer.latentWeight(o, i) - origins.get(l)[at]);
                    }
                    assertThat(sums.squares().get(l)[at]).isCloseTo(squares, within(1e-5 + 2e-3 * squares));
                }
            }
            double projection = 0;
            for (int n = 0; n < COUNT; n++) {
                projection += inner[n] * inner[n];
                whole[n] += inner[n];
            }
            assertThat(sums.projections()[l]).isCloseTo(projection, withinPercentage(0.5));
        }
        double projection = 0;
        for (double inner : whole) {
            projection += inner * inner;
        }
        assertThat(sums.projection()).isCloseTo(projection, withinPercentage(0.5));
        assertThat(sums.samples()).isEqualTo(COUNT);
    }

    /** The sample's own gradients do not depend on the batch it is in. */
    @Test
    void batchesDoNotMatter() {
        NetworkSpec spec = Examples.Kind.RELU.network(Normalisation.ALL, 0, 5);
        Network four = trained(spec, 4);
        Network one = trained(spec, 16);
        one.restore(four.checkpoint());
        SampleGradients ofFour = four.sampleGradients(SAMPLES, origins(four));
        SampleGradients ofOne = one.sampleGradients(SAMPLES, origins(four));

        assertThat(ofOne.projection()).isCloseTo(ofFour.projection(), withinPercentage(1e-3));
        for (int i = 0; i < ofOne.squares().get(0).length; i++) {
            double expected = ofFour.squares().get(0)[i];
            assertThat(ofOne.squares().get(0)[i]).isCloseTo(expected, within(1e-9 + 1e-5 * expected));
        }
    }

    @Test
    void binarizedLayersHaveNoneAndFloatOnesAroundThemDo() {
        Network network = trained(Examples.Kind.BNN_FLOAT_ENDS.network(Normalisation.ALL, 0, 5, 4), 4);
        SampleGradients sums = network.sampleGradients(SAMPLES, origins(network));

        assertThat(sums.squares().get(1)).isNull();
        assertThat(sums.projections()[1]).isZero();
        assertThat(Arrays.stream(sums.squares().get(0)).sum()).isPositive();
        assertThat(Arrays.stream(sums.squares().get(2)).sum()).isPositive();
    }

    private static Network trained(NetworkSpec spec, int capacity) {
        Network network = new Network(
                Kernels.best(),
                spec,
                Examples.training(Examples.adam(0.05), capacity, 1, Examples.patience(1)),
                Examples.WIDTH,
                Examples.CLASSES,
                capacity,
                Rng.stream(1, "initialisation"),
                Rng.stream(1, "dropout"));
        for (int step = 0; step < 5; step++) {
            for (int r = 0; r < 4; r++) {
                network.load(r, SAMPLES.features(), (step + r) * Examples.WIDTH, SAMPLES.labels()[step + r]);
            }
            network.step(4, 1);
        }
        return network;
    }

    private static List<float[]> origins(Network network) {
        Rng rng = Rng.stream(2, "origins");
        List<float[]> origins = new ArrayList<>();
        for (LayerView layer : network.layers()) {
            float[] origin = new float[layer.outputWidth() * layer.inputWidth()];
            for (int i = 0; i < origin.length; i++) {
                origin[i] = (float) rng.nextGaussian();
            }
            origins.add(layer.binarized() ? null : origin);
        }
        return origins;
    }

    private static double[] differences(Network network, int l, int output, int input) {
        Linear linear = network.layer(l).linear();
        int at = output * linear.inputStride + input;
        float weight = linear.latent[at];
        linear.latent[at] = weight + STEP;
        double[] above = losses(network);
        linear.latent[at] = weight - STEP;
        double[] below = losses(network);
        linear.latent[at] = weight;
        double[] gradient = new double[COUNT];
        for (int n = 0; n < COUNT; n++) {
            gradient[n] = (above[n] - below[n]) / (2 * STEP);
        }
        return gradient;
    }

    private static double[] losses(Network network) {
        double[] losses = new double[COUNT];
        for (int n = 0; n < COUNT; n++) {
            network.load(0, SAMPLES.features(), n * Examples.WIDTH, SAMPLES.labels()[n]);
            network.evaluate(1);
            losses[n] = network.lossSum();
        }
        return losses;
    }
}
