package org.bitsweep.info;

import java.util.Arrays;
import org.bitsweep.complexity.Log2;

/**
 * The labels Y of N patterns, against which the states T of a deterministic network's layers are held. All values are in
 * bits, over the N patterns with equal weights:
 *
 * <ul>
 *   <li>{@code I(X;T) = H(T)}, because T is a function of the pattern X (Shwartz-Ziv and Tishby 2017, "Opening the black
 *       box of deep neural networks via information");
 *   <li>{@code I(T;Y) = H(T) - H(T|Y) = H(T) + H(Y) - H(T,Y)}.
 * </ul>
 *
 * Sums go over the multiplicities of states in ascending order, so that values do not depend on the order of patterns.
 */
public final class Labels {
    private final int[] labels;
    private final int classes;
    /** Patterns of class 0 first, then those of class 1 and so on; class c is from {@code starts[c]}. */
    private final int[] byClass;

    private final int[] starts;
    /** n · log2 n. */
    private final double[] logarithms;

    private final int occurring;
    private final double sum;

    /**
     * @param labels a label from 0 to classes - 1 for every pattern; not copied
     * @throws IllegalArgumentException if there are no patterns, or a label is out of range
     */
    public Labels(int[] labels, int classes) {
        if (labels.length == 0) {
            throw new IllegalArgumentException("there are 0 patterns, expected 1 or more");
        }
        this.labels = labels;
        this.classes = classes;
        this.starts = new int[classes + 1];
        for (int label : labels) {
            if (label < 0 || label >= classes) {
                throw new IllegalArgumentException("a label is " + label + ", expected 0 to " + (classes - 1));
            }
            starts[label + 1]++;
        }
        this.logarithms = new double[labels.length + 1];
        for (int n = 2; n <= labels.length; n++) {
            logarithms[n] = n * Log2.of(n);
        }
        StateCounts.Part part = ofCounts(starts);
        for (int c = 0; c < classes; c++) {
            starts[c + 1] += starts[c];
        }
        this.occurring = part.occurring();
        this.sum = part.sum();
        this.byClass = new int[labels.length];
        int[] next = starts.clone();
        for (int p = 0; p < labels.length; p++) {
            byClass[next[labels[p]]++] = p;
        }
    }

    /** Number of patterns, N. */
    public int patterns() {
        return labels.length;
    }

    /** Each pattern's label; live. */
    public int[] labels() {
        return labels;
    }

    /** Number of classes; some may not occur. */
    public int classes() {
        return classes;
    }

    /** H(Y), plug-in. */
    public double entropy() {
        return Math.max(0, (logarithms[labels.length] - sum) / labels.length);
    }

    /**
     * The counts of the states of one layer.
     *
     * @param states each pattern's state, from 0 to distinct - 1
     * @param width units of the layer
     */
    public StateCounts count(int[] states, int distinct, int width) {
        int[] counts = new int[distinct];
        for (int p = 0; p < labels.length; p++) {
            counts[states[p]]++;
        }
        StateCounts.Part ofStates = ofCounts(counts);
        int[] histogram = new int[most(counts) + 1];
        Arrays.fill(counts, 0);
        for (int c = 0; c < classes; c++) {
            for (int i = starts[c]; i < starts[c + 1]; i++) {
                counts[states[byClass[i]]]++;
            }
            for (int i = starts[c]; i < starts[c + 1]; i++) {
                int state = states[byClass[i]];
                histogram[counts[state]]++;
                counts[state] = 0;
            }
        }
        StateCounts.Part labelled = new StateCounts.Part(occurring, sum);
        return new StateCounts(
                labels.length, width, logarithms[labels.length], ofStates, labelled, ofHistogram(histogram));
    }

    /** The counts of other draws of as many of the same patterns: of states, of labels and of pairs. */
    StateCounts count(int[] ofStates, int[] ofLabels, int[] ofPairs) {
        return new StateCounts(
                labels.length, 0, logarithms[labels.length], ofCounts(ofStates), ofCounts(ofLabels), ofCounts(ofPairs));
    }

    private StateCounts.Part ofCounts(int[] counts) {
        int[] histogram = new int[most(counts) + 1];
        for (int count : counts) {
            histogram[count]++;
        }
        return ofHistogram(histogram);
    }

    /** @param histogram how many states occur how often; those that occur never do not count */
    private StateCounts.Part ofHistogram(int[] histogram) {
        int states = 0;
        double sum = 0;
        for (int n = 1; n < histogram.length; n++) {
            if (histogram[n] != 0) {
                states += histogram[n];
                sum += histogram[n] * logarithms[n];
            }
        }
        return new StateCounts.Part(states, sum);
    }

    private static int most(int[] counts) {
        int most = 0;
        for (int count : counts) {
            most = Math.max(most, count);
        }
        return most;
    }
}
