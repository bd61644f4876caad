package org.bitsweep.complexity;

import org.bitsweep.bits.BitMatrix;

/** The entropy of single bits, whatever their order. */
public final class BitEntropy {
    private BitEntropy() {}

    /** Shannon entropy of the share of ones, in bits per bit; 0 for an empty matrix. */
    public static double of(BitMatrix matrix) {
        long cells = (long) matrix.rows() * matrix.cols();
        long ones = matrix.cardinality();
        return part(ones, cells) + part(cells - ones, cells);
    }

    private static double part(long m, long cells) {
        return m == 0 ? 0 : m * (Log2.of(cells) - Log2.of(m)) / cells;
    }
}
