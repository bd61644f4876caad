package org.bitsweep.info;

import java.util.Arrays;

/**
 * Numbers the distinct states of a layer in the order in which patterns show them. States are found by a hash of 128 bits;
 * one that is found is compared with the state that had the hash first, so that a collision is counted and the two stay
 * apart. Keeps its memory from call to call; not thread-safe.
 */
final class StateTable {
    /** As many bits as a table of all states may have. */
    static final int FEW_BITS = 12;

    private final StateHash hash;
    private final long[] hashed = new long[2];
    private int[] slots = new int[0];
    private long[] low = new long[0];
    private long[] high = new long[0];
    private int[] first = new int[0];
    private int[] few;
    private int distinct;
    private int collisions;

    StateTable() {
        this(StateHash::multiplying);
    }

    StateTable(StateHash hash) {
        this.hash = hash;
    }

    /**
     * Numbers the states of {@code patterns} patterns, of {@code stride} words each.
     *
     * @param numbers receives each pattern's state, from 0
     * @return how many distinct states there are
     */
    int number(long[] words, int stride, int patterns, int[] numbers) {
        prepare(patterns);
        int mask = slots.length - 1;
        for (int p = 0; p < patterns; p++) {
            int from = p * stride;
            hash.hash(words, from, from + stride, hashed);
            int slot = (int) hashed[0] & mask;
            int state;
            while ((state = slots[slot]) >= 0 && !same(state, words, from, stride)) {
                slot = slot + 1 & mask;
            }
            if (state < 0) {
                state = distinct++;
                slots[slot] = state;
                low[state] = hashed[0];
                high[state] = hashed[1];
                first[state] = from;
            }
            numbers[p] = state;
        }
        return distinct;
    }

    /**
     * The same for states of so few bits that each has a slot of its own.
     *
     * @param bits bits of a state, at most {@link #FEW_BITS}, the others being 0
     */
    int numberFew(long[] words, int bits, int patterns, int[] numbers) {
        if (few == null) {
            few = new int[1 << FEW_BITS];
        }
        Arrays.fill(few, 0, 1 << bits, -1);
        distinct = 0;
        collisions = 0;
        for (int p = 0; p < patterns; p++) {
            int word = (int) words[p];
            int state = few[word];
            if (state < 0) {
                state = distinct++;
                few[word] = state;
            }
            numbers[p] = state;
        }
        return distinct;
    }

    /** How often, in the last call, a state was met that differs from another one and has its hash. */
    int collisions() {
        return collisions;
    }

    private boolean same(int state, long[] words, int from, int stride) {
        if (low[state] != hashed[0] || high[state] != hashed[1]) {
            return false;
        }
        boolean equal = Arrays.equals(words, first[state], first[state] + stride, words, from, from + stride);
        collisions += equal ? 0 : 1;
        return equal;
    }

    private void prepare(int patterns) {
        if (first.length < patterns) {
            slots = new int[Math.max(16, Integer.highestOneBit(patterns) << 2)];
            low = new long[patterns];
            high = new long[patterns];
            first = new int[patterns];
        }
        Arrays.fill(slots, -1);
        distinct = 0;
        collisions = 0;
    }
}
