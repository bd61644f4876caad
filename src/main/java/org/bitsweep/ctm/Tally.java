package org.bitsweep.ctm;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts of outputs as the enumeration meets them, before the symmetries are put back: those of machines with blank 0
 * whose first move is to the right and, in the plane, whose first move off the row is down.
 *
 * <p>Rectangles of up to 16 cells are counted in one flat array. Longer strings of the line have a map. Larger
 * rectangles of the plane count for the total only.
 */
final class Tally {
    static final int MAX_CELLS = Blocks.MAX_CELLS;

    final int dim;
    final long[] small = new long[Blocks.COUNT];
    /** Strings of more than 16 symbols: the symbols as a number (first symbol = lowest bit) below a 1 that marks the end. */
    final Map<BigInteger, long[]> strings = new HashMap<>();
    /** Outputs of the plane with more than 16 cells: those of one row, and the others. */
    long largeRows;

    long large;

    Tally(int dim) {
        this.dim = dim;
    }

    /** Counts a halt at this position with either symbol written, each of this weight. */
    void add(Machine m, int at, long weight) {
        int rows = m.maxY - m.minY + 1;
        int cols = m.maxX - m.minX + 1;
        if (rows * cols > MAX_CELLS) {
            if (dim == 1) {
                addString(m, at, weight);
            } else if (rows == 1) {
                largeRows += 2 * weight;
            } else {
                large += 2 * weight;
            }
            return;
        }
        int block = 0;
        for (int y = m.maxY; y >= m.minY; y--) {
            for (int x = m.maxX; x >= m.minX; x--) {
                block = block << 1 | m.symbol(x, y);
            }
        }
        int head = 1 << (m.row(at) - m.minY) * cols + m.column(at) - m.minX;
        int offset = Blocks.offset(rows, cols);
        small[offset + (block | head)] += weight;
        small[offset + (block & ~head)] += weight;
    }

    private void addString(Machine m, int at, long weight) {
        int length = m.maxX - m.minX + 1;
        byte[] bits = new byte[length / 8 + 1];
        for (int i = 0; i < length; i++) {
            if (m.symbol(m.minX + i, m.minY) != 0) {
                bits[bits.length - 1 - i / 8] |= (byte) (1 << i % 8);
            }
        }
        bits[bits.length - 1 - length / 8] |= (byte) (1 << length % 8);
        BigInteger string = new BigInteger(1, bits);
        int head = m.column(at) - m.minX;
        strings.computeIfAbsent(string.setBit(head), key -> new long[1])[0] += weight;
        strings.computeIfAbsent(string.clearBit(head), key -> new long[1])[0] += weight;
    }

    /** Adds the counts of another part of the same enumeration. */
    void add(Tally other) {
        for (int i = 0; i < small.length; i++) {
            small[i] += other.small[i];
        }
        other.strings.forEach((string, count) -> strings.computeIfAbsent(string, key -> new long[1])[0] += count[0]);
        largeRows += other.largeRows;
        large += other.large;
    }
}
