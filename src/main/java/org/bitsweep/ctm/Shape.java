package org.bitsweep.ctm;

import java.io.Serializable;
import java.util.Comparator;

/**
 * The shape of a block: a rectangle of cells. A string of length n is a rectangle of one row.
 *
 * @param rows number of rows, at least 1
 * @param cols number of columns, at least 1
 */
public record Shape(int rows, int cols) implements Serializable, Comparable<Shape> {
    private static final Comparator<Shape> ORDER =
            Comparator.comparingLong(Shape::cells).thenComparingInt(Shape::rows);

    public Shape {
        if (rows < 1) {
            throw new IllegalArgumentException("a shape has at least one row, not " + rows);
        }
        if (cols < 1) {
            throw new IllegalArgumentException("a shape has at least one column, not " + cols);
        }
    }

    /** Number of cells. */
    public int cells() {
        return Math.multiplyExact(rows, cols);
    }

    /** Reads {@code 12}, a string of that length, or {@code 4x3}, four rows of three cells. */
    static Shape parse(String text) {
        int cross = text.indexOf('x');
        try {
            return cross < 0
                    ? new Shape(1, Integer.parseInt(text))
                    : new Shape(
                            Integer.parseInt(text.substring(0, cross)), Integer.parseInt(text.substring(cross + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no shape; a shape is written 12 or 4x4", e);
        }
    }

    /** As tables write it: the length in one dimension, rows x columns in two. */
    public String text(int dim) {
        return dim == 1 ? Integer.toString(cols) : rows + "x" + cols;
    }

    /** Number of cells first, then rows. */
    @Override
    public int compareTo(Shape other) {
        return ORDER.compare(this, other);
    }
}
