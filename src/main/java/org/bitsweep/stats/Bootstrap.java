package org.bitsweep.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A statistic of a set of runs with its 95 % bootstrap intervals over resamples of the runs: percentile (Efron 1979), and
 * bias-corrected and accelerated (BCa; Efron, JASA 82:171, 1987).
 *
 * @param estimate the statistic of the runs themselves; null where it is not defined
 * @param low 2.5 % percentile; null below 3 runs
 * @param high 97.5 % percentile; null below 3 runs
 * @param bcaLow lower end of the BCa interval; null below 3 and above 5,000 runs, and where all runs are alike
 * @param bcaHigh its upper end
 */
record Bootstrap(Double estimate, Double low, Double high, Double bcaLow, Double bcaHigh) {
    /** Of what is not defined. */
    static final Bootstrap UNDEFINED = new Bootstrap(null, null, null, null, null);

    private static final int FEWEST_RUNS = 3;
    private static final int MOST_RUNS_FOR_BCA = 5_000;
    private static final double ROUNDING = 1e-12;
    private static final double LOW = 0.025;
    private static final double HIGH = 0.975;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** The intervals of a statistic, resampling whatever the number of runs. */
    static Bootstrap of(Statistic statistic) {
        return of(statistic, true);
    }

    /** @param hasIntervals false: the estimate alone */
    static Bootstrap of(Statistic statistic, boolean hasIntervals) {
        int runs = statistic.runs();
        int[] each = new int[runs];
        Arrays.fill(each, 1);
        double estimate = runs == 0 ? Double.NaN : statistic.of(new int[][] {each})[0];
        if (Double.isNaN(estimate)) {
            return UNDEFINED;
        }
        double[] sorted = hasIntervals && runs >= FEWEST_RUNS ? resampled(statistic) : new double[0];
        if (sorted.length == 0) {
            return new Bootstrap(estimate, null, null, null, null);
        }
        double[] bca = runs <= MOST_RUNS_FOR_BCA ? bca(estimate, sorted, withoutOne(statistic)) : null;
        return new Bootstrap(
                estimate,
                percentile(sorted, LOW),
                percentile(sorted, HIGH),
                bca == null ? null : bca[0],
                bca == null ? null : bca[1]);
    }

    /** The same with intervals that end where the statistic's range does. */
    Bootstrap within(double least, double most) {
        return low == null
                ? this
                : new Bootstrap(
                        estimate,
                        Math.max(low, least),
                        Math.min(high, most),
                        bcaLow == null ? null : Math.max(bcaLow, least),
                        bcaHigh == null ? null : Math.min(bcaHigh, most));
    }

    /** The values of all resamples that have one, ascending. */
    private static double[] resampled(Statistic statistic) {
        double[] values = new double[Resamples.COUNT];
        int[] at = {0};
        Resamples.forEachBlock(statistic.runs(), counts -> {
            double[] block = statistic.of(counts);
            System.arraycopy(block, 0, values, at[0], block.length);
            at[0] += block.length;
        });
        return Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
    }

    /** By run the statistic of all others: the jackknife. */
    private static double[] withoutOne(Statistic statistic) {
        int runs = statistic.runs();
        double[] values = new double[runs];
        for (int from = 0; from < runs; from += Resamples.BLOCK) {
            List<int[]> counts = new ArrayList<>();
            for (int run = from; run < Math.min(runs, from + Resamples.BLOCK); run++) {
                int[] count = new int[runs];
                Arrays.fill(count, 1);
                count[run] = 0;
                counts.add(count);
            }
            double[] block = statistic.of(counts.toArray(int[][]::new));
            System.arraycopy(block, 0, values, from, block.length);
        }
        return values;
    }

    /** The ends of the BCa interval; null if the jackknife or the resamples leave it undefined. */
    private static double[] bca(double estimate, double[] sorted, double[] withoutOne) {
        double mean = Series.mean(withoutOne);
        double squares = 0;
        double cubes = 0;
        for (double value : withoutOne) {
            double distance = mean - value;
            squares += distance * distance;
            cubes += distance * distance * distance;
        }
        if (Math.sqrt(squares / withoutOne.length) <= ROUNDING * Math.max(1, Math.abs(mean))) {
            return null;
        }
        double acceleration = cubes / (6 * Math.pow(squares, 1.5));
        double bias = NORMAL.inverseCumulativeProbability(shareBelow(sorted, estimate));
        double low = percentileFor(LOW, bias, acceleration);
        double high = percentileFor(HIGH, bias, acceleration);
        return Double.isNaN(low) || Double.isNaN(high)
                ? null
                : new double[] {percentile(sorted, low), percentile(sorted, high)};
    }

    /** Half of those that equal the value, but for rounding, count as below it. */
    private static double shareBelow(double[] sorted, double value) {
        double rounding = ROUNDING * Math.max(1, Math.abs(value));
        int below = 0;
        int equal = 0;
        for (double other : sorted) {
            if (Math.abs(other - value) <= rounding) {
                equal++;
            } else if (other < value) {
                below++;
            }
        }
        return (below + 0.5 * equal) / sorted.length;
    }

    private static double percentileFor(double level, double bias, double acceleration) {
        double shifted = bias + NORMAL.inverseCumulativeProbability(level);
        return NORMAL.cumulativeProbability(bias + shifted / (1 - acceleration * shifted));
    }

    /** Percentile of type 7 (Hyndman and Fan 1996) of ascending values. */
    static double percentile(double[] sorted, double fraction) {
        double position = fraction * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
