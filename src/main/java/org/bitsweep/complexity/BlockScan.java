package org.bitsweep.complexity;

import org.bitsweep.bits.BitMatrix;

/**
 * Reads the numbers of all blocks of a matrix and hands them on in chunks, so that reading and counting are two tight
 * loops. One scan serves one thread.
 */
final class BlockScan {
    private static final int CHUNK = 2048;
    private static final int SQUARE = Tiles.shape(4, 4);
    private static final long EVEN_NIBBLES = 0x0f0f0f0f0f0f0f0fL;
    private static final long EVEN_BYTES = 0x00ff00ff00ff00ffL;

    private final Decomposition decomposition;
    private final BlockNumbers numbers;
    private final Sink sink;
    private final Tiles.Visitor visitor = this::grid;
    private final int[] chunk = new int[CHUNK];
    private int filled;
    private BitMatrix matrix;

    /** Takes block numbers; the array is the scan's own and is overwritten afterwards. */
    @FunctionalInterface
    interface Sink {
        void accept(int[] numbers, int count);
    }

    BlockScan(Decomposition decomposition, BlockNumbers numbers, Sink sink) {
        this.decomposition = decomposition;
        this.numbers = numbers;
        this.sink = sink;
    }

    void scan(BitMatrix scanned) {
        matrix = scanned;
        Tiles.walk(decomposition, scanned.rows(), scanned.cols(), visitor);
        flush();
        matrix = null;
    }

    private void grid(int row, int col, int down, int across, int stepRows, int stepCols, int shape) {
        int height = Tiles.rows(shape);
        int width = Tiles.cols(shape);
        int offset = numbers.shapes() == 1 ? 0 : numbers.offset(numbers.indexOf(height, width));
        int inside = Math.min(across, matrix.cols() < col + width ? 0 : (matrix.cols() - width - col) / stepCols + 1);
        boolean aligned = shape == SQUARE && col == 0;
        for (int i = 0; i < down; i++) {
            int top = row + i * stepRows;
            int j = 0;
            if (top + height <= matrix.rows()) {
                if (aligned && stepCols == 4) {
                    j = squares(top, inside, offset);
                } else if (aligned && stepCols == 1) {
                    j = windows(top, inside, offset);
                }
                for (; j < inside; j++) {
                    put(offset
                            + Cells.block(
                                    matrix.words(), matrix.wordsPerRow(), top, col + j * stepCols, height, width));
                }
            }
            for (; j < across; j++) {
                put(offset + Cells.wrapped(matrix, top, col + j * stepCols, height, width));
            }
        }
    }

    private void put(int number) {
        if (filled == CHUNK) {
            flush();
        }
        chunk[filled++] = number;
    }

    private void flush() {
        if (filled > 0) {
            sink.accept(chunk, filled);
            filled = 0;
        }
    }

    /** 4x4 blocks side by side, sixteen from every four words; returns how many of {@code across} it has read. */
    private int squares(int top, int across, int offset) {
        long[] words = matrix.words();
        int stride = matrix.wordsPerRow();
        int first = top * stride;
        int groups = across / 16;
        for (int g = 0; g < groups; g++) {
            if (filled + 16 > CHUNK) {
                flush();
            }
            int w = first + g;
            long a = words[w];
            long b = words[w + stride];
            long c = words[w + 2 * stride];
            long d = words[w + 3 * stride];
            long evenAb = a & EVEN_NIBBLES | (b & EVEN_NIBBLES) << 4;
            long oddAb = a >>> 4 & EVEN_NIBBLES | b & ~EVEN_NIBBLES;
            long evenCd = c & EVEN_NIBBLES | (d & EVEN_NIBBLES) << 4;
            long oddCd = c >>> 4 & EVEN_NIBBLES | d & ~EVEN_NIBBLES;
            // Each long now holds four blocks of 16 bits: numbers 0 4 8 12, 1 5 9 13, 2 6 10 14 and 3 7 11 15.
            int at = filled;
            quarter(evenAb & EVEN_BYTES | (evenCd & EVEN_BYTES) << 8, at, offset);
            quarter(oddAb & EVEN_BYTES | (oddCd & EVEN_BYTES) << 8, at + 1, offset);
            quarter(evenAb >>> 8 & EVEN_BYTES | evenCd & ~EVEN_BYTES, at + 2, offset);
            quarter(oddAb >>> 8 & EVEN_BYTES | oddCd & ~EVEN_BYTES, at + 3, offset);
            filled = at + 16;
        }
        return groups * 16;
    }

    private void quarter(long blocks, int at, int offset) {
        chunk[at] = offset + ((int) blocks & 0xffff);
        chunk[at + 4] = offset + ((int) (blocks >>> 16) & 0xffff);
        chunk[at + 8] = offset + ((int) (blocks >>> 32) & 0xffff);
        chunk[at + 12] = offset + (int) (blocks >>> 48);
    }

    /** 4x4 windows at every column, 64 from every two words of four rows; returns how many it has read. */
    private int windows(int top, int across, int offset) {
        long[] words = matrix.words();
        int stride = matrix.wordsPerRow();
        int groups = across / 64;
        for (int g = 0; g < groups; g++) {
            if (filled + 64 > CHUNK) {
                flush();
            }
            int w = top * stride + g;
            long a = words[w];
            long b = words[w + stride];
            long c = words[w + 2 * stride];
            long d = words[w + 3 * stride];
            for (int s = 0; s < 61; s++) {
                chunk[filled + s] = offset + window(a >>> s, b >>> s, c >>> s, d >>> s);
            }
            int next = w + 1;
            for (int s = 61; s < 64; s++) {
                chunk[filled + s] = offset
                        + window(
                                a >>> s | words[next] << 64 - s,
                                b >>> s | words[next + stride] << 64 - s,
                                c >>> s | words[next + 2 * stride] << 64 - s,
                                d >>> s | words[next + 3 * stride] << 64 - s);
            }
            filled += 64;
        }
        return groups * 64;
    }

    private static int window(long a, long b, long c, long d) {
        return (int) (a & 15 | (b & 15) << 4 | (c & 15) << 8 | (d & 15) << 12);
    }
}
