package org.bitsweep.stats;

import java.util.Arrays;
import java.util.function.Function;
import org.bitsweep.bits.Rng;

/**
 * A statistic of a set of runs with its 95 % percentile bootstrap interval (Efron 1979): 2,000 resamples of the runs with
 * replacement, which are the same for every set of that size.
 *
 * @param estimate the statistic of the runs themselves; null where it is not defined
 * @param low 2.5 % percentile; null below 3 runs
 * @param high 97.5 % percentile; null below 3 runs
 */
record Bootstrap(Double estimate, Double low, Double high) {
    private static final int RESAMPLES = 2_000;
    private static final int FEWEST_RUNS = 3;

    /**
     * @param statistic from the indices of runs, which may repeat, to a value, or null where it is not defined
     */
    static Bootstrap of(int runs, Function<int[], Double> statistic) {
        int[] chosen = new int[runs];
        Arrays.setAll(chosen, i -> i);
        Double value = runs == 0 ? null : statistic.apply(chosen);
        if (value == null || runs < FEWEST_RUNS) {
            return new Bootstrap(value, null, null);
        }
        Rng rng = Rng.stream(0, "bootstrap");
        double[] resampled = new double[RESAMPLES];
        int defined = 0;
        for (int sample = 0; sample < RESAMPLES; sample++) {
            for (int i = 0; i < runs; i++) {
                chosen[i] = rng.nextInt(runs);
            }
            Double resample = statistic.apply(chosen);
            if (resample != null) {
                resampled[defined++] = resample;
            }
        }
        if (defined == 0) {
            return new Bootstrap(value, null, null);
        }
        double[] sorted = Arrays.copyOf(resampled, defined);
        Arrays.sort(sorted);
        return new Bootstrap(value, percentile(sorted, 0.025), percentile(sorted, 0.975));
    }

    /** The mean of values, one a run. */
    static Bootstrap ofMean(double[] values) {
        return of(values.length, chosen -> {
            double sum = 0;
            for (int run : chosen) {
                sum += values[run];
            }
            return sum / chosen.length;
        });
    }

    /** Percentile of type 7 (Hyndman and Fan 1996) of ascending values. */
    static double percentile(double[] sorted, double fraction) {
        double position = fraction * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
