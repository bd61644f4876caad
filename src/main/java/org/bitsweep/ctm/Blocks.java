package org.bitsweep.ctm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Numbers all binary rectangles of up to 16 cells without gaps. Bit {@code r * cols + c} of a block is its cell (r, c).
 */
final class Blocks {
    static final int MAX_CELLS = 16;
    static final List<Shape> SHAPES;
    /** Number of blocks of all shapes. */
    static final int COUNT;

    private static final int[] OFFSETS = new int[(MAX_CELLS + 1) * (MAX_CELLS + 1)];

    static {
        List<Shape> shapes = new ArrayList<>();
        for (int rows = 1; rows <= MAX_CELLS; rows++) {
            for (int cols = 1; rows * cols <= MAX_CELLS; cols++) {
                shapes.add(new Shape(rows, cols));
            }
        }
        Collections.sort(shapes);
        SHAPES = List.copyOf(shapes);
        int count = 0;
        for (Shape shape : SHAPES) {
            OFFSETS[shape.rows() * (MAX_CELLS + 1) + shape.cols()] = count;
            count += 1 << shape.cells();
        }
        COUNT = count;
    }

    private Blocks() {}

    /** The number of the all-zero block of this shape; its other blocks follow. */
    static int offset(int rows, int cols) {
        return OFFSETS[rows * (MAX_CELLS + 1) + cols];
    }

    /** The block turned by a quarter to the right: cell (r, c) goes to (c, rows - 1 - r), in cols x rows. */
    static int turned(int rows, int cols, int block) {
        int result = 0;
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                result |= (block >>> r * cols + c & 1) << c * rows + rows - 1 - r;
            }
        }
        return result;
    }

    /** The block mirrored left to right. */
    static int mirrored(int rows, int cols, int block) {
        int result = 0;
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                result |= (block >>> r * cols + c & 1) << r * cols + cols - 1 - c;
            }
        }
        return result;
    }

    static int complement(int rows, int cols, int block) {
        return ~block & (1 << rows * cols) - 1;
    }

    /** The block's cells in row-major order as characters 0 and 1. */
    static String text(int cells, long block) {
        StringBuilder text = new StringBuilder(cells);
        for (int i = 0; i < cells; i++) {
            text.append((char) ('0' + (block >>> i & 1)));
        }
        return text.toString();
    }

    /** Reads what {@link #text} writes. */
    static int parse(String text) {
        int block = 0;
        for (int i = 0; i < text.length(); i++) {
            char symbol = text.charAt(i);
            if (symbol != '0' && symbol != '1') {
                throw new IllegalArgumentException("'" + text + "' is no block of the characters 0 and 1");
            }
            block |= (symbol - '0') << i;
        }
        return block;
    }
}
