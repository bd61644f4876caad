package org.bitsweep.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Williams' test of two correlations that share a variable (Williams, JRSS B 21:396, 1959; T2 of Steiger, Psychological
 * Bulletin 87:245, 1980): are r(1,2) and r(1,3) of one population?
 *
 * @param t positive if the first correlation is larger
 * @param p two-sided, from Student's distribution with n - 3 degrees of freedom
 */
record Williams(double t, double p) {
    private static final int FEWEST_POINTS = 4;

    /**
     * The test; null below four points, and where the three correlations leave it undefined.
     *
     * @param first correlation of the target with the first measure
     * @param second correlation of the target with the second measure
     * @param between correlation of the two measures
     * @param points number of independent points
     */
    static Williams of(double first, double second, double between, int points) {
        if (points < FEWEST_POINTS) {
            return null;
        }
        double determinant = 1 - first * first - second * second - between * between + 2 * first * second * between;
        double mean = (first + second) / 2;
        double apart = 1 - between;
        double t = (first - second)
                * Math.sqrt((points - 1)
                        * (1 + between)
                        / (2 * determinant * (points - 1) / (points - 3) + mean * mean * apart * apart * apart));
        if (!Double.isFinite(t)) {
            return null;
        }
        return new Williams(t, 2 * TDistribution.of(points - 3).survivalProbability(Math.abs(t)));
    }
}
