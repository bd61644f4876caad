package org.bitsweep.bits;

/**
 * The bits of one {@link BitMatrix} that an update changed: the words that differ, and in which bits. A recorder with a
 * fixed capacity, refilled by every update, so that recording allocates nothing.
 */
public final class Flips {
    private final int[] words;
    private final long[] masks;
    private int size;
    private int count;

    /** @param capacity number of words of the matrix: an update passes each of them once */
    public Flips(int capacity) {
        words = new int[capacity];
        masks = new long[capacity];
    }

    public void clear() {
        size = 0;
        count = 0;
    }

    /** Notes the changed bits of a word; no bits are no entry. */
    public void add(int word, long mask) {
        if (mask != 0) {
            words[size] = word;
            masks[size] = mask;
            size++;
            count += Long.bitCount(mask);
        }
    }

    /** Number of words that changed. */
    public int size() {
        return size;
    }

    /** Number of bits that changed. */
    public int count() {
        return count;
    }

    /** Index of changed word {@code i} in {@link BitMatrix#words}. */
    public int word(int i) {
        return words[i];
    }

    /** The bits of changed word {@code i} that differ from before. */
    public long mask(int i) {
        return masks[i];
    }
}
