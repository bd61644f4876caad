package org.bitsweep.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Two series of one run, over the same epochs.
 *
 * @param x the measure
 * @param y what it is correlated with
 */
record SeriesPair(double[] x, double[] y) {
    SeriesPair {
        if (x.length != y.length) {
            throw new IllegalArgumentException("series of " + x.length + " and " + y.length + " values");
        }
    }

    int length() {
        return x.length;
    }

    /** x - y at each epoch. */
    double[] difference() {
        double[] difference = new double[x.length];
        Arrays.setAll(difference, i -> x[i] - y[i]);
        return difference;
    }

    /** The pairs whose two series can be correlated, prepared. */
    static List<SeriesPair> prepared(List<SeriesPair> pairs, Preparation preparation) {
        List<SeriesPair> prepared = new ArrayList<>();
        for (SeriesPair pair : pairs) {
            double[] x = preparation.of(pair.x);
            double[] y = preparation.of(pair.y);
            if (x != null && y != null) {
                prepared.add(new SeriesPair(x, y));
            }
        }
        return prepared;
    }

    /** The correlation of the points of all runs together, each run prepared by itself; NaN if it is not defined. */
    static double pooled(List<SeriesPair> pairs, Preparation preparation, Method method) {
        List<SeriesPair> prepared = prepared(pairs, preparation);
        int points = prepared.stream().mapToInt(SeriesPair::length).sum();
        double[] x = new double[points];
        double[] y = new double[points];
        int at = 0;
        for (SeriesPair pair : prepared) {
            System.arraycopy(pair.x, 0, x, at, pair.length());
            System.arraycopy(pair.y, 0, y, at, pair.length());
            at += pair.length();
        }
        return method.of(x, y);
    }
}
