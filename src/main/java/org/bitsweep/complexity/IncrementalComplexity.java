package org.bitsweep.complexity;

import java.util.List;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.bits.Flips;
import org.bitsweep.ctm.CtmTable;

/**
 * BDM and block entropy of a set of bit matrices that change by a few flips: an update costs time in proportion to the
 * flips, not to the matrices. Values equal those of {@link BlockCounts} over the same matrices bit for bit, after any
 * number of flips. The blocks of all matrices are pooled; for values of each matrix, make one of these for each.
 *
 * <p>Not thread-safe. Updating and reading allocate nothing, except where a block becomes one of many that occur more
 * than a thousand times.
 */
public final class IncrementalComplexity {
    private final long[] values;
    private final boolean separate;
    private final boolean square;
    private final int height;
    private final int width;
    private final BitMatrix[] matrices;
    private final Coverage coverage;
    private final int[] before = new int[Coverage.MOST];

    private final int[] counts;
    private final Multiplicities multiplicities = new Multiplicities();
    private final long total;
    private long programs;

    /**
     * Counts the blocks of the matrices once. The matrices are copied; the originals may change, and {@link #update} then
     * catches up with them.
     *
     * @throws IllegalArgumentException if the table lacks a shape that the decomposition can yield, or there are more than
     *     2^31 - 1 blocks
     */
    public IncrementalComplexity(Decomposition decomposition, CtmTable table, List<BitMatrix> matrices) {
        this.separate = decomposition.partition() instanceof Partition.Ignore;
        this.height = decomposition.block().rows();
        this.width = decomposition.block().cols();
        this.square = separate && height == 4 && width == 4;
        BlockNumbers numbers = new BlockNumbers(decomposition);
        this.values = numbers.values(table);
        this.matrices = matrices.stream().map(BitMatrix::copy).toArray(BitMatrix[]::new);
        this.coverage = new Coverage(decomposition, numbers);
        BlockCounts counted = new BlockCounts(decomposition);
        matrices.forEach(counted::add);
        counted.bdm(table);
        this.counts = counted.counts();
        this.total = counted.total();
        for (int number = 0; number < counts.length; number++) {
            if (counts[number] > 0) {
                multiplicities.append(counts[number]);
                programs += values[number];
            }
        }
        multiplicities.sort();
    }

    /** Number of blocks. */
    public long total() {
        return total;
    }

    /** BDM in bits, as {@link BlockCounts#bdm}. */
    public double bdm() {
        return programs * CtmTable.UNIT + multiplicities.logarithms();
    }

    /** Block entropy in bits, as {@link BlockCounts#entropy}. */
    public double entropy() {
        return multiplicities.entropy(total);
    }

    /**
     * Flips one bit of one matrix.
     *
     * @param matrix its index in the list given at the start
     */
    public void flip(int matrix, int row, int col) {
        flip(matrices[matrix], row, col);
    }

    /**
     * Flips the bits that an update of one matrix changed.
     *
     * @param matrix its index in the list given at the start
     */
    public void flip(int matrix, Flips flips) {
        int wordsPerRow = matrices[matrix].wordsPerRow();
        for (int i = 0; i < flips.size(); i++) {
            int row = flips.word(i) / wordsPerRow;
            int col = (flips.word(i) - row * wordsPerRow) << 6;
            for (long mask = flips.mask(i); mask != 0; mask &= mask - 1) {
                flip(matrices[matrix], row, col + Long.numberOfTrailingZeros(mask));
            }
        }
    }

    private void flip(BitMatrix flipped, int row, int col) {
        if (square) {
            flipSquare(flipped, row, col);
        } else if (separate) {
            flipSeparate(flipped, row, col);
        } else {
            flipCovered(flipped, row, col);
        }
    }

    /** As {@link #flipSeparate} for blocks of 4x4, without divisions and without blocks that cross words. */
    private void flipSquare(BitMatrix flipped, int row, int col) {
        int left = col & ~3;
        int top = row & ~3;
        if (top + 4 <= flipped.rows() && left + 4 <= flipped.cols()) {
            long[] words = flipped.words();
            int stride = flipped.wordsPerRow();
            int word = top * stride + (left >>> 6);
            int old = (int) (words[word] >>> left & 15
                    | (words[word + stride] >>> left & 15) << 4
                    | (words[word + 2 * stride] >>> left & 15) << 8
                    | (words[word + 3 * stride] >>> left & 15) << 12);
            replace(old, old ^ 1 << (row - top) * 4 + col - left);
        }
        flipped.flip(row, col);
    }

    /** A cell is in one block at most, and the block's new number differs from the old one in the cell's bit. */
    private void flipSeparate(BitMatrix flipped, int row, int col) {
        int r = row % height;
        int c = col % width;
        int top = row - r;
        int left = col - c;
        if (top + height <= flipped.rows() && left + width <= flipped.cols()) {
            int old = Cells.block(flipped.words(), flipped.wordsPerRow(), top, left, height, width);
            replace(old, old ^ 1 << r * width + c);
        }
        flipped.flip(row, col);
    }

    private void flipCovered(BitMatrix flipped, int row, int col) {
        coverage.find(flipped.rows(), flipped.cols(), row, col);
        int blocks = coverage.size();
        for (int i = 0; i < blocks; i++) {
            before[i] = coverage.number(flipped, i);
        }
        flipped.flip(row, col);
        for (int i = 0; i < blocks; i++) {
            replace(before[i], coverage.number(flipped, i));
        }
    }

    /**
     * Catches up with matrices that have changed elsewhere.
     *
     * @param live matrices of the same shapes as those given at the start, in the same order
     * @return number of bits that differed
     */
    public int update(List<BitMatrix> live) {
        int flips = 0;
        for (int i = 0; i < matrices.length; i++) {
            flips += update(i, live.get(i));
        }
        return flips;
    }

    private int update(int index, BitMatrix live) {
        long[] now = live.words();
        long[] known = matrices[index].words();
        if (live.cols() != matrices[index].cols() || live.rows() != matrices[index].rows()) {
            throw new IllegalArgumentException("matrix " + index + " has another shape than before");
        }
        int flips = 0;
        for (int row = 0, word = 0; row < live.rows(); row++) {
            for (int col = 0; col < live.cols(); col += 64, word++) {
                long changed = known[word] ^ now[word];
                while (changed != 0) {
                    flip(matrices[index], row, col + Long.numberOfTrailingZeros(changed));
                    changed &= changed - 1;
                    flips++;
                }
            }
        }
        return flips;
    }

    private void replace(int old, int fresh) {
        int m = counts[old]--;
        int k = counts[fresh]++;
        // Often both just exchange their multiplicities, which leaves the histogram as it is.
        if (m != k + 1) {
            multiplicities.down(m);
            multiplicities.up(k);
        }
        if (m == 1) {
            programs -= values[old];
        }
        if (k == 0) {
            programs += values[fresh];
        }
    }
}
