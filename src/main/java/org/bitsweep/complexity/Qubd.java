package org.bitsweep.complexity;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.bits.Rng;
import org.bitsweep.ctm.CtmTable;

/**
 * QuBD, the complexity of real-valued weights (arXiv 2605.15551): every tensor is quantized by itself, and the BDM of each
 * of its bit planes (4x4 blocks, partition <i>ignore</i>, not pooled) is summed. Tensors of one dimension and those with
 * fewer than four rows or columns have no block and are skipped.
 */
public final class Qubd {
    private static final BlockShape BLOCK = new BlockShape(4, 4);

    private final Quantizer quantizer;
    private final CtmTable table;
    private final BlockCounts counts = new BlockCounts(BLOCK);

    /**
     * @throws IllegalArgumentException if the table has no 4x4 blocks
     */
    public Qubd(Quantizer quantizer, CtmTable table) {
        this.quantizer = quantizer;
        this.table = table;
        table.values(BLOCK.rows(), BLOCK.cols());
    }

    /** Number of bit planes. */
    public int planes() {
        return quantizer.bits();
    }

    /**
     * A measurement.
     *
     * @param bits the sum over tensors and planes
     * @param weights number of weights that were measured
     * @param skipped names of the tensors that were not
     * @param planes the sum over tensors for each bit plane, that of the least bit first
     */
    public record Result(double bits, long weights, List<String> skipped, List<Double> planes) {
        /** Bits per weight; empty if nothing was measured. */
        public OptionalDouble perWeight() {
            return weights == 0 ? OptionalDouble.empty() : OptionalDouble.of(bits / weights);
        }

        /** As a percentage of a reference in bits; empty if that is 0. */
        public OptionalDouble percentOf(double reference) {
            return reference == 0 ? OptionalDouble.empty() : OptionalDouble.of(100 * bits / reference);
        }
    }

    /**
     * The complexity of the same weights in random order.
     *
     * @param mean in bits
     * @param deviation standard deviation with n - 1, in bits; NaN for a single permutation
     */
    public record Permuted(double mean, double deviation, int permutations) {
        /** @param bits of each permutation */
        public static Permuted of(double[] bits) {
            double mean = 0;
            for (double value : bits) {
                mean += value / bits.length;
            }
            double squares = 0;
            for (double value : bits) {
                squares += (value - mean) * (value - mean);
            }
            return new Permuted(mean, Math.sqrt(squares / (bits.length - 1)), bits.length);
        }
    }

    /**
     * Measures tensors.
     *
     * @throws IllegalArgumentException if a tensor that is measured holds a weight that is not finite
     */
    public Result measure(List<WeightTensor> tensors) {
        double bits = 0;
        long weights = 0;
        double[] planes = new double[quantizer.bits()];
        List<String> skipped = new ArrayList<>();
        for (WeightTensor tensor : tensors) {
            if (isSkipped(tensor)) {
                skipped.add(tensor.name());
            } else {
                double[] measured = measure(levels(tensor), tensor);
                bits += sum(measured);
                for (int plane = 0; plane < planes.length; plane++) {
                    planes[plane] += measured[plane];
                }
                weights += tensor.values().length;
            }
        }
        return new Result(
                bits,
                weights,
                List.copyOf(skipped),
                DoubleStream.of(planes).boxed().toList());
    }

    /**
     * The reference that destroys all structure but keeps the distribution of weights: the weights of each tensor permuted
     * at random.
     *
     * @param seed of the permutations
     * @param permutations how many, at least 1
     */
    public Permuted permuted(List<WeightTensor> tensors, long seed, int permutations) {
        if (permutations < 1) {
            throw new IllegalArgumentException(permutations + " permutations, expected 1 or more");
        }
        double[] bits = new double[permutations];
        for (WeightTensor tensor : tensors) {
            double[] own = permutedBits(tensor, seed, permutations);
            for (int i = 0; i < permutations; i++) {
                bits[i] += own[i];
            }
        }
        return Permuted.of(bits);
    }

    /** The complexity of one tensor in each of the same orders; zeros if it is skipped. */
    public double[] permutedBits(WeightTensor tensor, long seed, int permutations) {
        double[] bits = new double[permutations];
        if (!isSkipped(tensor)) {
            int[] levels = levels(tensor);
            for (int i = 0; i < permutations; i++) {
                // A permutation changes neither range nor levels, so that levels can be permuted for weights.
                int[] shuffled = levels.clone();
                Rng.stream(seed, "qubd/" + i + "/" + tensor.name()).shuffle(shuffled);
                bits[i] = sum(measure(shuffled, tensor));
            }
        }
        return bits;
    }

    private static boolean isSkipped(WeightTensor tensor) {
        return tensor.shape().size() < 2 || tensor.rows() < BLOCK.rows() || tensor.cols() < BLOCK.cols();
    }

    private int[] levels(WeightTensor tensor) {
        try {
            return quantizer.levels(tensor.values());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("tensor " + tensor.name() + ": " + e.getMessage(), e);
        }
    }

    /** Of each bit plane. */
    private double[] measure(int[] levels, WeightTensor tensor) {
        double[] bits = new double[quantizer.bits()];
        List<BitMatrix> planes = quantizer.planes(levels, tensor.rows(), tensor.cols());
        for (int plane = 0; plane < bits.length; plane++) {
            counts.clear();
            counts.add(planes.get(plane));
            bits[plane] = counts.bdm(table);
        }
        return bits;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
