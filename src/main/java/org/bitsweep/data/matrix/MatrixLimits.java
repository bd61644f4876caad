package org.bitsweep.data.matrix;

/** What is read at most: a few bytes of a compressed file can claim to be a matrix of any size. */
final class MatrixLimits {
    /** Cells of the largest matrix: 32,768 x 32,768, which is 128 MiB of bits. */
    static final long CELLS = 1L << 30;

    private MatrixLimits() {}

    static void check(String file, long rows, long cols) {
        if (rows < 1 || cols < 1) {
            throw new MatrixFormatException(file, "the matrix is empty (" + rows + " x " + cols + ")");
        }
        if (rows > CELLS || cols > CELLS || rows * cols > CELLS) {
            throw new MatrixFormatException(
                    file, "a matrix of " + rows + " x " + cols + " cells is beyond the limit of 2^30 cells");
        }
    }
}
