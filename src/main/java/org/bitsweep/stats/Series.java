package org.bitsweep.stats;

/** Series over epochs, and what is done to them before they are correlated. */
final class Series {
    /** A series whose values differ by no more than this part of the largest is constant. */
    private static final double CONSTANT = 1e-12;

    private static final int RADIUS = 4;
    private static final double[] GAUSSIAN = gaussian();

    private Series() {}

    private static double[] gaussian() {
        double[] weights = new double[2 * RADIUS + 1];
        double sum = 0;
        for (int k = -RADIUS; k <= RADIUS; k++) {
            weights[k + RADIUS] = StrictMath.exp(-0.5 * k * k);
            sum += weights[k + RADIUS];
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] /= sum;
        }
        return weights;
    }

    /**
     * Gaussian smoothing with a standard deviation of one epoch, 9 taps, and edges that repeat the series mirrored,
     * edge values twice (d c b a | a b c d | d c b a).
     */
    static double[] smooth(double[] series) {
        double[] padded = padded(series);
        double[] smoothed = new double[series.length];
        // Tap by tap over the whole series: the compiler makes vectors of it.
        for (int k = 0; k < GAUSSIAN.length; k++) {
            double weight = GAUSSIAN[k];
            for (int i = 0; i < smoothed.length; i++) {
                smoothed[i] += weight * padded[i + k];
            }
        }
        return smoothed;
    }

    private static double[] padded(double[] series) {
        int n = series.length;
        double[] padded = new double[n + 2 * RADIUS];
        System.arraycopy(series, 0, padded, RADIUS, n);
        for (int i = 0; i < RADIUS && n > 0; i++) {
            padded[RADIUS - 1 - i] = mirrored(series, -1 - i);
            padded[RADIUS + n + i] = mirrored(series, n + i);
        }
        return padded;
    }

    private static double mirrored(double[] series, int i) {
        int n = series.length;
        int wrapped = Math.floorMod(i, 2 * n);
        return series[wrapped < n ? wrapped : 2 * n - 1 - wrapped];
    }

    /** What is left of a series without the least-squares line through it. */
    static double[] detrend(double[] series) {
        int n = series.length;
        double centre = (n - 1) / 2.0;
        double mean = n == 0 ? 0 : mean(series);
        double products = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            products += (i - centre) * (series[i] - mean);
            squares += (i - centre) * (i - centre);
        }
        double slope = squares == 0 ? 0 : products / squares;
        double[] rest = new double[n];
        for (int i = 0; i < n; i++) {
            rest[i] = series[i] - mean - slope * (i - centre);
        }
        return rest;
    }

    /** Each value's difference from the one before it: one value less. */
    static double[] differences(double[] series) {
        double[] differences = new double[Math.max(series.length - 1, 0)];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = series[i + 1] - series[i];
        }
        return differences;
    }

    /** The largest absolute value; NaN if a value is no number. */
    static double largest(double[] series) {
        double largest = 0;
        for (double value : series) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /** Whether all values are finite, and they differ by more than 1e-12 of a scale: rounding makes no variation. */
    static boolean varies(double[] series, double scale) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : series) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        double range = most - least;
        return range > CONSTANT * scale && range < Double.POSITIVE_INFINITY;
    }

    /** The series scaled to 0 .. 1; null if it is constant or empty, or has a value that is not finite. */
    static double[] minMax(double[] series) {
        if (!varies(series, largest(series))) {
            return null;
        }
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : series) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        double[] scaled = new double[series.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (series[i] - least) / (most - least);
        }
        return scaled;
    }

    /** Pearson's r of two series of one length, neither of them constant. */
    static double pearson(double[] x, double[] y) {
        double meanX = mean(x);
        double meanY = mean(y);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            double dx = x[i] - meanX;
            double dy = y[i] - meanY;
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }
        return clamped(xy / (Math.sqrt(xx) * Math.sqrt(yy)));
    }

    /** Rounding makes no coefficient larger than 1. */
    static double clamped(double r) {
        return Math.max(-1, Math.min(1, r));
    }

    /** Sample standard deviation; null below two values. */
    static Double deviation(double[] values) {
        if (values.length < 2) {
            return null;
        }
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }

    /** Mean; null of no values. */
    static Double mean(double[] values) {
        if (values.length == 0) {
            return null;
        }
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /**
     * The mean of coefficients through Fisher's z (Fisher 1921): tanh of the mean of atanh. NaN of no values, and with a
     * coefficient of 1 or -1, whose z is infinite.
     */
    static double fisherMean(double[] coefficients) {
        double sum = 0;
        for (double r : coefficients) {
            if (Math.abs(r) > 1 - CONSTANT) {
                return Double.NaN;
            }
            sum += 0.5 * (StrictMath.log1p(r) - StrictMath.log1p(-r));
        }
        return StrictMath.tanh(sum / coefficients.length);
    }
}
