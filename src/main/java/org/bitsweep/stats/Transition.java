package org.bitsweep.stats;

/**
 * When a series makes its way up from its first value to its peak, or down from its peak to its last value: from the last
 * point before it has made a tenth of the way for good, to the first one where it has made nine tenths. What goes back and
 * forth does not count: up, the greatest value so far is taken, and down, the greatest that is still to come.
 *
 * @param from index of the point where it begins
 * @param to index of the point where it ends, greater than {@code from}
 */
record Transition(int from, int to) {
    private static final double BEGUN = 0.1;
    private static final double DONE = 0.9;

    /** From the first value up to the peak; the rise must not be 0. */
    static Transition up(double[] values, int peak) {
        double way = values[peak] - values[0];
        int from = 0;
        int to = peak;
        double greatest = values[0];
        for (int i = 0; i <= peak; i++) {
            greatest = Math.max(greatest, values[i]);
            if (greatest <= values[0] + BEGUN * way) {
                from = i;
            }
            if (greatest >= values[0] + DONE * way) {
                to = i;
                break;
            }
        }
        return new Transition(from, to);
    }

    /** From the peak down to the last value; the drop must not be 0. */
    static Transition down(double[] values, int peak) {
        int last = values.length - 1;
        double way = values[peak] - values[last];
        double greatest = values[last];
        int from = peak;
        int to = last;
        for (int i = last; i >= peak; i--) {
            greatest = Math.max(greatest, values[i]);
            if (greatest <= values[peak] - DONE * way) {
                to = i;
            }
            if (greatest >= values[peak] - BEGUN * way) {
                from = i;
                break;
            }
        }
        return new Transition(from, to);
    }

    double length(double[] at) {
        return at[to] - at[from];
    }

    double middle(double[] at) {
        return (at[to] + at[from]) / 2;
    }

    /** How much of the shorter one lies within the other: 0 if they follow each other, 1 if all of it does. */
    double overlap(Transition other, double[] at) {
        double common = Math.min(at[to], at[other.to]) - Math.max(at[from], at[other.from]);
        return Math.max(0, common) / Math.min(length(at), other.length(at));
    }
}
