package org.bitsweep.info;

import org.bitsweep.complexity.Log2;

/**
 * Bounds on the information of a float layer to whose values Gaussian noise N(0, σ²) is added, unit by unit, which makes it
 * finite: T is then a mixture of N equal Gaussians around the patterns' values μ. The entropy of such a mixture lies
 * between
 *
 * <p>{@code H(T|X) - (1/N) Σ_i log2 ((1/N) Σ_j exp(-D(i,j)))}
 *
 * <p>with the Bhattacharyya distance {@code D = |μ_i - μ_j|² / 8σ²} below and the Kullback-Leibler divergence {@code D =
 * |μ_i - μ_j|² / 2σ²} above (Kolchinsky and Tracey 2017, "Estimating mixture entropy with pairwise distances", Entropy
 * 19:361). I(X;T) = H(T) - H(T|X) drops the noise's own entropy. I(T;Y) = H(T) - Σ p(y) H(T|Y=y) is bounded from
 * below by the lower bound of H(T) and the upper ones of H(T|Y=y), and the other way round; the lower one may be negative.
 * All values are in bits. Neither bound of I(X;T) is ever above log2 N.
 *
 * @param inputsLower of I(X;T)
 * @param inputsUpper of I(X;T)
 * @param labelsLower of I(T;Y)
 * @param labelsUpper of I(T;Y)
 */
public record PairwiseBounds(double inputsLower, double inputsUpper, double labelsLower, double labelsUpper) {
    private static final double LN_2 = StrictMath.log(2);

    /**
     * Takes time and memory N² · width and N.
     *
     * @param values N x width
     * @param noise variance of the noise, positive
     */
    public static PairwiseBounds of(float[] values, int width, Labels labels, double noise) {
        if (!(noise > 0)) {
            throw new IllegalArgumentException("the variance of the noise is " + noise + ", expected more than 0");
        }
        int n = labels.patterns();
        int[] label = labels.labels();
        // A pattern's distance from itself is 0.
        Sums all = new Sums(n);
        Sums within = new Sums(n);
        int[] perClass = new int[labels.classes()];
        for (int i = 0; i < n; i++) {
            perClass[label[i]]++;
            for (int j = 0; j < i; j++) {
                double eighth = StrictMath.exp(-distance(values, i * width, j * width, width) / (8 * noise));
                double square = eighth * eighth;
                all.add(i, j, eighth, square * square);
                if (label[i] == label[j]) {
                    within.add(i, j, eighth, square * square);
                }
            }
        }
        double whole = Log2.of(n);
        double inClasses = 0;
        for (int count : perClass) {
            inClasses += count == 0 ? 0 : count * Log2.of(count);
        }
        inClasses /= n;
        double lower = whole - all.lower();
        double upper = whole - all.upper();
        return new PairwiseBounds(
                lower, upper, lower - (inClasses - within.upper()), upper - (inClasses - within.lower()));
    }

    private static double distance(float[] values, int i, int j, int width) {
        double squares = 0;
        for (int u = 0; u < width; u++) {
            double difference = (double) values[i + u] - values[j + u];
            squares += difference * difference;
        }
        return squares;
    }

    /** For each pattern the sums of exp(-D) over the others and itself. */
    private static final class Sums {
        private final double[] bhattacharyya;
        private final double[] kullback;

        Sums(int n) {
            bhattacharyya = new double[n];
            kullback = new double[n];
        }

        void add(int i, int j, double forLower, double forUpper) {
            bhattacharyya[i] += forLower;
            bhattacharyya[j] += forLower;
            kullback[i] += forUpper;
            kullback[j] += forUpper;
        }

        double lower() {
            return meanLogarithm(bhattacharyya);
        }

        double upper() {
            return meanLogarithm(kullback);
        }

        private static double meanLogarithm(double[] others) {
            double sum = 0;
            for (double other : others) {
                sum += StrictMath.log1p(other);
            }
            return sum / LN_2 / others.length;
        }
    }
}
