package org.bitsweep.stats;

import org.apache.commons.math3.stat.correlation.KendallsCorrelation;
import org.apache.commons.statistics.ranking.NaNStrategy;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/** A coefficient of correlation between two series of one length. */
enum Method {
    /** Of the values. */
    PEARSON {
        @Override
        double defined(double[] x, double[] y) {
            return Series.pearson(x, y);
        }
    },
    /** Pearson's of the ranks; equal values share their mean rank. */
    SPEARMAN {
        @Override
        double defined(double[] x, double[] y) {
            return Series.pearson(ranks(x), ranks(y));
        }
    },
    /** Kendall's tau-b (Kendall 1945), in O(n log n) after Knight 1966. */
    KENDALL {
        @Override
        double defined(double[] x, double[] y) {
            return new KendallsCorrelation().correlation(x, y);
        }
    };

    /** With fewer points there is no coefficient: two points lie on a line whatever they are. */
    static final int FEWEST_POINTS = 3;

    /** @throws IllegalArgumentException if there is none of this name; says which there are */
    static Method of(String name) {
        return Names.of(Method.class, name, "method");
    }

    /** The coefficient; NaN below three points, and if a series is null, constant, or has a value that is no number. */
    double of(double[] x, double[] y) {
        if (x == null || y == null) {
            return Double.NaN;
        }
        if (x.length != y.length) {
            throw new IllegalArgumentException("series of " + x.length + " and " + y.length + " values");
        }
        boolean isDefined =
                x.length >= FEWEST_POINTS && Series.varies(x, Series.largest(x)) && Series.varies(y, Series.largest(y));
        return isDefined ? defined(x, y) : Double.NaN;
    }

    abstract double defined(double[] x, double[] y);

    /** Ranks from 1, equal values share their mean rank. */
    static double[] ranks(double[] values) {
        return new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE).apply(values);
    }
}
