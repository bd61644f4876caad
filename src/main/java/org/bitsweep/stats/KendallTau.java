package org.bitsweep.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Kendall's tau-b (Kendall, Biometrika 33:239, 1945) of a set of runs and of resamples of it, in O(n log n): what is sorted
 * once serves all of them.
 */
final class KendallTau {
    private final int[] order;
    private final double[] x;
    private final int[] rankOfY;
    private final int ranks;

    /** @param x one value a run, ordered as numbers are; y likewise */
    KendallTau(double[] x, double[] y) {
        this.x = x;
        double[] distinct = Arrays.stream(y).sorted().distinct().toArray();
        rankOfY = Arrays.stream(y)
                .mapToInt(value -> Arrays.binarySearch(distinct, value))
                .toArray();
        ranks = distinct.length;
        order = IntStream.range(0, x.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> x[i]).thenComparingInt(i -> rankOfY[i]))
                .mapToInt(i -> i)
                .toArray();
    }

    /**
     * The coefficient of a resample, exact but for its last division.
     *
     * @param counts by run how often it was drawn
     * @return NaN if all x or all y that were drawn are equal
     */
    double of(int[] counts) {
        int[] below = new int[ranks + 1];
        int[] ofRank = new int[ranks];
        long drawn = 0;
        long tiedX = 0;
        long tiedBoth = 0;
        long discordant = 0;
        for (int from = 0, to; from < order.length; from = to) {
            long before = drawn;
            long equal = 0;
            for (to = from; to < order.length && x[order[to]] == x[order[from]]; to++) {
                int count = counts[order[to]];
                int rank = rankOfY[order[to]];
                equal = to > from && rankOfY[order[to - 1]] == rank ? equal : 0;
                tiedBoth += pairs(equal + count) - pairs(equal);
                equal += count;
                discordant += count == 0 ? 0 : count * (before - sum(below, rank));
                drawn += count;
            }
            tiedX += pairs(drawn - before);
            for (int i = from; i < to; i++) {
                int count = counts[order[i]];
                if (count > 0) {
                    add(below, rankOfY[order[i]], count);
                    ofRank[rankOfY[order[i]]] += count;
                }
            }
        }
        long tiedY = 0;
        for (int count : ofRank) {
            tiedY += pairs(count);
        }
        long all = pairs(drawn);
        if (all == tiedX || all == tiedY) {
            return Double.NaN;
        }
        long concordantLessDiscordant = all - tiedX - tiedY + tiedBoth - 2 * discordant;
        return Series.clamped(concordantLessDiscordant / (Math.sqrt(all - tiedX) * Math.sqrt(all - tiedY)));
    }

    private static long pairs(long count) {
        return count * (count - 1) / 2;
    }

    /** A binary indexed tree (Fenwick 1994): the sum over all ranks up to this one. */
    private static long sum(int[] tree, int rank) {
        long sum = 0;
        for (int i = rank + 1; i > 0; i -= i & -i) {
            sum += tree[i];
        }
        return sum;
    }

    private static void add(int[] tree, int rank, int count) {
        for (int i = rank + 1; i < tree.length; i += i & -i) {
            tree[i] += count;
        }
    }
}
