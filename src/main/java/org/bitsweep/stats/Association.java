package org.bitsweep.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/** The correlation, over runs, of two values that each run has. */
final class Association implements Statistic.OneByOne {
    private final double[] x;
    private final double[] y;
    private final Method method;
    private final int fewest;
    private final int[] orderOfX;
    private final int[] orderOfY;
    private final KendallTau tau;

    /** @param x finite, one value a run; y likewise */
    Association(double[] x, double[] y, Method method) {
        this(x, y, method, Method.FEWEST_POINTS);
    }

    /** @param fewest of fewer runs there is no coefficient */
    Association(double[] x, double[] y, Method method, int fewest) {
        this.x = x;
        this.y = y;
        this.method = method;
        this.fewest = fewest;
        boolean hasRanks = method == Method.SPEARMAN;
        orderOfX = hasRanks ? order(x) : null;
        orderOfY = hasRanks ? order(y) : null;
        tau = method == Method.KENDALL && varies(x) && varies(y) ? new KendallTau(x, y) : null;
    }

    private static boolean varies(double[] values) {
        return Series.varies(values, Series.largest(values));
    }

    @Override
    public int runs() {
        return x.length;
    }

    @Override
    public double of(int[] counts) {
        if (drawn(counts) < fewest) {
            return Double.NaN;
        }
        return switch (method) {
            case PEARSON -> pearson(x, y, counts);
            case SPEARMAN -> pearson(ranks(x, orderOfX, counts), ranks(y, orderOfY, counts), counts);
            case KENDALL -> tau == null ? Double.NaN : tau.of(counts);
        };
    }

    /** Number of runs in a resample. A loop, because granules of two runs ask for it millions of times. */
    static int drawn(int[] counts) {
        int drawn = 0;
        for (int count : counts) {
            drawn += count;
        }
        return drawn;
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
        // As for series: what differs by rounding only is constant.
        boolean isDefined = Math.sqrt(xx / drawn) > 1e-12 * largestX && Math.sqrt(yy / drawn) > 1e-12 * largestY;
        return isDefined ? Series.clamped(xy / (Math.sqrt(xx) * Math.sqrt(yy))) : Double.NaN;
    }
}
