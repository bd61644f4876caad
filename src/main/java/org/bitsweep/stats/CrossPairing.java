package org.bitsweep.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bitsweep.bits.Rng;

/**
 * The null of a common trend: the measure of run i is correlated with the target of another run j of its group, over the
 * epochs that both have. What runs have in common only because all of them learn shows there as much as within a run; the
 * excess is what a run's own target adds.
 *
 * <p>All pairs up to 64 runs; above, each run with the 32 nearest to it in a random circle, 16 on each side. Intervals
 * come from the jackknife's pseudo-values of runs (Arvesen, Annals of Mathematical Statistics 40:2076, 1969), whose mean
 * is resampled: a run is in many pairs, and pairs are no independent sample. The interval of a coefficient ends at -1 and 1.
 *
 * @param pairs ordered pairs with a coefficient
 * @param cross mean coefficient of run i's measure and run j's target
 * @param own mean coefficient of run i's measure and its own target, over the epochs of the same pairs; null if undefined
 * @param excess mean difference own - cross
 */
record CrossPairing(int pairs, Bootstrap cross, Double own, Bootstrap excess) {
    private static final int MOST_RUNS_FOR_ALL_PAIRS = 64;
    private static final int NEIGHBOURS = 16;

    /** @param runs the series of each run of a group, in an order that depends on the runs alone */
    static CrossPairing of(List<SeriesPair> runs, Preparation preparation, Method method) {
        return within(List.of(runs), preparation, method);
    }

    /** Over several groups: runs are paired within their group only. */
    static CrossPairing within(List<List<SeriesPair>> groups, Preparation preparation, Method method) {
        List<List<SeriesPair>> prepared = groups.stream()
                .map(runs -> SeriesPair.prepared(runs, preparation))
                .filter(runs -> runs.size() > 1)
                .toList();
        int runs = prepared.stream().mapToInt(List::size).sum();
        Sums cross = new Sums(runs);
        Sums excess = new Sums(runs);
        double own = 0;
        int first = 0;
        for (List<SeriesPair> group : prepared) {
            for (Map.Entry<Integer, List<int[]>> ofLength :
                    pairsByLength(group, neighbours(group.size())).entrySet()) {
                Prefixes prefixes = new Prefixes(group, method, ofLength.getKey());
                for (int[] pair : ofLength.getValue()) {
                    double withOther = prefixes.correlation(pair[0], pair[1]);
                    double withOwn = prefixes.correlation(pair[0], pair[0]);
                    if (!Double.isNaN(withOther) && !Double.isNaN(withOwn)) {
                        own += withOwn;
                        cross.add(first + pair[0], first + pair[1], withOther);
                        excess.add(first + pair[0], first + pair[1], withOwn - withOther);
                    }
                }
            }
            first += group.size();
        }
        return new CrossPairing(
                cross.count,
                cross.bootstrap().within(-1, 1),
                cross.count == 0 ? null : own / cross.count,
                excess.bootstrap());
    }

    /** By place in the circle how far away its partners are. */
    private static int[] neighbours(int runs) {
        if (runs <= MOST_RUNS_FOR_ALL_PAIRS) {
            int[] all = new int[Math.max(runs - 1, 0)];
            Arrays.setAll(all, i -> i + 1);
            return all;
        }
        int[] nearest = new int[2 * NEIGHBOURS];
        Arrays.setAll(nearest, i -> i < NEIGHBOURS ? i + 1 : runs - (i - NEIGHBOURS) - 1);
        return nearest;
    }

    private static Map<Integer, List<int[]>> pairsByLength(List<SeriesPair> runs, int[] neighbours) {
        int[] circle = new int[runs.size()];
        Arrays.setAll(circle, i -> i);
        if (runs.size() > MOST_RUNS_FOR_ALL_PAIRS) {
            Rng.stream(0, "cross-pairing").shuffle(circle);
        }
        Map<Integer, List<int[]>> pairs = new TreeMap<>();
        for (int place = 0; place < circle.length; place++) {
            for (int distance : neighbours) {
                int i = circle[place];
                int j = circle[(place + distance) % circle.length];
                int common = Math.min(runs.get(i).length(), runs.get(j).length());
                pairs.computeIfAbsent(common, length -> new ArrayList<>()).add(new int[] {i, j});
            }
        }
        return pairs;
    }

