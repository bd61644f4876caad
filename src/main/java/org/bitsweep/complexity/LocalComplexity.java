package org.bitsweep.complexity;

import java.util.Arrays;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.ctm.CtmTable;

/** Where a matrix is complex: the mean CTM value of the blocks that contain a cell. */
public final class LocalComplexity {
    private LocalComplexity() {}

    /**
     * The value of each cell in bits, NaN where no block contains it; cell (r, c) is at {@code r * cols + c}.
     *
     * @throws IllegalArgumentException if the table lacks the decomposition's block shape
     */
    public static double[] of(Decomposition decomposition, CtmTable table, BitMatrix matrix) {
        BlockNumbers numbers = new BlockNumbers(decomposition);
        long[] values = numbers.values(table);
        double[] sums = new double[Math.multiplyExact(matrix.rows(), matrix.cols())];
        int[] blocks = new int[sums.length];
        Tiles.walk(decomposition, matrix.rows(), matrix.cols(), (row, col, down, across, stepRows, stepCols, shape) -> {
            int height = Tiles.rows(shape);
            int width = Tiles.cols(shape);
            int offset = numbers.offset(numbers.indexOf(height, width));
            for (int i = 0; i < down * across; i++) {
                int top = row + i / across * stepRows;
                int left = col + i % across * stepCols;
                long value = values[offset + Cells.wrapped(matrix, top, left, height, width)];
                for (int cell = 0; cell < height * width; cell++) {
                    int r = (top + cell / width) % matrix.rows();
                    int at = r * matrix.cols() + (left + cell % width) % matrix.cols();
                    sums[at] += value * CtmTable.UNIT;
                    blocks[at]++;
                }
            }
        });
        Arrays.setAll(sums, cell -> blocks[cell] == 0 ? Double.NaN : sums[cell] / blocks[cell]);
        return sums;
    }
}
