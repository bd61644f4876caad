package org.bitsweep.bits;

import java.util.Arrays;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The binary product: lanes hold the counts of different outputs. The words of as many outputs as two vectors have lanes
 * are put side by side first, and all rows pass over them.
 */
final class VectorXnor {
    private static final VectorSpecies<Long> LONGS = VectorWidth.longs();
    private static final int LANES = LONGS.length();
    private static final int PANEL = 2 * LANES;

    /** Came with JDK 19. Without it bits are counted by masks and shifts. */
    private static final VectorOperators.Unary BIT_COUNT = bitCount();

    /** As many words as bytes can count the bits of. */
    private static final int BYTE_WORDS = 31;

    /** Outputs below which, of inputs of one word, the panel costs more than it gains. */
    private static final int FEW = 16;

    private static final long PAIRS = 0x5555555555555555L;
    private static final long NIBBLES = 0x3333333333333333L;
    private static final long BYTES = 0x0f0f0f0f0f0f0f0fL;
    private static final long SHORTS = 0x00ff00ff00ff00ffL;

    /** A product with this has the sum of the other factor's 16-bit fields in its highest 16 bits. */
    private static final long SHORT_SUM = 0x0001000100010001L;

    private VectorXnor() {}

    private static VectorOperators.Unary bitCount() {
        try {
            return (VectorOperators.Unary)
                    VectorOperators.class.getField("BIT_COUNT").get(null);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    static void multiply(int m, int outputs, int bits, long[] a, long[] w, float[] y, int ldy, Scratch scratch) {
        int words = (bits + 63) >>> 6;
        if (words == 1 && outputs <= FEW) {
            countFew(m, outputs, bits, a, w, y, ldy);
            return;
        }
        long[] panel = scratch.words(words * PANEL);
        int padded = Kernels.padded(outputs);
        for (int j = 0; j < padded; j += PANEL) {
            pack(words, outputs, w, j, panel);
            if (BIT_COUNT == null) {
                countByMasks(m, words, bits, a, panel, y, j, ldy, scratch.counts);
            } else {
                count(m, words, bits, a, panel, y, j, ldy, scratch.counts);
            }
        }
        for (int i = 0; i < m; i++) {
            Arrays.fill(y, i * ldy + outputs, i * ldy + padded, 0f);
        }
    }

    /** A panel would hold little else than padding. */
    private static void countFew(int m, int outputs, int bits, long[] a, long[] w, float[] y, int ldy) {
        int padded = Kernels.padded(outputs);
        for (int i = 0; i < m; i++) {
            long x = a[i];
            int row = i * ldy;
            for (int j = 0; j < outputs; j++) {
                y[row + j] = bits - 2 * Long.bitCount(x ^ w[j]);
            }
            for (int j = outputs; j < padded; j++) {
                y[row + j] = 0f;
            }
        }
    }

    /** The words of the panel's outputs side by side; those of outputs that do not exist are 0. */
    private static void pack(int words, int outputs, long[] w, int first, long[] panel) {
        for (int j = 0; j < PANEL; j++) {
            int from = (first + j) * words;
            boolean inside = first + j < outputs;
            for (int k = 0; k < words; k++) {
                panel[k * PANEL + j] = inside ? w[from + k] : 0;
            }
        }
    }

    private static void count(
            int m, int words, int bits, long[] a, long[] panel, float[] y, int y0, int ldy, long[] counts) {
        for (int i = 0; i < m; i++) {
            row(words, a, i * words, panel, counts);
            for (int j = 0; j < PANEL; j++) {
                y[y0 + i * ldy + j] = bits - 2 * (int) counts[j];
            }
        }
    }

    private static void row(int words, long[] a, int a0, long[] panel, long[] counts) {
        LongVector s0 = LongVector.zero(LONGS);
        LongVector s1 = s0;
        for (int k = 0; k < words; k++) {
            LongVector x = LongVector.broadcast(LONGS, a[a0 + k]);
            s0 = s0.add(LongVector.fromArray(LONGS, panel, k * PANEL)
                    .lanewise(VectorOperators.XOR, x)
                    .lanewise(BIT_COUNT));
            s1 = s1.add(LongVector.fromArray(LONGS, panel, k * PANEL + LANES)
                    .lanewise(VectorOperators.XOR, x)
                    .lanewise(BIT_COUNT));
        }
        s0.intoArray(counts, 0);
        s1.intoArray(counts, LANES);
    }

    /** So many words at a time that bytes can hold their counts; y carries the sum from one time to the next. */
    private static void countByMasks(
            int m, int words, int bits, long[] a, long[] panel, float[] y, int y0, int ldy, long[] counts) {
        for (int from = 0; from < Math.max(words, 1); from += BYTE_WORDS) {
            int some = Math.min(BYTE_WORDS, words - from);
            for (int i = 0; i < m; i++) {
                rowByMasks(some, a, i * words + from, panel, from * PANEL, counts);
                int row = y0 + i * ldy;
                for (int j = 0; j < PANEL; j++) {
                    float sum = from == 0 ? bits : y[row + j];
                    y[row + j] = sum - 2 * sumOfBytes(counts[j]);
                }
            }
        }
    }

    private static int sumOfBytes(long bytes) {
        long shorts = (bytes & SHORTS) + (bytes >>> 8 & SHORTS);
        return (int) (shorts * SHORT_SUM >>> 48);
    }

    private static void rowByMasks(int words, long[] a, int a0, long[] panel, int p0, long[] counts) {
        LongVector s0 = LongVector.zero(LONGS);
        LongVector s1 = s0;
        for (int k = 0; k < words; k++) {
            LongVector x = LongVector.broadcast(LONGS, a[a0 + k]);
            s0 = s0.add(bytes(LongVector.fromArray(LONGS, panel, p0 + k * PANEL).lanewise(VectorOperators.XOR, x)));
            s1 = s1.add(bytes(
                    LongVector.fromArray(LONGS, panel, p0 + k * PANEL + LANES).lanewise(VectorOperators.XOR, x)));
        }
        s0.intoArray(counts, 0);
        s1.intoArray(counts, LANES);
    }

    /** The number of ones of each byte (Warren, Hacker's Delight, 5-1). */
    private static LongVector bytes(LongVector x) {
        LongVector pairs = x.sub(x.lanewise(VectorOperators.LSHR, 1).and(PAIRS));
        LongVector nibbles =
                pairs.and(NIBBLES).add(pairs.lanewise(VectorOperators.LSHR, 2).and(NIBBLES));
        return nibbles.add(nibbles.lanewise(VectorOperators.LSHR, 4)).and(BYTES);
    }
}
