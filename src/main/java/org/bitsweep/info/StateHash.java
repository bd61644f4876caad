package org.bitsweep.info;

/** A hash of 128 bits of a layer's packed state. */
@FunctionalInterface
interface StateHash {
    /**
     * Hashes {@code words[from .. to - 1]}.
     *
     * @param hash receives two words
     */
    void hash(long[] words, int from, int to, long[] hash);

    /** Two chains of multiplications by odd constants and shifts; each step is a bijection of the chain's state. */
    static void multiplying(long[] words, int from, int to, long[] hash) {
        long a = 0x9E3779B97F4A7C15L;
        long b = 0xC2B2AE3D27D4EB4FL;
        for (int w = from; w < to; w++) {
            a = (a ^ words[w]) * 0xD6E8FEB86659FD93L;
            a ^= a >>> 32;
            b = (Long.rotateLeft(b, 23) + words[w]) * 0xA0761D6478BD642FL;
            b ^= b >>> 29;
        }
        a = (a ^ Long.rotateLeft(b, 31)) * 0xE7037ED1A0B428DBL;
        hash[0] = a ^ a >>> 32;
        hash[1] = b;
    }
}
