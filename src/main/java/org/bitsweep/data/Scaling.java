package org.bitsweep.data;

/** A {@link Normalisation} as measured: one mean and divisor for all features, or one each. */
final class Scaling {
    private final double[] means;
    private final double[] divisors;

    private Scaling(double[] means, double[] divisors) {
        this.means = means;
        this.divisors = divisors;
    }

    /**
     * Measures.
     *
     * @param train {@code count x width} values of the training part
     */
    static Scaling of(Normalisation normalisation, float[] train, int width) {
        if (normalisation instanceof Normalisation.Fixed fixed) {
            return new Scaling(new double[] {fixed.mean()}, new double[] {fixed.deviation()});
        }
        if (normalisation instanceof Normalisation.None) {
            return new Scaling(new double[] {0}, new double[] {1});
        }
        int columns = normalisation instanceof Normalisation.Feature ? width : 1;
        double[] means = new double[columns];
        double[] deviations = new double[columns];
        for (int column = 0; column < columns; column++) {
            means[column] = mean(train, column, columns);
            deviations[column] = deviation(train, column, columns, means[column]);
        }
        return new Scaling(means, deviations);
    }

    // Sums of floats with one exponent are exact in double (for fewer than 2^29 of them), so that the deviation of
    // equal values is exactly 0.
    private static double mean(float[] values, int first, int stride) {
        double sum = 0;
        for (int i = first; i < values.length; i += stride) {
            sum += values[i];
        }
        return sum / (values.length / stride);
    }

    private static double deviation(float[] values, int first, int stride, double mean) {
        double sum = 0;
        for (int i = first; i < values.length; i += stride) {
            double difference = values[i] - mean;
            sum += difference * difference;
        }
        return Math.sqrt(sum / (values.length / stride));
    }

    /** The mean of a feature. */
    double mean(int feature) {
        return means[feature % means.length];
    }

    /** The deviation of a feature, which may be 0. */
    double deviation(int feature) {
        return divisors[feature % divisors.length];
    }

    /** Shifts and scales {@code count x width} values in place. */
    void apply(float[] values) {
        int column = 0;
        for (int i = 0; i < values.length; i++) {
            double divisor = divisors[column] == 0 ? 1 : divisors[column];
            values[i] = (float) ((values[i] - means[column]) / divisor);
            column = column + 1 == means.length ? 0 : column + 1;
        }
    }
}
