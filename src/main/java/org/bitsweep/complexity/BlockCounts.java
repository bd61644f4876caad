package org.bitsweep.complexity;

import java.util.Arrays;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.ctm.CtmTable;

/**
 * How often each block occurs in a set of bit matrices. A block and its complement are different blocks, and so are
 * blocks of different shapes.
 *
 * <p>{@link #bdm} and {@link #entropy} read the same counts. Both are exact functions of the histogram h of
 * multiplicities (h(m) distinct blocks occur m times each): integers are summed as integers, logarithms in ascending
 * order of m. So the values do not depend on the order in which blocks were counted. Not thread-safe; nothing is
 * allocated once the histogram has seen the most frequent blocks.
 */
public final class BlockCounts {
    private final Decomposition decomposition;
    private final BlockNumbers numbers;
    private final BlockScan scan;
    private final int[] counts;
    private final Multiplicities multiplicities = new Multiplicities();
    private boolean multiplicitiesAreCurrent;
    private long total;

    /**
     * The distinct blocks, kept while they are few. Once more blocks were counted than there are numbers, going through
     * all counts is cheaper than keeping the list.
     */
    private final int[] distinctBlocks;

    private int distinct;
    private boolean listed = true;

    private CtmTable lastTable;
    private long[] lastValues;

    /** Counts of blocks that do not overlap, incomplete ones dropped (partition <i>ignore</i>). */
    public BlockCounts(BlockShape shape) {
        this(Decomposition.ignore(shape));
    }

    public BlockCounts(Decomposition decomposition) {
        this.decomposition = decomposition;
        this.numbers = new BlockNumbers(decomposition);
        this.scan = new BlockScan(decomposition, numbers, this::count);
        this.counts = new int[numbers.size()];
        this.distinctBlocks = new int[counts.length];
    }

    public Decomposition decomposition() {
        return decomposition;
    }

    /** The shape that was asked for. */
    public BlockShape shape() {
        return decomposition.block();
    }

    /** Number of blocks counted. */
    public long total() {
        return total;
    }

    /** Number of different blocks counted. */
    public int distinct() {
        update();
        return distinct;
    }

    /** Occurrences of a block of the shape asked for; bit r·cols + c of {@code block} is its cell (r, c). */
    public int count(int block) {
        return counts[block];
    }

    BlockNumbers numbers() {
        return numbers;
    }

    /** Occurrences by block number; the counts' own array, to be read only. */
    int[] counts() {
        return counts;
    }

    public void clear() {
        if (listed) {
            for (int i = 0; i < distinct; i++) {
                counts[distinctBlocks[i]] = 0;
            }
        } else {
            Arrays.fill(counts, 0);
        }
        listed = true;
        distinct = 0;
        total = 0;
        multiplicitiesAreCurrent = false;
    }

    /**
     * Counts the blocks of one matrix. A matrix smaller than a block has none with <i>ignore</i> and <i>correlated</i>.
     *
     * @throws IllegalArgumentException if more than 2^31 - 1 blocks have been counted; the counts are then of no use
     */
    public void add(BitMatrix matrix) {
        multiplicitiesAreCurrent = false;
        scan.scan(matrix);
    }

    private void count(int[] blocks, int many) {
        total += many;
        if (total > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("more than 2^31 - 1 blocks");
        }
        int[] to = counts;
        if (total > to.length) {
            listed = false;
            int i = 0;
            // By hand, because the compiler does not unroll increments that may meet in one place: a tenth faster.
            for (; i + 4 <= many; i += 4) {
                int a = blocks[i];
                int b = blocks[i + 1];
                int c = blocks[i + 2];
                int d = blocks[i + 3];
                to[a]++;
                to[b]++;
                to[c]++;
                to[d]++;
            }
            for (; i < many; i++) {
                to[blocks[i]]++;
            }
            return;
        }
        int end = distinct;
        for (int i = 0; i < many; i++) {
            int block = blocks[i];
            if (to[block]++ == 0) {
                distinctBlocks[end++] = block;
            }
        }
        distinct = end;
    }

    /**
     * The complexity by the Block Decomposition Method, in bits: the sum over distinct blocks of CTM(block) +
     * log2(multiplicity) (Zenil et al. 2018, equation 2). 0 if nothing was counted.
     *
     * @throws IllegalArgumentException if the table has no values for blocks of a shape that was counted
     */
    public double bdm(CtmTable table) {
        if (table != lastTable) {
            lastValues = numbers.values(table);
            lastTable = table;
        }
        return bdm(lastValues);
    }

    /** The same with values by block number, {@link BlockNumbers#values}. */
    double bdm(long[] values) {
        update();
        long programs = 0;
        for (int i = 0; i < distinct; i++) {
            long value = values[distinctBlocks[i]];
            if (value < 0) {
                throw new IllegalArgumentException(
                        "the CTM table lacks the smaller blocks that the partition recursive cuts from the edges; a larger"
                                + " minimum length leaves them out");
            }
            programs += value;
        }
        return programs * CtmTable.UNIT + multiplicities.logarithms();
    }

    /** Shannon entropy of the distribution of blocks, in bits. 0 if nothing was counted. */
    public double entropy() {
        update();
        return multiplicities.entropy(total);
    }

    /** Brings list and histogram up to date. */
    private void update() {
        if (multiplicitiesAreCurrent) {
            return;
        }
        multiplicities.clear();
        if (!listed) {
            distinct = 0;
            for (int block = 0; block < counts.length; block++) {
                distinctBlocks[distinct] = block;
                distinct += counts[block] == 0 ? 0 : 1;
            }
        }
        for (int i = 0; i < distinct; i++) {
            multiplicities.append(counts[distinctBlocks[i]]);
        }
        multiplicities.sort();
        multiplicitiesAreCurrent = true;
    }
}
