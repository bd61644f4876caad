package org.bitsweep.complexity;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.bitsweep.ctm.CtmTable;

/**
 * The range that BDM and block entropy can have for as many blocks as were counted, and the place of the counted values
 * in it: (x - min) / (max - min), 0 for the simplest and 1 for the most complex. For n blocks of one shape that has K
 * different blocks:
 *
 * <ul>
 *   <li>smallest BDM: n times the block of smallest CTM, that is min CTM + log2 n;
 *   <li>largest BDM: the n blocks of largest CTM, each once; if n &gt; K, all K blocks, as evenly often as possible;
 *   <li>smallest entropy: 0; largest entropy: all blocks different, or as evenly often as possible.
 * </ul>
 *
 * Shapes of strings that <i>recursive</i> mixes add up their ranges of BDM. A value is undefined where its range is empty
 * (one block only), where windows overlap or can overlap (<i>correlated</i>), and where the partition mixes shapes:
 * always for entropy, and in two dimensions for BDM. PyBDM defines it in the same cases.
 */
public final class Normalization {
    private final BlockNumbers numbers;
    private final Decomposition decomposition;

    /** By shape, the smallest value and the sums of the k largest values, k = 0, 1, …; in units. */
    private final long[] smallest;

    private final long[][] largestSums;

    /**
     * @throws IllegalArgumentException if the table lacks the decomposition's block shape
     */
    public Normalization(Decomposition decomposition, CtmTable table) {
        this.decomposition = decomposition;
        this.numbers = new BlockNumbers(decomposition);
        this.smallest = new long[numbers.shapes()];
        this.largestSums = new long[numbers.shapes()][];
        long[] values = numbers.values(table);
        for (int shape = 0; shape < numbers.shapes(); shape++) {
            long[] sorted = Arrays.copyOfRange(values, numbers.offset(shape), numbers.offset(shape + 1));
            Arrays.sort(sorted);
            long[] sums = new long[sorted.length + 1];
            for (int k = 1; k <= sorted.length; k++) {
                sums[k] = sums[k - 1] + sorted[sorted.length - k];
            }
            smallest[shape] = sorted[0];
            largestSums[shape] = sums;
        }
    }

    /** Normalised BDM. */
    public OptionalDouble bdm(BlockCounts counts, double bdm) {
        if (decomposition.partition() instanceof Partition.Correlated) {
            return OptionalDouble.empty();
        }
        double min = 0;
        double max = 0;
        int shapes = 0;
        for (int shape = 0; shape < numbers.shapes(); shape++) {
            long blocks = blocks(counts, shape);
            if (blocks > 0) {
                shapes++;
                long different = largestSums[shape].length - 1;
                min += smallest[shape] * CtmTable.UNIT + Log2.of(blocks);
                max += largestSums[shape][(int) Math.min(blocks, different)] * CtmTable.UNIT;
                max += blocks <= different ? 0 : evenLogarithms(blocks, different);
            }
        }
        boolean strings = decomposition.block().rows() == 1;
        return shapes > 1 && !strings ? OptionalDouble.empty() : place(bdm, min, max);
    }

    /** Normalised block entropy. */
    public OptionalDouble entropy(BlockCounts counts, double entropy) {
        Partition partition = decomposition.partition();
        if (partition instanceof Partition.Correlated || partition.mixesShapes() || counts.total() == 0) {
            return OptionalDouble.empty();
        }
        return place(entropy, 0, largestEntropy(counts.total(), largestSums[0].length - 1));
    }

    private static OptionalDouble place(double value, double min, double max) {
        return max > min ? OptionalDouble.of((value - min) / (max - min)) : OptionalDouble.empty();
    }

    private long blocks(BlockCounts counts, int shape) {
        if (numbers.shapes() == 1) {
            return counts.total();
        }
        long blocks = 0;
        for (int number = numbers.offset(shape); number < numbers.offset(shape + 1); number++) {
            blocks += counts.counts()[number];
        }
        return blocks;
    }

    /** Σ log2 of the multiplicities of n blocks spread over K different ones as evenly as possible. */
    private static double evenLogarithms(long n, long different) {
        long often = n / different;
        long more = n % different;
        return more * Log2.of(often + 1) + (different - more) * Log2.of(often);
    }

    private static double largestEntropy(long n, long different) {
        if (n <= different) {
            return Log2.of(n);
        }
        long often = n / different;
        long more = n % different;
        double used =
                (double) more * (often + 1) * Log2.of(often + 1) + (double) (different - more) * often * Log2.of(often);
        return Log2.of(n) - used / n;
    }
}
