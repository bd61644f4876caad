package org.bitsweep.sweep;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.bitsweep.run.GroupIdentity;

/** The keys of a plan's runs, and nothing else of them: 32 bytes each, and an index to find them by. */
final class RunKeys {
    private static final int BYTES = GroupIdentity.KEY_BYTES;

    private final byte[] keys;
    /** By the first bits of a key the number of a run, from 1; 0 is free, and the next slot is tried after a taken one. */
    private final int[] slots;

    private final int distinct;

    /** @param keys of all runs in their order, one after the other */
    RunKeys(byte[] keys) {
        this.keys = keys;
        int size = keys.length / BYTES;
        this.slots = new int[Integer.highestOneBit(Math.max(1, size)) * 4];
        int found = 0;
        for (int i = 0; i < size; i++) {
            int slot = slot(keys, i * BYTES);
            if (slots[slot] == 0) {
                slots[slot] = i + 1;
                found++;
            }
        }
        this.distinct = found;
    }

    /** Number of different keys. */
    int distinct() {
        return distinct;
    }

    /** SHA-256 over all keys in their order, in hexadecimal. */
    String digest() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(keys));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether a run before this one has the same key. */
    boolean repeats(int i) {
        return slots[slot(keys, i * BYTES)] != i + 1;
    }

    /** The first run with a key, given in hexadecimal; -1 if there is none. */
    int find(String key) {
        return key.length() == 2 * BYTES ? slots[slot(HexFormat.of().parseHex(key), 0)] - 1 : -1;
    }

    /** The slot that holds a key, or the free one where it would be. */
    private int slot(byte[] key, int offset) {
        int slot = bits(key, offset) & slots.length - 1;
        while (slots[slot] != 0) {
            int start = (slots[slot] - 1) * BYTES;
            if (Arrays.equals(keys, start, start + BYTES, key, offset, offset + BYTES)) {
                return slot;
            }
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    /** A key is a digest: any of its bits are as good as a hash. */
    private static int bits(byte[] key, int offset) {
        return key[offset] << 24
                | (key[offset + 1] & 0xff) << 16
                | (key[offset + 2] & 0xff) << 8
                | key[offset + 3] & 0xff;
    }
}
