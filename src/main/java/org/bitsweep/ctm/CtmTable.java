package org.bitsweep.ctm;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Algorithmic complexity of all binary blocks of some shapes, by the Coding Theorem Method: {@code CTM(s) = -log2 D(s)}.
 *
 * <p>Values are whole multiples of {@link #UNIT} bit, so that sums are exact. A block that the machines never produced
 * has the largest value of its shape plus 1 bit. Immutable.
 */
public final class CtmTable implements Serializable {
    private static final long serialVersionUID = 1;

    /** Number of binary digits after the point of a value. */
    static final int FRACTION_BITS = 40;

    /** What one unit of a value is worth, in bits: 2^-40. */
    public static final double UNIT = 0x1p-40;

    /** The share of a shape's blocks that must have been measured for BDM to use the shape unless forced. */
    public static final double LEAST_COVERAGE = 0.95;

    /** Largest shape that a table holds, in cells. */
    static final int MAX_CELLS = 20;

    private final String name;
    private final int dim;
    private final String digest;
    private final TreeMap<Shape, Values> shapes;

    private record Values(long[] units, BitSet produced) implements Serializable {}

    private CtmTable(String name, int dim, TreeMap<Shape, Values> shapes) {
        this.name = name;
        this.dim = dim;
        this.shapes = shapes;
        this.digest = digest(dim, shapes);
    }

    /**
     * A table from values of blocks.
     *
     * @param name how people refer to it
     * @param dim 1 or 2
     * @param values for each shape an array of length {@code 2^cells} of values in units of {@link #UNIT} bit, -1 for
     *     blocks that were never produced; taken over
     */
    static CtmTable of(String name, int dim, Map<Shape, long[]> values) {
        TreeMap<Shape, Values> shapes = new TreeMap<>();
        values.forEach((shape, units) -> shapes.put(shape, completed(units)));
        return new CtmTable(name, dim, shapes);
    }

    private static Values completed(long[] units) {
        BitSet produced = new BitSet(units.length);
        long largest = 0;
        for (int block = 0; block < units.length; block++) {
            if (units[block] >= 0) {
                produced.set(block);
                largest = Math.max(largest, units[block]);
            }
        }
        for (int block = 0; block < units.length; block++) {
            if (units[block] < 0) {
                units[block] = largest + (1L << FRACTION_BITS);
            }
        }
        return new Values(units, produced);
    }

    /** The name under which it was loaded. */
    public String name() {
        return name;
    }

    /** 1 for strings, 2 for rectangles. */
    public int dim() {
        return dim;
    }

    /** SHA-256 over dimension, shapes and values, in hexadecimal: the same for the same values, whatever the file. */
    public String digest() {
        return digest;
    }

    /** The shapes that have values, by number of cells, then rows. */
    public List<Shape> shapes() {
        return List.copyOf(shapes.keySet());
    }

    /** Whether blocks of this shape have values. */
    public boolean has(int rows, int cols) {
        return shapes.containsKey(new Shape(rows, cols));
    }

    /**
     * The values of all blocks of a shape, in units of {@link #UNIT} bit: at index i that of the block whose cell (r, c)
     * is bit {@code r * cols + c} of i. This is the table's own array; it must not be written.
     *
     * @throws IllegalArgumentException if the table lacks the shape
     */
    public long[] values(int rows, int cols) {
        return shape(rows, cols).units();
    }

    /**
     * Whether a block's value was measured. If not, it is the largest of the shape plus 1 bit.
     *
     * @throws IllegalArgumentException if the table lacks the shape
     */
    public boolean produced(int rows, int cols, int block) {
        return shape(rows, cols).produced().get(block);
    }

    /**
     * The share of a shape's blocks whose value was measured, between 0 and 1.
     *
     * @throws IllegalArgumentException if the table lacks the shape
     */
    public double coverage(int rows, int cols) {
        Values values = shape(rows, cols);
        return (double) values.produced().cardinality() / values.units().length;
    }

    /** Whether enough of a shape's blocks were measured to use it for BDM: at least {@link #LEAST_COVERAGE} of them. */
    public boolean covers(int rows, int cols) {
        return has(rows, cols) && coverage(rows, cols) >= LEAST_COVERAGE;
    }

    /**
     * Refuses a shape of which too few blocks were measured: the others would all have one value, which would turn the
     * measure into counting them.
     *
     * @throws IllegalArgumentException if the table lacks the shape or covers less than {@link #LEAST_COVERAGE} of it
     */
    public void requireCovered(int rows, int cols) {
        Values values = shape(rows, cols);
        if (!covers(rows, cols)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the CTM table '%s' covers %.1f %% of the blocks of shape %s (%d of %d), less than the %.0f %% that"
                            + " BDM needs; force uses it all the same",
                    name,
                    100 * coverage(rows, cols),
                    new Shape(rows, cols).text(dim),
                    values.produced().cardinality(),
                    values.units().length,
                    100 * LEAST_COVERAGE));
        }
    }

    private Values shape(int rows, int cols) {
        Values values = shapes.get(new Shape(rows, cols));
        if (values == null) {
            throw new IllegalArgumentException("the CTM table '" + name + "' has no values for blocks of shape "
                    + new Shape(rows, cols).text(dim) + "; it has "
                    + String.join(
                            ", ",
                            shapes.keySet().stream()
                                    .map(shape -> shape.text(dim))
                                    .toList()));
        }
        return values;
    }

    @Override
    public String toString() {
        return "CTM table '" + name + "', dimension " + dim + ", " + shapes.size() + " shapes";
    }

    private static String digest(int dim, TreeMap<Shape, Values> shapes) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(("bitsweep ctm " + dim + "\n").getBytes(StandardCharsets.US_ASCII));
            shapes.forEach((shape, values) -> {
                ByteBuffer bytes = ByteBuffer.allocate(8 + 8 * values.units().length);
                bytes.putInt(shape.rows()).putInt(shape.cols());
                bytes.asLongBuffer().put(values.units());
                sha.update(bytes.array());
            });
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
