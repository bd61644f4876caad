package org.bitsweep.ctm;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The output distribution of a machine space: for each output, over all machines and both blanks, how often it occurs.
 *
 * <p>Counts are exact, in the {@linkplain MachineSpace#unit() unit} of the space. In the plane, outputs of more than 16
 * cells are in the total only.
 */
public final class Distribution {
    private final MachineSpace space;
    private final long[] small;
    private final Map<BigInteger, Long> strings;
    private final long total;

    private Distribution(MachineSpace space, long[] small, Map<BigInteger, Long> strings, long total) {
        this.space = space;
        this.small = small;
        this.strings = strings;
        this.total = total;
    }

    /** Enumerates all machines of a space on this thread. */
    public static Distribution of(MachineSpace space) {
        return of(space, new Enumerator(space, true).all());
    }

    /** Puts the symmetries back that the enumeration has left out. */
    static Distribution of(MachineSpace space, Tally tally) {
        long[] small = new long[Blocks.COUNT];
        long total = 0;
        for (Shape shape : Blocks.SHAPES) {
            int offset = Blocks.offset(shape.rows(), shape.cols());
            for (int block = 0; block < 1 << shape.cells(); block++) {
                long count = tally.small[offset + block];
                if (count != 0) {
                    total += 2 * count * images(space.dim(), shape);
                    spread(space.dim(), shape, block, count, small);
                }
            }
        }
        Map<BigInteger, Long> strings = new TreeMap<>(Comparator.naturalOrder());
        for (Map.Entry<BigInteger, long[]> entry : tally.strings.entrySet()) {
            long count = entry.getValue()[0];
            total += 4 * count;
            BigInteger string = entry.getKey();
            BigInteger mirrored = mirrored(string);
            strings.merge(string, count, Long::sum);
            strings.merge(mirrored, count, Long::sum);
            strings.merge(complement(string), count, Long::sum);
            strings.merge(complement(mirrored), count, Long::sum);
        }
        total += 2 * (4 * tally.largeRows + 8 * tally.large);
        return new Distribution(space, small, strings, total);
    }

    /** How many machines one of the enumerated stands for by reflection and rotation, seen from its output. */
    private static int images(int dim, Shape shape) {
        if (shape.cells() == 1) {
            return 1;
        }
        if (dim == 1) {
            return 2;
        }
        return shape.rows() == 1 ? 4 : 8;
    }

    private static void spread(int dim, Shape shape, int block, long count, long[] counts) {
        int images = images(dim, shape);
        int rows = shape.rows();
        int cols = shape.cols();
        if (images == 1) {
            addBoth(rows, cols, block, count, counts);
            return;
        }
        if (images == 2) {
            addBoth(rows, cols, block, count, counts);
            addBoth(rows, cols, Blocks.mirrored(rows, cols, block), count, counts);
            return;
        }
        for (int turn = 0; turn < 4; turn++) {
            addBoth(rows, cols, block, count, counts);
            if (images == 8) {
                addBoth(rows, cols, Blocks.mirrored(rows, cols, block), count, counts);
            }
            block = Blocks.turned(rows, cols, block);
            int turnedRows = cols;
            cols = rows;
            rows = turnedRows;
        }
    }

    private static void addBoth(int rows, int cols, int block, long count, long[] counts) {
        int offset = Blocks.offset(rows, cols);
        counts[offset + block] += count;
        counts[offset + Blocks.complement(rows, cols, block)] += count;
    }

    private static BigInteger mirrored(BigInteger string) {
        int length = string.bitLength() - 1;
        BigInteger result = BigInteger.ZERO.setBit(length);
        for (int i = 0; i < length; i++) {
            if (string.testBit(i)) {
                result = result.setBit(length - 1 - i);
            }
        }
        return result;
    }

    private static BigInteger complement(BigInteger string) {
        int length = string.bitLength() - 1;
        return BigInteger.ONE.shiftLeft(length).subtract(BigInteger.ONE).xor(string);
    }

    public MachineSpace space() {
        return space;
    }

    /** Number of halting pairs of machine and blank. */
    public BigInteger halting() {
        return space.unit().multiply(BigInteger.valueOf(total));
    }

    /** The same in the unit of the space. */
    long total() {
        return total;
    }

    /**
     * How often a block of up to 16 cells is the output, in the unit of the space.
     *
     * @param block bit {@code r * cols + c} is cell (r, c)
     */
    public long count(int rows, int cols, int block) {
        return small[Blocks.offset(rows, cols) + block];
    }

    /** Counts of the strings of the line with more than 16 symbols, by length, then by value. */
    Map<BigInteger, Long> strings() {
        return strings;
    }

    /** Number of distinct outputs; in the plane, of those of up to 16 cells. */
    public long distinct() {
        long distinct = strings.size();
        for (long count : small) {
            if (count != 0) {
                distinct++;
            }
        }
        return distinct;
    }

    /** CTM in bits of an output that occurs this often: minus log2 of its share, rounded to 13 decimals. */
    double ctm(long count) {
        double bits = (StrictMath.log(total) - StrictMath.log(count)) / StrictMath.log(2);
        return Math.rint(bits * 1e13) / 1e13;
    }
}
