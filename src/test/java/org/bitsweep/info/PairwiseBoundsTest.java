package org.bitsweep.info;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.bitsweep.bits.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against Riemann sums over densities, which converge faster than any power for Gaussians. */
class PairwiseBoundsTest {
    private static final double STEP = 1.0 / 32;
    private static final double REACH = 12;

    /**
     * Both divergences of all pairs, unit by unit, each by its integral: over units affinities multiply and divergences add up.
     * The bounds are those of Kolchinsky and Tracey's mixture entropies, of all patterns and of those of a label.
     */
    @ParameterizedTest
    @CsvSource({"0.25, 1", "1, 1", "4, 1", "0.25, 2", "1, 2", "4, 2"})
    void theBoundsAreThoseOfIntegratedDivergences(double noise, int width) {
        float[] values = {-1.5f, 0.5f, -0.25f, 0f, 0f, 0f, 0.75f, -2f, 2f, 1.25f, 0.25f, 3f};
        int n = values.length / width;
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = i % 3 == 0 ? 1 : 0;
        }
        double[] whole = mixtureBounds(values, width, labels, -1, noise);
        double[] told = whole.clone();
        for (int label = 0; label < 2; label++) {
            int wanted = label;
            double share =
                    (double) Arrays.stream(labels).filter(own -> own == wanted).count() / n;
            double[] within = mixtureBounds(values, width, labels, label, noise);
            told[0] -= share * within[1];
            told[1] -= share * within[0];
        }
        PairwiseBounds bounds = PairwiseBounds.of(values, width, new Labels(labels, 2), noise);

        assertThat(bounds.inputsLower()).isCloseTo(whole[0], within(1e-10));
        assertThat(bounds.inputsUpper()).isCloseTo(whole[1], within(1e-10));
        assertThat(bounds.labelsLower()).isCloseTo(told[0], within(1e-10));
        assertThat(bounds.labelsUpper()).isCloseTo(told[1], within(1e-10));
    }

    /** Lower and upper bound of H(T) - H(noise) in bits, of the patterns of one label, or of all for -1. */
    private static double[] mixtureBounds(float[] values, int width, int[] labels, int label, double noise) {
        int[] chosen = IntStream.range(0, labels.length)
                .filter(i -> label < 0 || labels[i] == label)
                .toArray();
        double lower = 0;
        double upper = 0;
        for (int i : chosen) {
            double affinities = 0;
            double likelihoods = 0;
            for (int j : chosen) {
                double affinity = 1;
                double divergence = 0;
                for (int u = 0; u < width; u++) {
                    double[] integrals = integrals(values[i * width + u], values[j * width + u], Math.sqrt(noise));
                    affinity *= integrals[0];
                    divergence += integrals[1];
                }
                affinities += affinity / chosen.length;
                likelihoods += Math.exp(-divergence) / chosen.length;
            }
            lower -= Math.log(affinities) / Math.log(2) / chosen.length;
            upper -= Math.log(likelihoods) / Math.log(2) / chosen.length;
        }
        return new double[] {lower, upper};
    }

    /** Bhattacharyya's affinity and Kullback and Leibler's divergence of two Gaussians. */
    private static double[] integrals(double mean, double other, double deviation) {
        double affinity = 0;
        double divergence = 0;
        for (double z = -REACH; z <= REACH; z += STEP) {
            double x = mean + z * deviation;
            double p = density(x, mean, deviation);
            double q = density(x, other, deviation);
            affinity += Math.sqrt(p * q) * STEP * deviation;
            divergence += p * Math.log(p / q) * STEP * deviation;
        }
        return new double[] {affinity, divergence};
    }

    @ParameterizedTest
    @CsvSource({"1, 0.1", "1, 1", "1, 10", "2, 0.1", "2, 1", "2, 10"})
    void theIntegratedInformationLiesBetweenTheBounds(int width, double noise) {
        Rng rng = Rng.stream(width, "mixture");
        int n = 9;
        float[] values = new float[n * width];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = rng.nextInt(3);
            for (int u = 0; u < width; u++) {
                values[i * width + u] = (float) (rng.nextGaussian() + labels[i]);
            }
        }
        double whole = mixtureEntropy(values, width, labels, -1, noise);
        double noiseEntropy = width * 0.5 * Math.log(2 * Math.PI * Math.E * noise) / Math.log(2);
        double within = 0;
        for (int y = 0; y < 3; y++) {
            int count = 0;
            for (int label : labels) {
                count += label == y ? 1 : 0;
            }
            within += count == 0 ? 0 : (double) count / n * mixtureEntropy(values, width, labels, y, noise);
        }
        PairwiseBounds bounds = PairwiseBounds.of(values, width, new Labels(labels, 3), noise);

        assertThat(whole - noiseEntropy).isBetween(bounds.inputsLower(), bounds.inputsUpper());
        assertThat(whole - within).isBetween(bounds.labelsLower(), bounds.labelsUpper());
        assertThat(bounds.inputsUpper() - bounds.inputsLower()).isGreaterThan(0.01);
    }

    /** Where clusters of equal patterns are far apart, both bounds are exact: the clusters' entropy. */
    @Test
    void distantClustersAreToldExactly() {
        float[] values = {0, 0, 0, 0, 1000, 0, 1000, 0, 0, -5000, 0, -5000, 0, -5000, 0, -5000};
        int[] labels = {0, 0, 0, 0, 1, 1, 1, 1};
        PairwiseBounds bounds = PairwiseBounds.of(values, 2, new Labels(labels, 2), 0.01);

        for (double inputs : new double[] {bounds.inputsLower(), bounds.inputsUpper()}) {
            assertThat(inputs).isCloseTo(1.5, within(1e-12));
        }
        for (double told : new double[] {bounds.labelsLower(), bounds.labelsUpper()}) {
            assertThat(told).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void equalPatternsTellNothing() {
        PairwiseBounds bounds = PairwiseBounds.of(new float[] {3, 3, 3}, 1, new Labels(new int[] {0, 1, 1}, 2), 0.5);

        assertThat(bounds.inputsLower()).isCloseTo(0, within(1e-12));
        assertThat(bounds.inputsUpper()).isCloseTo(0, within(1e-12));
        assertThat(bounds.labelsLower()).isCloseTo(0, within(1e-12));
    }

    @Test
    void noiseWithoutVarianceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairwiseBounds.of(new float[] {1}, 1, new Labels(new int[1], 1), 0))
                .withMessageContaining("variance");
    }

    /** In bits, of the mixture of the patterns of one class, or of all for -1. */
    private static double mixtureEntropy(float[] values, int width, int[] labels, int label, double noise) {
        double deviation = Math.sqrt(noise);
        double step = deviation / 12;
        double low = -6 - 8 * deviation;
        double high = 8 + 8 * deviation;
        double sum = 0;
        for (double x = low; x <= high; x += step) {
            for (double y = low; y <= (width == 1 ? low : high); y += step) {
                double p = 0;
                int count = 0;
                for (int i = 0; i < labels.length; i++) {
                    if (label < 0 || labels[i] == label) {
                        double second = width == 1 ? 1 : density(y, values[i * width + 1], deviation);
                        p += density(x, values[i * width], deviation) * second;
                        count++;
                    }
                }
                p /= count;
                sum -= p > 0 ? p * Math.log(p) * step * (width == 1 ? 1 : step) : 0;
            }
        }
        return sum / Math.log(2);
    }

    private static double density(double x, double mean, double deviation) {
        double z = (x - mean) / deviation;
        return Math.exp(-z * z / 2) / (deviation * Math.sqrt(2 * Math.PI));
    }
}
