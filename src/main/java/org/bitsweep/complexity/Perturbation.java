package org.bitsweep.complexity;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.ctm.CtmTable;

/**
 * What the complexity of a matrix would change by if one bit were flipped, for all of its bits at once (Zenil et al. 2019,
 * "An algorithmic information calculus for causal discovery and reprogramming systems").
 *
 * <p>A positive change means that the bit takes part in structure: without it the matrix gets more complex. A negative one
 * means that the bit is noise: without it the matrix gets simpler. Bits that no block contains change nothing.
 */
public final class Perturbation {
    private final Decomposition decomposition;
    private final BlockNumbers numbers;
    private final long[] values;
    private final CtmTable table;
    private final BlockCounts counts;

    /** What one more, or one less, occurrence of a block changes, by block number. */
    private final double[] gain;

    private final double[] loss;

    private final Coverage coverage;
    private final int[] touched = new int[2 * Coverage.MOST];
    private final int[] net = new int[2 * Coverage.MOST];

    private interface Cost {
        /** The part of the measure, in bits, that a block with m occurrences makes up. */
        double of(int number, int m);
    }

    private final Cost bdmCost = this::bdmCost;
    private final Cost entropyCost = this::entropyCost;

    /**
     * @throws IllegalArgumentException if the table lacks the decomposition's block shape
     */
    public Perturbation(Decomposition decomposition, CtmTable table) {
        this.decomposition = decomposition;
        this.table = table;
        this.numbers = new BlockNumbers(decomposition);
        this.values = numbers.values(table);
        this.counts = new BlockCounts(decomposition);
        this.gain = new double[numbers.size()];
        this.loss = new double[numbers.size()];
        this.coverage = new Coverage(decomposition, numbers);
    }

    /**
     * The change of BDM, in bits, by flipping each bit.
     *
     * @param changes receives the change of cell (r, c) at {@code r * cols + c}
     */
    public void bdm(BitMatrix matrix, double[] changes) {
        map(matrix, changes, bdmCost);
    }

    /** The change of block entropy, in bits, by flipping each bit; as {@link #bdm}. */
    public void entropy(BitMatrix matrix, double[] changes) {
        map(matrix, changes, entropyCost);
    }

    /**
     * All cells, those first whose flip raises the measure most: from structure to noise.
     *
     * @param changes by cell, as {@link #bdm} gives them
     * @return numbers of cells; equal changes in order of their number
     */
    public static int[] ranking(double[] changes) {
        return IntStream.range(0, changes.length)
                .boxed()
                .sorted((a, b) -> Double.compare(changes[b], changes[a]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * The order in which bits can be flipped with the least loss of information (in the manner of MILS, Zenil et al. 2020):
     * in each step the bit that changes BDM least, up or down, is flipped, and all changes are computed anew.
     *
     * @param steps number of bits, at most that of the matrix
     * @return numbers of cells, {@code r * cols + c}
     */
    public int[] pruningOrder(BitMatrix matrix, int steps) {
        BitMatrix pruned = matrix.copy();
        int cells = Math.multiplyExact(matrix.rows(), matrix.cols());
        double[] changes = new double[cells];
        boolean[] taken = new boolean[cells];
        int[] order = new int[Math.min(steps, cells)];
        for (int step = 0; step < order.length; step++) {
            bdm(pruned, changes);
            int least = -1;
            for (int cell = 0; cell < cells; cell++) {
                if (!taken[cell] && (least < 0 || Math.abs(changes[cell]) < Math.abs(changes[least]))) {
                    least = cell;
                }
            }
            taken[least] = true;
            order[step] = least;
            pruned.flip(least / matrix.cols(), least % matrix.cols());
        }
        return order;
    }

    private void map(BitMatrix matrix, double[] changes, Cost cost) {
        if (changes.length != (long) matrix.rows() * matrix.cols()) {
            throw new IllegalArgumentException(
                    changes.length + " changes for a matrix of " + matrix.rows() + " x " + matrix.cols() + " cells");
        }
        counts.clear();
        counts.add(matrix);
        counts.bdm(table);
        Partition partition = decomposition.partition();
        if (partition instanceof Partition.Ignore) {
            separateBlocks(matrix, changes, cost);
        } else {
            for (int row = 0; row < matrix.rows(); row++) {
                for (int col = 0; col < matrix.cols(); col++) {
                    changes[row * matrix.cols() + col] = change(matrix, row, col, cost);
                }
            }
        }
    }

    /** Every cell is in one block at most, so that a flip takes one block away and adds another. */
    private void separateBlocks(BitMatrix matrix, double[] changes, Cost cost) {
        int[] counted = counts.counts();
        for (int number = 0; number < counted.length; number++) {
            int m = counted[number];
            gain[number] = cost.of(number, m + 1) - cost.of(number, m);
            loss[number] = m == 0 ? 0 : cost.of(number, m - 1) - cost.of(number, m);
        }
        int height = decomposition.block().rows();
        int width = decomposition.block().cols();
        int cols = matrix.cols();
        int endRow = matrix.rows() - matrix.rows() % height;
        int endCol = cols - cols % width;
        Arrays.fill(changes, endRow * cols, changes.length, 0);
        for (int top = 0; top < endRow; top += height) {
            for (int left = 0; left < endCol; left += width) {
                int block = Cells.block(matrix.words(), matrix.wordsPerRow(), top, left, height, width);
                double away = loss[block];
                int bit = 1;
                for (int r = 0; r < height; r++) {
                    int at = (top + r) * cols + left;
                    for (int c = 0; c < width; c++) {
                        changes[at + c] = away + gain[block ^ bit];
                        bit <<= 1;
                    }
                }
            }
            for (int r = 0; r < height; r++) {
                Arrays.fill(changes, (top + r) * cols + endCol, (top + r + 1) * cols, 0);
            }
        }
    }

    /** Blocks that contain the cell may overlap and be equal: what counts is how often each number comes or goes. */
    private double change(BitMatrix matrix, int row, int col, Cost cost) {
        coverage.find(matrix.rows(), matrix.cols(), row, col);
        int blocks = coverage.size();
        int distinct = 0;
        for (int i = 0; i < blocks; i++) {
            distinct = note(coverage.number(matrix, i), -1, distinct);
        }
        matrix.flip(row, col);
        for (int i = 0; i < blocks; i++) {
            distinct = note(coverage.number(matrix, i), 1, distinct);
        }
        matrix.flip(row, col);
        double change = 0;
        for (int i = 0; i < distinct; i++) {
            int m = counts.counts()[touched[i]];
            change += cost.of(touched[i], m + net[i]) - cost.of(touched[i], m);
        }
        return change;
    }

    private int note(int number, int difference, int distinct) {
        for (int i = 0; i < distinct; i++) {
            if (touched[i] == number) {
                net[i] += difference;
                return distinct;
            }
        }
        touched[distinct] = number;
        net[distinct] = difference;
        return distinct + 1;
    }

    private double bdmCost(int number, int m) {
        return m == 0 ? 0 : values[number] * CtmTable.UNIT + Log2.of(m);
    }

    /** Of H = log2 N - Σ m · log2 m / N, with the number N of blocks, which a flip leaves as it is. */
    private double entropyCost(int number, int m) {
        return m == 0 ? 0 : -m * Log2.of(m) / counts.total();
    }
}
