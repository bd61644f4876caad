package org.bitsweep.data;

import java.util.Arrays;
import org.bitsweep.bits.Rng;

/** Random samples in which every class has its share. */
final class Stratified {
    private Stratified() {}

    /**
     * Shares out a total over classes in proportion to their counts by the largest remainder, ties in the order of the
     * classes. No class gets more than it has.
     *
     * @param counts members of each class, with a sum of at least 1
     * @param total between 0 and the sum of the counts
     * @return the share of each class, with exactly {@code total} as their sum
     */
    static int[] allocate(int[] counts, int total) {
        long all = 0;
        for (int count : counts) {
            all += count;
        }
        int[] shares = new int[counts.length];
        long[] remainders = new long[counts.length];
        int left = total;
        for (int c = 0; c < counts.length; c++) {
            long product = (long) counts[c] * total;
            shares[c] = (int) (product / all);
            remainders[c] = product % all;
            left -= shares[c];
        }
        for (; left > 0; left--) {
            int largest = 0;
            for (int c = 1; c < counts.length; c++) {
                if (remainders[c] > remainders[largest]) {
                    largest = c;
                }
            }
            shares[largest]++;
            remainders[largest] = -1;
        }
        return shares;
    }

    /**
     * Draws {@code total} of the candidates without replacement, each class in proportion.
     *
     * @param candidates sorted indices of samples
     * @param labels labels of all samples
     * @return sorted indices
     */
    static int[] draw(int[] candidates, int[] labels, int classes, int total, Rng random) {
        if (total == candidates.length) {
            return candidates.clone();
        }
        int[] counts = new int[classes];
        for (int candidate : candidates) {
            counts[labels[candidate]]++;
        }
        int[] byClass = sortedByClass(candidates, labels, counts);
        int[] shares = allocate(counts, total);
        int[] drawn = new int[total];
        int start = 0;
        int filled = 0;
        for (int c = 0; c < classes; c++) {
            random.shuffle(byClass, start, start + counts[c]);
            System.arraycopy(byClass, start, drawn, filled, shares[c]);
            start += counts[c];
            filled += shares[c];
        }
        Arrays.sort(drawn);
        return drawn;
    }

    private static int[] sortedByClass(int[] candidates, int[] labels, int[] counts) {
        int[] next = new int[counts.length];
        for (int c = 1; c < counts.length; c++) {
            next[c] = next[c - 1] + counts[c - 1];
        }
        int[] byClass = new int[candidates.length];
        for (int candidate : candidates) {
            byClass[next[labels[candidate]]++] = candidate;
        }
        return byClass;
    }
}
