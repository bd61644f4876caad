package org.bitsweep.stats;

import java.util.Arrays;

/** A value of a set of runs, also of resamples of them. */
interface Statistic {
    /** Number of runs in the set. */
    int runs();

    /**
     * The value of some resamples.
     *
     * @param counts by resample and run how often the run was drawn
     * @return by resample; NaN where it is not defined
     */
    double[] of(int[][] counts);

    /** A statistic whose resamples have nothing to share. */
    interface OneByOne extends Statistic {
        /** The value of one resample; NaN if it is not defined. */
        double of(int[] counts);

        @Override
        default double[] of(int[][] counts) {
            return Arrays.stream(counts).mapToDouble(this::of).toArray();
        }
    }

    /** The mean of values, one a run. */
    record Mean(double[] values) implements Statistic {
        @Override
        public int runs() {
            return values.length;
        }

        @Override
        public double[] of(int[][] counts) {
            double[] means = new double[counts.length];
            for (int sample = 0; sample < counts.length; sample++) {
                int[] count = counts[sample];
                double sum = 0;
                int drawn = 0;
                for (int run = 0; run < values.length; run++) {
                    sum += count[run] * values[run];
                    drawn += count[run];
                }
                means[sample] = sum / drawn;
            }
            return means;
        }
    }
}
