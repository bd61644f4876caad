package org.bitsweep.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The correlation, over runs, of two values that each run has. */
final class Association implements Statistic {
    /** Kendall's coefficient sorts each resample: above so many runs there is only the estimate. */
    private static final int MOST_RUNS_FOR_KENDALL = 1_000;

    private final double[] x;
    private final double[] y;
    private final Method method;
    private final int[] orderOfX;
    private final int[] orderOfY;

    /** @param x finite, one value a run; y likewise */
    Association(double[] x, double[] y, Method method) {
        this.x = x;
        this.y = y;
        this.method = method;
        orderOfX = order(x);
        orderOfY = order(y);
    }

    Bootstrap bootstrap() {
        return Bootstrap.of(this, method != Method.KENDALL || x.length <= MOST_RUNS_FOR_KENDALL);
    }

    @Override
    public int runs() {
        return x.length;
    }

    @Override
    public double[] of(int[][] counts) {
        return Arrays.stream(counts).mapToDouble(this::of).toArray();
    }

    private double of(int[] counts) {
        return switch (method) {
            case PEARSON -> pearson(x, y, counts);
            case SPEARMAN -> pearson(ranks(x, orderOfX, counts), ranks(y, orderOfY, counts), counts);
            case KENDALL -> method.of(drawn(x, counts), drawn(y, counts));
        };
    }

    private static int[] order(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(i -> i)
                .toArray();
    }

    /** Mean ranks of a resample without sorting it: its values come in the order of all values. */
    private static double[] ranks(double[] values, int[] order, int[] counts) {
        double[] ranks = new double[values.length];
        int before = 0;
        for (int from = 0; from < order.length; ) {
            int to = from;
            int drawn = 0;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                drawn += counts[order[to++]];
            }
            for (; from < to; from++) {
                ranks[order[from]] = before + (drawn + 1) / 2.0;
            }
            before += drawn;
        }
        return ranks;
    }

    private static double pearson(double[] x, double[] y, int[] counts) {
        double meanX = 0;
        double meanY = 0;
        double largestX = 0;
        double largestY = 0;
        int drawn = 0;
        for (int i = 0; i < counts.length; i++) {
            drawn += counts[i];
            meanX += counts[i] * x[i];
            meanY += counts[i] * y[i];
        }
        meanX /= drawn;
        meanY /= drawn;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                double dx = x[i] - meanX;
                double dy = y[i] - meanY;
                xx += counts[i] * dx * dx;
                yy += counts[i] * dy * dy;
                xy += counts[i] * dx * dy;
                largestX = Math.max(largestX, Math.abs(x[i]));
                largestY = Math.max(largestY, Math.abs(y[i]));
            }
        }
        // As for series: what differs by rounding only is constant, and two points lie on a line.
        boolean isDefined = drawn >= Method.FEWEST_POINTS
                && Math.sqrt(xx / drawn) > 1e-12 * largestX
                && Math.sqrt(yy / drawn) > 1e-12 * largestY;
        return isDefined ? Series.clamped(xy / (Math.sqrt(xx) * Math.sqrt(yy))) : Double.NaN;
    }

    private static double[] drawn(double[] values, int[] counts) {
        double[] drawn = new double[Arrays.stream(counts).sum()];
        int at = 0;
        for (int i = 0; i < counts.length; i++) {
            Arrays.fill(drawn, at, at + counts[i], values[i]);
            at += counts[i];
        }
        return drawn;
    }
}
