package org.bitsweep.ctm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether the differences between an exact table and one from a sample of the same machines are those that sampling makes.
 *
 * <p>A sampled frequency is a whole number n of some unit. Its relative error is about {@code 1 / sqrt(n)}, so that of
 * CTM is {@code log2(e) / sqrt(n)} bits. A sample completed by symmetry counts an output once for each of its g images
 * under the symmetries; a block that s of the g leave as it is gets s counts at a time, which makes its error {@code
 * sqrt(s)} times as large. The expected n comes from the exact table.
 *
 * @param from blocks with at least this expected count
 * @param below and less than this
 * @param blocks their number
 * @param expected root of the mean squared error that sampling makes, in bits
 * @param observed root of the mean squared difference of the tables, in bits
 * @param spread root of the mean squared ratio of difference to expected error; 1 if sampling explains all
 */
public record SamplingError(double from, double below, int blocks, double expected, double observed, double spread) {
    /**
     * Compares by decades of the expected count.
     *
     * @param exact exact table
     * @param sampled table from a sample
     * @param shape a shape of both
     * @param unit the unit of the sample's frequencies
     */
    public static List<SamplingError> of(CtmTable exact, CtmTable sampled, Shape shape, double unit) {
        if (!(unit > 0 && unit < 1)) {
            throw new IllegalArgumentException("the unit of sampled frequencies lies between 0 and 1, not at " + unit);
        }
        long[] x = exact.values(shape.rows(), shape.cols());
        long[] y = sampled.values(shape.rows(), shape.cols());
        TreeMap<Integer, double[]> decades = new TreeMap<>();
        for (int block = 0; block < x.length; block++) {
            if (exact.produced(shape.rows(), shape.cols(), block)
                    && sampled.produced(shape.rows(), shape.cols(), block)) {
                double count = Math.pow(2, -x[block] * CtmTable.UNIT) / unit;
                double variance = stabilisers(exact.dim(), shape, block) / count / (Math.log(2) * Math.log(2));
                double difference = (y[block] - x[block]) * CtmTable.UNIT;
                double[] sums = decades.computeIfAbsent((int) Math.floor(Math.log10(count)), key -> new double[4]);
                sums[0]++;
                sums[1] += variance;
                sums[2] += difference * difference;
                sums[3] += difference * difference / variance;
            }
        }
        List<SamplingError> errors = new ArrayList<>();
        decades.forEach((decade, sums) -> errors.add(new SamplingError(
                Math.pow(10, decade),
                Math.pow(10, decade + 1),
                (int) sums[0],
                Math.sqrt(sums[1] / sums[0]),
                Math.sqrt(sums[2] / sums[0]),
                Math.sqrt(sums[3] / sums[0]))));
        return errors;
    }

    /** How many of the symmetries leave a block as it is. */
    private static int stabilisers(int dim, Shape shape, int block) {
        Set<Integer> images = new HashSet<>();
        int rows = shape.rows();
        int cols = shape.cols();
        int turns = dim == 1 ? 1 : 4;
        int symmetries = 0;
        for (int turn = 0; turn < turns; turn++) {
            if (rows == shape.rows()) {
                int mirrored = Blocks.mirrored(rows, cols, block);
                images.add(block);
                images.add(mirrored);
                images.add(Blocks.complement(rows, cols, block));
                images.add(Blocks.complement(rows, cols, mirrored));
                symmetries += 4;
            }
            block = Blocks.turned(rows, cols, block);
            int turned = cols;
            cols = rows;
            rows = turned;
        }
        return symmetries / images.size();
    }
}
