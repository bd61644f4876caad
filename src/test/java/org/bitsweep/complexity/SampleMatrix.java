package org.bitsweep.complexity;

import org.bitsweep.bits.BitMatrix;
import org.bitsweep.bits.Rng;

/** Matrices for tests. */
final class SampleMatrix {
    private SampleMatrix() {}

    /** Independent bits, each 1 with a probability. */
    static BitMatrix random(int rows, int cols, double ones, long seed) {
        Rng rng = Rng.stream(seed, "test");
        BitMatrix matrix = new BitMatrix(rows, cols);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                matrix.set(r, c, rng.nextDouble() < ones);
            }
        }
        return matrix;
    }
}
