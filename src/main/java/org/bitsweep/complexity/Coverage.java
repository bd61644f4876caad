package org.bitsweep.complexity;

import org.bitsweep.bits.BitMatrix;

/** Finds the blocks that contain a cell. */
final class Coverage {
    /** Most blocks that can contain a cell: a sliding window has one position for each of its cells. */
    static final int MOST = BlockShape.MOST_CELLS;

    private final Partition partition;
    private final BlockNumbers numbers;
    private final int height;
    private final int width;
    private final boolean string;
    private final int[] rows = new int[MOST];
    private final int[] cols = new int[MOST];
    private int blockHeight;
    private int blockWidth;
    private int offset;
    private int size;

    Coverage(Decomposition decomposition, BlockNumbers numbers) {
        this.partition = decomposition.partition();
        this.numbers = numbers;
        this.height = decomposition.block().rows();
        this.width = decomposition.block().cols();
        this.string = height == 1;
    }

    /** Number of blocks that {@link #find} found; all of one shape. */
    int size() {
        return size;
    }

    /** The upper row of a block that was found. */
    int row(int index) {
        return rows[index];
    }

    int col(int index) {
        return cols[index];
    }

    /** The block's number as the matrix is now. */
    int number(BitMatrix matrix, int index) {
        int row = rows[index];
        int col = cols[index];
        return offset
                + (row + blockHeight <= matrix.rows() && col + blockWidth <= matrix.cols()
                        ? Cells.block(matrix.words(), matrix.wordsPerRow(), row, col, blockHeight, blockWidth)
                        : Cells.wrapped(matrix, row, col, blockHeight, blockWidth));
    }

    void find(int matrixRows, int matrixCols, int row, int col) {
        size = 0;
        offset = 0;
        blockHeight = height;
        blockWidth = width;
        if (partition instanceof Partition.Ignore) {
            int top = row - row % height;
            int left = col - col % width;
            if (top + height <= matrixRows && left + width <= matrixCols) {
                put(top, left);
            }
        } else if (partition instanceof Partition.Correlated correlated) {
            windows(matrixRows, matrixCols, row, col, correlated.shift());
        } else if (partition instanceof Partition.Periodic) {
            periodic(matrixRows, matrixCols, row, col);
        } else if (partition instanceof Partition.Recursive recursive) {
            recursive(matrixRows, matrixCols, row, col, recursive.minLength());
        }
    }

    private void put(int row, int col) {
        rows[size] = row;
        cols[size] = col;
        size++;
    }

    private void windows(int matrixRows, int matrixCols, int row, int col, int shift) {
        int lastTop = Math.min(row, matrixRows - height);
        int lastLeft = Math.min(col, matrixCols - width);
        for (int top = firstFrom(row - height + 1, shift); top <= lastTop; top += shift) {
            for (int left = firstFrom(col - width + 1, shift); left <= lastLeft; left += shift) {
                put(top, left);
            }
        }
    }

    /** The least multiple of {@code shift} that is neither negative nor below {@code from}. */
    private static int firstFrom(int from, int shift) {
        return from <= 0 ? 0 : (from + shift - 1) / shift * shift;
    }

    /** The cell itself and its repetitions beyond the edges, as far as blocks reach. */
    private void periodic(int matrixRows, int matrixCols, int row, int col) {
        int endRow = (matrixRows - 1) / height * height + height;
        int endCol = (matrixCols - 1) / width * width + width;
        int lastTop = -1;
        for (int r = row; r < endRow; r += matrixRows) {
            int top = r - r % height;
            if (top == lastTop) {
                continue;
            }
            lastTop = top;
            int lastLeft = -1;
            for (int c = col; c < endCol; c += matrixCols) {
                int left = c - c % width;
                if (left != lastLeft) {
                    put(top, left);
                    lastLeft = left;
                }
            }
        }
    }

    private void recursive(int matrixRows, int matrixCols, int row, int col, int minLength) {
        int partRow = 0;
        int partCol = 0;
        int partRows = matrixRows;
        int partCols = matrixCols;
        while (true) {
            int top = partRow + (row - partRow) / blockHeight * blockHeight;
            int left = partCol + (col - partCol) / blockWidth * blockWidth;
            partRows = Math.min(blockHeight, partRow + partRows - top);
            partCols = Math.min(blockWidth, partCol + partCols - left);
            partRow = top;
            partCol = left;
            if (partRows == blockHeight && partCols == blockWidth) {
                offset = numbers.offset(numbers.indexOf(blockHeight, blockWidth));
                put(top, left);
                return;
            }
            int side = string ? partCols : Math.min(partRows, partCols);
            if (side < minLength) {
                return;
            }
            blockHeight = string ? 1 : side;
            blockWidth = side;
        }
    }
}
