package org.bitsweep.stats;

import org.bitsweep.bits.Logarithm;

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

    /** The series scaled to 0 .. 1; null if it is constant or empty, or has a value that is not finite. */
    static double[] minMax(double[] series) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        double largest = 0;
        for (double value : series) {
            if (!Double.isFinite(value)) {
                return null;
            }
            least = Math.min(least, value);
            most = Math.max(most, value);
            largest = Math.max(largest, Math.abs(value));
        }
        if (series.length == 0 || most - least <= CONSTANT * largest) {
            return null;
        }
        double[] scaled = new double[series.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (series[i] - least) / (most - least);
        }
        return scaled;
    }

    /** log1p, smoothing and scaling; null for a constant series. */
    static double[] prepare(double[] series) {
        double[] logs = new double[series.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Logarithm.log1p(series[i]);
        }
        return minMax(smooth(logs));
    }

    /** Pearson's r of two series of one length; null if one of them is null or constant. */
    static Double pearson(double[] x, double[] y) {
        if (x == null || y == null) {
            return null;
        }
        if (x.length != y.length) {
            throw new IllegalArgumentException("series of " + x.length + " and " + y.length + " values");
        }
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
        return xx == 0 || yy == 0 ? null : xy / Math.sqrt(xx * yy);
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
}
