package org.bitsweep.bits;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Packs signs by integer operations on the bits of floats: turning comparisons into words takes many times as long where
 * the JDK does not compile it to one instruction (before 19).
 */
final class VectorSigns {
    private static final VectorSpecies<Float> FLOATS = VectorWidth.floats();
    private static final VectorSpecies<Integer> INTS = VectorWidth.ints();
    private static final int LANES = FLOATS.length();

    /** Bit l in lane l. */
    private static final IntVector LANE_BITS = IntVector.broadcast(INTS, 1)
            .lanewise(VectorOperators.LSHL, IntVector.zero(INTS).addIndex(1));

    /** Bit l + LANES in lane l. */
    private static final IntVector NEXT_BITS = LANE_BITS.lanewise(VectorOperators.LSHL, LANES % Integer.SIZE);

    private VectorSigns() {}

    static void pack(int from, int to, int cols, float[] x, int ldx, long[] out, Flips flips) {
        if (cols > 0 && cols <= 2 * LANES) {
            packFew(from, to, cols, x, ldx, out, flips);
            return;
        }
        int words = (cols + 63) >>> 6;
        for (int r = from; r < to; r++) {
            for (int k = 0; k < words; k++) {
                int count = Math.min(Long.SIZE, cols - Long.SIZE * k);
                int first = r * ldx + Long.SIZE * k;
                long word = half(x, first, Math.min(count, Integer.SIZE)) & 0xffffffffL;
                if (count > Integer.SIZE) {
                    word |= (long) half(x, first + Integer.SIZE, count - Integer.SIZE) << Integer.SIZE;
                }
                word = count == Long.SIZE ? word : word & (1L << count) - 1;
                if (flips != null) {
                    flips.add(r * words + k, word ^ out[r * words + k]);
                }
                out[r * words + k] = word;
            }
        }
    }

    /** Rows of one or two vectors; without the loop over them that takes a third of the time. */
    private static void packFew(int from, int to, int cols, float[] x, int ldx, long[] out, Flips flips) {
        long inside = (1L << cols) - 1;
        int second = cols > LANES ? LANES : 0;
        for (int r = from; r < to; r++) {
            IntVector value = FloatVector.fromArray(FLOATS, x, r * ldx).reinterpretAsInts();
            IntVector next = FloatVector.fromArray(FLOATS, x, r * ldx + second).reinterpretAsInts();
            IntVector others = value.sub(1).lanewise(VectorOperators.OR, value).lanewise(VectorOperators.ASHR, 31);
            IntVector nextOthers =
                    next.sub(1).lanewise(VectorOperators.OR, next).lanewise(VectorOperators.ASHR, 31);
            long word = ~others.and(LANE_BITS)
                            .lanewise(VectorOperators.OR, nextOthers.and(NEXT_BITS))
                            .reduceLanes(VectorOperators.OR)
                    & inside;
            if (flips != null) {
                flips.add(r, word ^ out[r]);
            }
            out[r] = word;
        }
    }

    /** Bits of up to 32 values, and of the padding up to the next vector. */
    private static int half(float[] x, int first, int count) {
        IntVector bits = IntVector.zero(INTS);
        for (int b = 0; b < count; b += LANES) {
            IntVector value = FloatVector.fromArray(FLOATS, x, first + b).reinterpretAsInts();
            // The sign of this is set but for positive numbers: 0 borrows it, negative ones have it.
            IntVector others = value.sub(1).lanewise(VectorOperators.OR, value).lanewise(VectorOperators.ASHR, 31);
            bits = bits.lanewise(VectorOperators.OR, others.and(LANE_BITS.lanewise(VectorOperators.LSHL, b)));
        }
        return ~bits.reduceLanes(VectorOperators.OR);
    }
}
