package org.bitsweep.complexity;

import java.util.Arrays;

/**
 * The histogram h of multiplicities: h(m) distinct blocks occur m times each. Its sums run in ascending order of m, so
 * they are exact functions of the histogram, whatever the order in which it came about.
 */
final class Multiplicities {
    private static final int SMALL = 1024;

    private final int[] small = new int[SMALL];
    private int smallEnd = 1;

    /** Multiplicities from {@link #SMALL} on, one entry a block, in descending order: new ones come in at the end. */
    private int[] large = new int[16];

    private int largeCount;

    void clear() {
        Arrays.fill(small, 0, smallEnd, 0);
        smallEnd = 1;
        largeCount = 0;
    }

    /** Counts a block that occurs m times, without regard to the order; {@link #sort} follows. */
    void append(int m) {
        if (m < SMALL) {
            small[m]++;
            smallEnd = Math.max(smallEnd, m + 1);
        } else {
            push(m);
        }
    }

    void sort() {
        if (largeCount > 1) {
            Arrays.sort(large, 0, largeCount);
            for (int i = 0, j = largeCount - 1; i < j; i++, j--) {
                int swapped = large[i];
                large[i] = large[j];
                large[j] = swapped;
            }
        }
    }

    /** A block that occurred m times (0: not at all) occurs once more. */
    void up(int m) {
        if (m + 1 < SMALL) {
            small[m]--;
            small[m + 1]++;
            smallEnd = Math.max(smallEnd, m + 2);
        } else if (m < SMALL) {
            small[m]--;
            push(m + 1);
        } else {
            large[firstOf(m)]++;
        }
    }

    /** A block that occurred m times occurs once less. */
    void down(int m) {
        if (m < SMALL) {
            small[m]--;
            small[m - 1]++;
        } else if (m > SMALL) {
            large[firstOf(m - 1) - 1]--;
        } else {
            largeCount--;
            small[m - 1]++;
            smallEnd = SMALL;
        }
    }

    private void push(int m) {
        if (largeCount == large.length) {
            large = Arrays.copyOf(large, 2 * largeCount);
        }
        large[largeCount++] = m;
    }

    /** The first place in descending order that holds m or less. */
    private int firstOf(int m) {
        int low = 0;
        int high = largeCount;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (large[middle] > m) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Σ h(m) · log2 m, in bits. */
    double logarithms() {
        double sum = 0;
        for (int m = 2; m < smallEnd; m++) {
            if (small[m] != 0) {
                sum += small[m] * Log2.of(m);
            }
        }
        for (int i = largeCount - 1; i >= 0; ) {
            int m = large[i];
            int equal = equalBefore(i);
            sum += equal * Log2.of(m);
            i -= equal;
        }
        return sum;
    }

    /** Σ h(m) · (m / total) · log2(total / m), in bits. */
    double entropy(long total) {
        double logTotal = Log2.of(Math.max(total, 1));
        double sum = 0;
        for (int m = 1; m < smallEnd; m++) {
            if (small[m] != 0) {
                sum += small[m] * (m * (logTotal - Log2.of(m)) / total);
            }
        }
        for (int i = largeCount - 1; i >= 0; ) {
            int m = large[i];
            int equal = equalBefore(i);
            sum += equal * (m * (logTotal - Log2.of(m)) / total);
            i -= equal;
        }
        return sum;
    }

    private int equalBefore(int i) {
        int equal = 1;
        while (equal <= i && large[i - equal] == large[i]) {
            equal++;
        }
        return equal;
    }
}
