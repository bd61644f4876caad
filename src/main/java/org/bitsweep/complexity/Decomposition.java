package org.bitsweep.complexity;

import java.io.Serializable;

/**
 * A block shape and a partition: all that decides which blocks an object has. Blocks of one row are strings, and an object
 * is then cut along its rows only.
 */
public record Decomposition(BlockShape block, Partition partition) implements Serializable {
    /** Blocks that do not overlap, incomplete ones dropped. */
    public static Decomposition ignore(BlockShape block) {
        return new Decomposition(block, new Partition.Ignore());
    }

    /** Number of blocks of a matrix; 0 if it has none. */
    public long blocks(int rows, int cols) {
        long[] blocks = new long[1];
        Tiles.walk(
                this, rows, cols, (r, c, down, across, stepRows, stepCols, shape) -> blocks[0] += (long) down * across);
        return blocks[0];
    }
}
