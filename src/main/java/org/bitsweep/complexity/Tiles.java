package org.bitsweep.complexity;

/** Where the blocks of a decomposition lie: a few regular grids of blocks of equal shape. */
final class Tiles {
    private Tiles() {}

    /** Receives the grids. */
    @FunctionalInterface
    interface Visitor {
        /**
         * @param row the first block's upper row
         * @param col the first block's left column
         * @param down number of blocks below each other
         * @param across number of blocks beside each other
         * @param stepRows rows from one block to the next
         * @param stepCols columns from one block to the next
         * @param shape rows and columns of the blocks, as {@code rows << 8 | cols}
         */
        void grid(int row, int col, int down, int across, int stepRows, int stepCols, int shape);
    }

    static int shape(int rows, int cols) {
        return rows << 8 | cols;
    }

    static int rows(int shape) {
        return shape >>> 8;
    }

    static int cols(int shape) {
        return shape & 0xff;
    }

    /** Every block of a matrix exactly once; with <i>periodic</i> blocks may reach beyond the last row and column. */
    static void walk(Decomposition decomposition, int rows, int cols, Visitor visitor) {
        int height = decomposition.block().rows();
        int width = decomposition.block().cols();
        if (rows == 0 || cols == 0) {
            return;
        }
        Partition partition = decomposition.partition();
        if (partition instanceof Partition.Recursive recursive) {
            recursive(0, 0, rows, cols, height, width, height == 1, recursive.minLength(), visitor);
        } else if (partition instanceof Partition.Correlated correlated) {
            int shift = correlated.shift();
            int down = rows < height ? 0 : (rows - height) / shift + 1;
            int across = cols < width ? 0 : (cols - width) / shift + 1;
            grid(0, 0, down, across, shift, shift, height, width, visitor);
        } else if (partition instanceof Partition.Periodic) {
            int down = (rows - 1) / height + 1;
            int across = (cols - 1) / width + 1;
            grid(0, 0, down, across, height, width, height, width, visitor);
        } else {
            grid(0, 0, rows / height, cols / width, height, width, height, width, visitor);
        }
    }

    private static void grid(
            int row, int col, int down, int across, int stepRows, int stepCols, int height, int width, Visitor to) {
        if (down > 0 && across > 0) {
            to.grid(row, col, down, across, stepRows, stepCols, shape(height, width));
        }
    }

    /** Complete blocks of one part, then each of its incomplete blocks as a part of its own. */
    private static void recursive(
            int row,
            int col,
            int rows,
            int cols,
            int height,
            int width,
            boolean string,
            int minLength,
            Visitor visitor) {
        int down = rows / height;
        int across = cols / width;
        grid(row, col, down, across, height, width, height, width, visitor);
        for (int i = 0; i * height < rows; i++) {
            int partRows = Math.min(height, rows - i * height);
            for (int j = i < down ? across : 0; j * width < cols; j++) {
                int partCols = Math.min(width, cols - j * width);
                int side = string ? partCols : Math.min(partRows, partCols);
                if (side >= minLength) {
                    recursive(
                            row + i * height,
                            col + j * width,
                            partRows,
                            partCols,
                            string ? 1 : side,
                            side,
                            string,
                            minLength,
                            visitor);
                }
            }
        }
    }
}
