package org.bitsweep.data.matrix;

/**
 * Takes the numbers of a matrix one by one, so that a reader never holds more than it must: a bit matrix of a billion
 * cells needs 128 MiB, its file up to 8 GiB.
 */
interface CellSink {
    /**
     * Called once, before any number.
     *
     * @param rows at least 1
     * @param cols at least 1
     */
    void begin(int rows, int cols);

    void set(int row, int col, double value);
}
