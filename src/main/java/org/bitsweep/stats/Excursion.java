package org.bitsweep.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How far a series of one run gets above its first and its last value, and whether that is more than chance.
 *
 * <p>A difference of two points has the standard error √(2σ² + s² + s'²): s and s' are the points' own standard errors, 0
 * where they are not known, and σ² is the variance of what jumps from point to point, the mean of squared second
 * differences over 6 (Gasser, Sroka and Jennen-Steinmetz, Biometrika 73:625, 1986), to which bends and single steps add: it
 * errs on the large side. The peak is the largest of n points; intervals hold for the n - 1 differences that it may be of
 * at once, 95 % by Bonferroni.
 *
 * @param peak index of the greatest value, the first of several
 * @param rise peak less first value
 * @param drop peak less last value
 * @param riseError standard error of the rise
 * @param dropError standard error of the drop
 * @param quantile half the width of an interval, in standard errors
 */
record Excursion(int peak, double rise, double drop, double riseError, double dropError, double quantile) {
    /** Differences below that are rounding, in bits. */
    private static final double ROUNDING = 1e-9;

    private static final double TAIL = 0.025;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /**
     * @param values three or more
     * @param errors their standard errors; NaN where one is not known
     */
    static Excursion of(double[] values, double[] errors) {
        int last = values.length - 1;
        int peak = 0;
        for (int i = 1; i <= last; i++) {
            peak = values[i] > values[peak] ? i : peak;
        }
        double variance = variance(values);
        return new Excursion(
                peak,
                values[peak] - values[0],
                values[peak] - values[last],
                error(variance, errors[peak], errors[0]),
                error(variance, errors[peak], errors[last]),
                NORMAL.inverseSurvivalProbability(TAIL / last));
    }

    boolean rises() {
        return rise > Math.max(ROUNDING, quantile * riseError);
    }

    boolean falls() {
        return drop > Math.max(ROUNDING, quantile * dropError);
    }

    private static double error(double variance, double first, double second) {
        double squares = 2 * variance;
        squares += Double.isNaN(first) ? 0 : first * first;
        squares += Double.isNaN(second) ? 0 : second * second;
        return Math.sqrt(squares);
    }

    private static double variance(double[] values) {
        double squares = 0;
        for (int i = 1; i < values.length - 1; i++) {
            double bend = values[i - 1] - 2 * values[i] + values[i + 1];
            squares += bend * bend;
        }
        return squares / (6 * (values.length - 2));
    }
}
