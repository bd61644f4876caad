package org.bitsweep.data.matrix;

import org.bitsweep.bits.BitMatrix;

/**
 * Numbers to bits. With a threshold a bit is 1 above it. Without one, a matrix may hold two different numbers: the
 * greater one is 1. If it holds one number only, its bits are 1 where that is positive.
 */
final class BitSink implements CellSink {
    private final String file;
    private final Double threshold;
    private BitMatrix bits;
    private double first = Double.NaN;
    private double second = Double.NaN;

    BitSink(String file, Double threshold) {
        this.file = file;
        this.threshold = threshold;
    }

    @Override
    public void begin(int rows, int cols) {
        bits = new BitMatrix(rows, cols);
    }

    @Override
    public void set(int row, int col, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new MatrixFormatException(file, "row " + row + ", column " + col + " holds " + value);
        }
        if (threshold != null) {
            if (value > threshold) {
                bits.set(row, col, true);
            }
            return;
        }
        if (value == first) {
            return;
        }
        if (Double.isNaN(first)) {
            first = value;
        } else if (value == second || Double.isNaN(second)) {
            second = value;
            bits.set(row, col, true);
        } else {
            throw new MatrixFormatException(
                    file,
                    "more than two different numbers (" + first + ", " + second + ", " + value
                            + "); --bits quantizes them, --threshold makes them binary");
        }
    }

    BitMatrix bits() {
        boolean inverted = threshold == null && (Double.isNaN(second) ? first > 0 : first > second);
        if (inverted) {
            invert();
        }
        return bits;
    }

    private void invert() {
        long[] words = bits.words();
        int wordsPerRow = bits.wordsPerRow();
        int rest = bits.cols() & 63;
        long last = rest == 0 ? -1 : (1L << rest) - 1;
        for (int i = 0; i < words.length; i++) {
            words[i] = ~words[i] & ((i + 1) % wordsPerRow == 0 ? last : -1);
        }
    }
}
