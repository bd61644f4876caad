package org.bitsweep.complexity;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rows and columns of a block; at most 16 cells. */
public record BlockShape(int rows, int cols) implements Serializable {
    /** Cells of the largest block: beyond it no CTM table reaches. */
    public static final int MOST_CELLS = 16;

    private static final Pattern TEXT = Pattern.compile("(\\d{1,2})x(\\d{1,2})");

    public BlockShape {
        if (rows < 1 || cols < 1 || rows * cols > MOST_CELLS) {
            throw new IllegalArgumentException(
                    "a block of " + rows + "x" + cols + " cells, expected 1 to " + MOST_CELLS + " cells");
        }
    }

    /** Reads {@code 4x4}, rows first. */
    public static BlockShape parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("block '" + text + "', expected rows and columns, such as 4x4");
        }
        return new BlockShape(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    public int cells() {
        return rows * cols;
    }

    @Override
    public String toString() {
        return rows + "x" + cols;
    }
}
