package org.bitsweep.ctm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Two tables held against each other on one shape, over the blocks that both have measured.
 *
 * @param shape the shape
 * @param coverageA share of the shape's blocks that the first table has measured
 * @param coverageB the same of the second
 * @param blocks number of blocks measured by both
 * @param pearson Pearson correlation of the values, NaN if not defined
 * @param spearman Spearman rank correlation, ties at their mean rank; NaN if not defined
 * @param meanDifference mean of second minus first, in bits
 * @param rootMeanSquare root of the mean squared difference, in bits
 * @param largest the blocks with the largest absolute differences, largest first
 */
public record TableComparison(
        Shape shape,
        double coverageA,
        double coverageB,
        int blocks,
        double pearson,
        double spearman,
        double meanDifference,
        double rootMeanSquare,
        List<Difference> largest) {
    private static final int LARGEST = 10;

    /** A block and its value in both tables, in bits. */
    public record Difference(String block, double a, double b) {
        double absolute() {
            return Math.abs(a - b);
        }
    }

    /** Compares on every shape that both tables have. */
    public static List<TableComparison> of(CtmTable a, CtmTable b) {
        if (a.dim() != b.dim()) {
            throw new IllegalArgumentException(
                    "the table '" + a.name() + "' has dimension " + a.dim() + ", '" + b.name() + "' has " + b.dim());
        }
        List<TableComparison> comparisons = new ArrayList<>();
        for (Shape shape : a.shapes()) {
            if (b.has(shape.rows(), shape.cols())) {
                comparisons.add(of(a, b, shape));
            }
        }
        return comparisons;
    }

    private static TableComparison of(CtmTable a, CtmTable b, Shape shape) {
        int rows = shape.rows();
        int cols = shape.cols();
        int[] common = IntStream.range(0, 1 << shape.cells())
                .filter(block -> a.produced(rows, cols, block) && b.produced(rows, cols, block))
                .toArray();
        double[] x = bits(a.values(rows, cols), common);
        double[] y = bits(b.values(rows, cols), common);
        double sum = 0;
        double squares = 0;
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < common.length; i++) {
            sum += y[i] - x[i];
            squares += (y[i] - x[i]) * (y[i] - x[i]);
            differences.add(new Difference(Blocks.text(shape.cells(), common[i]), x[i], y[i]));
        }
        differences.sort(Comparator.comparingDouble(Difference::absolute).reversed());
        return new TableComparison(
                shape,
                a.coverage(rows, cols),
                b.coverage(rows, cols),
                common.length,
                pearson(x, y),
                pearson(ranks(x), ranks(y)),
                sum / common.length,
                Math.sqrt(squares / common.length),
                List.copyOf(differences.subList(0, Math.min(LARGEST, differences.size()))));
    }

    private static double[] bits(long[] values, int[] blocks) {
        return IntStream.of(blocks)
                .mapToDouble(block -> values[block] * CtmTable.UNIT)
                .toArray();
    }

    static double pearson(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElse(Double.NaN);
        double meanY = Arrays.stream(y).average().orElse(Double.NaN);
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            xy += (x[i] - meanX) * (y[i] - meanY);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : Double.NaN;
    }

    /** Ranks from 1, equal values sharing the mean of theirs. */
    static double[] ranks(double[] values) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ranks = new double[values.length];
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + 1 + to) / 2.0;
            }
            from = to;
        }
        return ranks;
    }
}
