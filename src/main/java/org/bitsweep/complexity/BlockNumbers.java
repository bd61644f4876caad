package org.bitsweep.complexity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bitsweep.ctm.CtmTable;

/**
 * One number for every block that a decomposition can yield, without gaps: the blocks of the shape asked for first, then
 * those of the smaller shapes that the partition <i>recursive</i> cuts from the edges, larger ones first. Within a shape
 * bit {@code r * cols + c} of the number, less the shape's offset, is cell (r, c).
 */
final class BlockNumbers {
    /** Stands for a block of a shape that the table lacks. */
    private static final long NO_VALUE = -1;

    private final List<BlockShape> shapes = new ArrayList<>();
    private final int[] offsets;

    BlockNumbers(Decomposition decomposition) {
        BlockShape block = decomposition.block();
        shapes.add(block);
        if (decomposition.partition() instanceof Partition.Recursive recursive) {
            boolean string = block.rows() == 1;
            int longest = string ? block.cols() : Math.min(block.rows(), block.cols());
            for (int side = longest; side >= recursive.minLength(); side--) {
                BlockShape smaller = new BlockShape(string ? 1 : side, side);
                if (!smaller.equals(block)) {
                    shapes.add(smaller);
                }
            }
        }
        offsets = new int[shapes.size() + 1];
        for (int i = 0; i < shapes.size(); i++) {
            offsets[i + 1] = offsets[i] + (1 << shapes.get(i).cells());
        }
    }

    /** How many numbers there are. */
    int size() {
        return offsets[shapes.size()];
    }

    int shapes() {
        return shapes.size();
    }

    BlockShape shape(int index) {
        return shapes.get(index);
    }

    /** The number of the all-zero block of a shape. */
    int offset(int index) {
        return offsets[index];
    }

    /** The index of the shape with this many rows and columns. */
    int indexOf(int rows, int cols) {
        for (int i = 0; i < shapes.size(); i++) {
            if (shapes.get(i).rows() == rows && shapes.get(i).cols() == cols) {
                return i;
            }
        }
        throw new IllegalStateException("no blocks of " + rows + "x" + cols);
    }

    /**
     * The values of all blocks by their number, in units of {@link CtmTable#UNIT} bit, negative for smaller shapes that the
     * table lacks. To be read only.
     *
     * @throws IllegalArgumentException if the table lacks the shape asked for
     */
    long[] values(CtmTable table) {
        long[] first = table.values(shapes.get(0).rows(), shapes.get(0).cols());
        if (shapes.size() == 1) {
            return first;
        }
        long[] all = new long[size()];
        for (int i = 0; i < shapes.size(); i++) {
            BlockShape shape = shapes.get(i);
            if (table.has(shape.rows(), shape.cols())) {
                long[] values = table.values(shape.rows(), shape.cols());
                System.arraycopy(values, 0, all, offsets[i], values.length);
            } else {
                Arrays.fill(all, offsets[i], offsets[i + 1], NO_VALUE);
            }
        }
        return all;
    }
}
