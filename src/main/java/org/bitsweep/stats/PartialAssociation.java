package org.bitsweep.stats;

import java.util.Arrays;

/**
 * The correlation, over runs, of two values given others: what is left of it where the others do not differ. With Pearson's
 * and Spearman's coefficient it is the correlation of the residuals of linear regressions on the others (on their ranks);
 * with Kendall's its partial tau (Kendall, Biometrika 32:277, 1942), for several others by the inverse of the matrix of
 * coefficients, as for Pearson's.
 */
final class PartialAssociation implements Statistic {
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
    public double[] of(int[][] counts) {
        return Arrays.stream(counts).mapToDouble(this::of).toArray();
    }

    private double of(int[] counts) {
        if (Association.drawn(counts) < fewest || Double.isNaN(pairs[1][0].of(counts))) {
            return Double.NaN;
        }
        double[][] left = coefficients(counts);
        for (int given = 2; given < left.length; given++) {
            if (left[given][given] > NOTHING) {
                left = without(left, given);
            }
        }
        boolean isDefined = left[0][0] > NOTHING && left[1][1] > NOTHING;
        return isDefined ? Series.clamped(left[0][1] / Math.sqrt(left[0][0] * left[1][1])) : Double.NaN;
    }

    /** By pair of variables; zeros for one that is constant. */
    private double[][] coefficients(int[] counts) {
        int variables = pairs.length;
        double[][] matrix = new double[variables][variables];
        for (int i = 0; i < variables; i++) {
            boolean varies = i < 2 || !Double.isNaN(pairs[i][0].of(counts));
            matrix[i][i] = varies ? 1 : 0;
            for (int j = 0; j < i; j++) {
                boolean bothVary = varies && matrix[j][j] == 1;
                matrix[i][j] = bothVary ? pairs[i][j].of(counts) : 0;
                matrix[j][i] = matrix[i][j];
            }
        }
        return matrix;
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
