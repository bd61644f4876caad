package org.bitsweep.stats;

/**
 * The correlation, over runs, of two values given others: what is left of it where the others do not differ. With Pearson's
 * and Spearman's coefficient it is the correlation of the residuals of linear regressions on the others (on their ranks);
 * with Kendall's its partial tau (Kendall, Biometrika 32:277, 1942), for several others by the inverse of the matrix of
 * coefficients, as for Pearson's.
 */
final class PartialAssociation implements Statistic.OneByOne {
    /** What regressions leave of a variance of 1 by rounding alone. */
    private static final double NOTHING = 1e-12;

    private final int runs;
    private final int fewest;
    private final Association[][] pairs;

    /**
     * @param values by variable finite values, one a run: the two that are correlated, then those that are given. One that
     *     is equal in all runs changes nothing.
     */
    PartialAssociation(double[][] values, Method method) {
        runs = values[0].length;
        fewest = Method.FEWEST_POINTS + values.length - 2;
        pairs = new Association[values.length][values.length];
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < i; j++) {
                pairs[i][j] = new Association(values[i], values[j], method);
            }
        }
    }

    @Override
    public int runs() {
        return runs;
    }

    @Override
    public double of(int[] counts) {
        double own = Association.drawn(counts) < fewest ? Double.NaN : pairs[1][0].of(counts);
        if (Double.isNaN(own)) {
            return Double.NaN;
        }
        double[][] left = coefficients(own, counts);
        for (int given = 2; given < left.length; given++) {
            if (left[given][given] > NOTHING) {
                left = without(left, given);
            }
        }
        boolean isDefined = left[0][0] > NOTHING && left[1][1] > NOTHING;
        return isDefined ? Series.clamped(left[0][1] / Math.sqrt(left[0][0] * left[1][1])) : Double.NaN;
    }

    /** By pair of variables, of which the first has its coefficient already; zeros for one that is constant. */
    private double[][] coefficients(double own, int[] counts) {
        int variables = pairs.length;
        double[][] matrix = new double[variables][variables];
        set(matrix, 0, 0, 1);
        set(matrix, 1, 1, 1);
        set(matrix, 1, 0, own);
        for (int i = 2; i < variables; i++) {
            double first = pairs[i][0].of(counts);
            if (!Double.isNaN(first)) {
                set(matrix, i, i, 1);
                set(matrix, i, 0, first);
                for (int j = 1; j < i; j++) {
                    set(matrix, i, j, matrix[j][j] == 1 ? pairs[i][j].of(counts) : 0);
                }
            }
        }
        return matrix;
    }

    private static void set(double[][] matrix, int i, int j, double value) {
        matrix[i][j] = value;
        matrix[j][i] = value;
    }

    /** What a regression on one variable leaves: its Schur complement. */
    private static double[][] without(double[][] matrix, int given) {
        double[][] left = new double[matrix.length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                left[i][j] = matrix[i][j] - matrix[i][given] * matrix[given][j] / matrix[given][given];
            }
        }
        return left;
    }
}
