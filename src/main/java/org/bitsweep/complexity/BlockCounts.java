package org.bitsweep.complexity;

import java.util.Arrays;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.ctm.CtmTable;

/**
 * How often each block occurs in a set of bit matrices, cut from the top left into blocks that do not overlap; incomplete
 * blocks at the right and lower edges are dropped (partition <i>ignore</i> of Zenil et al. 2018). A block and its
 * complement are different blocks.
 *
 * <p>{@link #bdm} and {@link #entropy} read the same counts. Both are exact functions of the histogram h of
 * multiplicities (h(m) distinct blocks occur m times each): integers are summed as integers, logarithms in ascending
 * order of m. So the values do not depend on the order in which blocks were counted.
 */
public final class BlockCounts {
    private static final int SMALL_MULTIPLICITIES = 1024;

    private final BlockShape shape;
    private final int[] counts;
    private final int[] distinctBlocks;
    private int distinct;
    private long total;

    private final int[] smallHistogram = new int[SMALL_MULTIPLICITIES];
    private int[] large = new int[16];
    private int largeCount;
    private boolean histogramIsCurrent;

    public BlockCounts(BlockShape shape) {
        this.shape = shape;
        this.counts = new int[1 << shape.cells()];
        this.distinctBlocks = new int[counts.length];
    }

    public BlockShape shape() {
        return shape;
    }

    /** Number of blocks counted. */
    public long total() {
        return total;
    }

    /** Number of different blocks counted. */
    public int distinct() {
        return distinct;
    }

    /** Occurrences of a block; bit r·cols + c of {@code block} is its cell (r, c). */
    public int count(int block) {
        return counts[block];
    }

    public void clear() {
        for (int i = 0; i < distinct; i++) {
            counts[distinctBlocks[i]] = 0;
        }
        distinct = 0;
        total = 0;
        histogramIsCurrent = false;
    }

    /** Counts the blocks of one matrix; a matrix smaller than a block has none. */
    public void add(BitMatrix matrix) {
        int height = shape.rows();
        int width = shape.cols();
        long[] words = matrix.words();
        int wordsPerRow = matrix.wordsPerRow();
        int mask = (1 << width) - 1;
        for (int r = 0; r + height <= matrix.rows(); r += height) {
            int firstRow = r * wordsPerRow;
            for (int c = 0; c + width <= matrix.cols(); c += width) {
                int word = firstRow + (c >>> 6);
                int bit = c & 63;
                int block = 0;
                for (int row = 0; row < height; row++) {
                    long cells = words[word] >>> bit;
                    if (bit + width > 64) {
                        cells |= words[word + 1] << (64 - bit);
                    }
                    block |= ((int) cells & mask) << (row * width);
                    word += wordsPerRow;
                }
                if (counts[block]++ == 0) {
                    distinctBlocks[distinct++] = block;
                }
                total++;
            }
        }
        histogramIsCurrent = false;
    }

    /**
     * The complexity by the Block Decomposition Method, in bits: the sum over distinct blocks of CTM(block) +
     * log2(multiplicity) (Zenil et al. 2018, equation 2). 0 if nothing was counted.
     *
     * @throws IllegalArgumentException if the table has no values for blocks of this shape
     */
    public double bdm(CtmTable table) {
        return bdm(table.values(shape.rows(), shape.cols()));
    }

    /** The same with the values of one shape, {@link CtmTable#values}. */
    double bdm(long[] values) {
        long programs = 0;
        for (int i = 0; i < distinct; i++) {
            programs += values[distinctBlocks[i]];
        }
        return programs * CtmTable.UNIT + overHistogram(Log2::of);
    }

    /** Shannon entropy of the distribution of blocks, in bits. 0 if nothing was counted. */
    public double entropy() {
        double logTotal = Log2.of(Math.max(total, 1));
        return overHistogram(m -> m * (logTotal - Log2.of(m)) / total);
    }

    /** Σ h(m) · f(m) in ascending order of m. */
    private double overHistogram(MultiplicityFunction f) {
        updateHistogram();
        double sum = 0;
        for (int m = 1; m < SMALL_MULTIPLICITIES; m++) {
            if (smallHistogram[m] != 0) {
                sum += smallHistogram[m] * f.at(m);
            }
        }
        for (int i = 0; i < largeCount; ) {
            int m = large[i];
            int equal = 1;
            while (i + equal < largeCount && large[i + equal] == m) {
                equal++;
            }
            sum += equal * f.at(m);
            i += equal;
        }
        return sum;
    }

    private void updateHistogram() {
        if (histogramIsCurrent) {
            return;
        }
        Arrays.fill(smallHistogram, 0);
        largeCount = 0;
        for (int i = 0; i < distinct; i++) {
            int m = counts[distinctBlocks[i]];
            if (m < SMALL_MULTIPLICITIES) {
                smallHistogram[m]++;
            } else {
                if (largeCount == large.length) {
                    large = Arrays.copyOf(large, 2 * largeCount);
                }
                large[largeCount++] = m;
            }
        }
        Arrays.sort(large, 0, largeCount);
        histogramIsCurrent = true;
    }

    private interface MultiplicityFunction {
        double at(int multiplicity);
    }
}
