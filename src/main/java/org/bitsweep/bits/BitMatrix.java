package org.bitsweep.bits;

import java.util.Arrays;

/**
 * A dense matrix of bits, packed by rows into 64-bit words.
 *
 * <p>Column {@code c} of row {@code r} is bit {@code c % 64} of word {@code r * wordsPerRow() + c / 64}. The bits of a
 * row's last word that lie beyond the last column are always 0; the kernels rely on it.
 */
public final class BitMatrix {
    private final int rows;
    private final int cols;
    private final int wordsPerRow;
    private final long[] words;

    /** A matrix of zeros. */
    public BitMatrix(int rows, int cols) {
        if (rows < 0 || cols < 0) {
            throw new IllegalArgumentException("a matrix cannot be " + rows + " x " + cols);
        }
        this.rows = rows;
        this.cols = cols;
        this.wordsPerRow = (cols + 63) >>> 6;
        this.words = new long[Math.multiplyExact(rows, wordsPerRow)];
    }

    /**
     * A matrix from rows of the characters 0 and 1.
     *
     * @throws IllegalArgumentException if the rows differ in length or hold another character
     */
    public static BitMatrix parse(String... lines) {
        BitMatrix matrix = new BitMatrix(lines.length, lines.length == 0 ? 0 : lines[0].length());
        for (int r = 0; r < lines.length; r++) {
            if (lines[r].length() != matrix.cols) {
                throw new IllegalArgumentException(
                        "row " + r + " has " + lines[r].length() + " columns, row 0 has " + matrix.cols);
            }
            for (int c = 0; c < matrix.cols; c++) {
                char symbol = lines[r].charAt(c);
                if (symbol != '0' && symbol != '1') {
                    throw new IllegalArgumentException(
                            "row " + r + ", column " + c + " holds '" + symbol + "', not 0 or 1");
                }
                matrix.set(r, c, symbol == '1');
            }
        }
        return matrix;
    }

    public int rows() {
        return rows;
    }

    public int cols() {
        return cols;
    }

    public int wordsPerRow() {
        return wordsPerRow;
    }

    /** The packed words themselves, not a copy: whoever writes to them keeps the bits beyond the last column at 0. */
    public long[] words() {
        return words;
    }

    public boolean get(int row, int col) {
        return (words[index(row, col)] >>> col & 1L) != 0;
    }

    public void set(int row, int col, boolean value) {
        int index = index(row, col);
        long mask = 1L << col;
        words[index] = value ? words[index] | mask : words[index] & ~mask;
    }

    public void flip(int row, int col) {
        words[index(row, col)] ^= 1L << col;
    }

    /** Number of ones. */
    public long cardinality() {
        long ones = 0;
        for (long word : words) {
            ones += Long.bitCount(word);
        }
        return ones;
    }

    public BitMatrix copy() {
        BitMatrix copy = new BitMatrix(rows, cols);
        System.arraycopy(words, 0, copy.words, 0, words.length);
        return copy;
    }

    /**
     * The rows one after the other as a matrix of one row.
     *
     * @throws ArithmeticException if it would have 2^31 columns or more
     */
    public BitMatrix flattened() {
        BitMatrix flat = new BitMatrix(1, Math.multiplyExact(rows, cols));
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < wordsPerRow; i++) {
                long word = words[row * wordsPerRow + i];
                int at = row * cols + 64 * i;
                flat.words[at >>> 6] |= word << at;
                if ((at & 63) != 0 && (at >>> 6) + 1 < flat.words.length) {
                    flat.words[(at >>> 6) + 1] |= word >>> -at;
                }
            }
        }
        return flat;
    }

    private int index(int row, int col) {
        if (row < 0 || row >= rows || col < 0 || col >= cols) {
            throw new IndexOutOfBoundsException("(" + row + ", " + col + ") of a " + rows + " x " + cols + " matrix");
        }
        return row * wordsPerRow + (col >>> 6);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BitMatrix that
                && rows == that.rows
                && cols == that.cols
                && Arrays.equals(words, that.words);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + cols) + Arrays.hashCode(words);
    }

    /** Rows of 0 and 1, separated by line feeds: what {@link #parse} reads, line by line. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(rows * (cols + 1));
        for (int r = 0; r < rows; r++) {
            if (r > 0) {
                text.append('\n');
            }
            for (int c = 0; c < cols; c++) {
                text.append(get(r, c) ? '1' : '0');
            }
        }
        return text.toString();
    }
}