    /** The first epochs of all runs, scaled so that the sum of products is the coefficient; made when first needed. */
    private static final class Prefixes {
        private final List<SeriesPair> runs;
        private final Method method;
        private final int length;
        private final double[][] x;
        private final double[][] y;
        private final double[] own;

        Prefixes(List<SeriesPair> runs, Method method, int length) {
            this.runs = runs;
            this.method = method;
            this.length = length;
            x = new double[runs.size()][];
            y = new double[runs.size()][];
            own = new double[runs.size()];
        }

        double correlation(int i, int j) {
            if (length < Method.FEWEST_POINTS) {
                return Double.NaN;
            }
            scale(i);
            scale(j);
            return i == j ? own[i] : product(x[i], y[j]);
        }

        private void scale(int run) {
            if (x[run] == null) {
                x[run] = scaled(runs.get(run).x());
                y[run] = scaled(runs.get(run).y());
                own[run] = product(x[run], y[run]);
            }
        }

        /** Centred, with a sum of squares of 1; empty if it is constant. */
        private double[] scaled(double[] series) {
            double[] prefix = Arrays.copyOf(series, length);
            if (!Series.varies(prefix, Series.largest(prefix))) {
                return new double[0];
            }
            double[] values = method == Method.SPEARMAN ? Method.ranks(prefix) : prefix;
            double mean = Series.mean(values);
            double squares = 0;
            for (int i = 0; i < length; i++) {
                values[i] -= mean;
                squares += values[i] * values[i];
            }
            double norm = Math.sqrt(squares);
            for (int i = 0; i < length; i++) {
                values[i] /= norm;
            }
            return values;
        }

        private static double product(double[] a, double[] b) {
            if (a.length == 0 || b.length == 0) {
                return Double.NaN;
            }
            // Four sums: one alone would wait for each addition.
            double sum0 = 0;
            double sum1 = 0;
            double sum2 = 0;
            double sum3 = 0;
            int i = 0;
            for (; i + 4 <= a.length; i += 4) {
                sum0 += a[i] * b[i];
                sum1 += a[i + 1] * b[i + 1];
                sum2 += a[i + 2] * b[i + 2];
                sum3 += a[i + 3] * b[i + 3];
            }
            for (; i < a.length; i++) {
                sum0 += a[i] * b[i];
            }
            return Series.clamped(sum0 + sum1 + (sum2 + sum3));
        }
    }

    /** A mean over ordered pairs of runs, and what each run has in it. */
    private static final class Sums {
        private double sum;
        private int count;
        private final double[] sumWith;
        private final int[] countWith;

        Sums(int runs) {
            sumWith = new double[runs];
            countWith = new int[runs];
        }

        void add(int i, int j, double value) {
            sum += value;
            count++;
            sumWith[i] += value;
            sumWith[j] += value;
            countWith[i]++;
            countWith[j]++;
        }

        Bootstrap bootstrap() {
            if (count == 0) {
                return Bootstrap.UNDEFINED;
            }
            double mean = sum / count;
            int runs = sumWith.length;
            double[] pseudoValues = new double[runs];
            boolean isDefined = true;
            for (int run = 0; run < runs; run++) {
                int rest = count - countWith[run];
                isDefined &= rest > 0;
                pseudoValues[run] = runs * mean - (runs - 1) * (sum - sumWith[run]) / rest;
            }
            Bootstrap interval = Bootstrap.of(new Statistic.Mean(pseudoValues), isDefined);
            return new Bootstrap(mean, interval.low(), interval.high(), interval.bcaLow(), interval.bcaHigh());
        }
    }
}
