package org.bitsweep.complexity;

import org.bitsweep.bits.BitMatrix;

/** Reads the cells of blocks: bit {@code r * width + c} of the result is the block's cell (r, c). */
final class Cells {
    private Cells() {}

    /** A block that lies within the matrix. */
    static int block(long[] words, int wordsPerRow, int row, int col, int height, int width) {
        int word = row * wordsPerRow + (col >>> 6);
        int bit = col & 63;
        int mask = (1 << width) - 1;
        int block = 0;
        for (int r = 0; r < height; r++) {
            long cells = words[word] >>> bit;
            if (bit + width > 64) {
                cells |= words[word + 1] << (64 - bit);
            }
            block |= ((int) cells & mask) << (r * width);
            word += wordsPerRow;
        }
        return block;
    }

    /** A block that may reach beyond the last row and column, where the matrix begins again. */
    static int wrapped(BitMatrix matrix, int row, int col, int height, int width) {
        if (row + height <= matrix.rows() && col + width <= matrix.cols()) {
            return block(matrix.words(), matrix.wordsPerRow(), row, col, height, width);
        }
        int block = 0;
        for (int r = 0; r < height; r++) {
            for (int c = 0; c < width; c++) {
                if (matrix.get((row + r) % matrix.rows(), (col + c) % matrix.cols())) {
                    block |= 1 << r * width + c;
                }
            }
        }
        return block;
    }
}
