package org.bitsweep.stats;

/**
 * Pearson's r between the training loss and a measure along the mean trajectory of a set of runs: each epoch's mean over
 * the runs that have it, then log1p, smoothing and scaling as for one run.
 */
final class MeanTrajectory {
    private final double[][] losses;
    private final double[][] measures;

    /** One series a run; a run's two series have the same length. */
    MeanTrajectory(double[][] losses, double[][] measures) {
        this.losses = losses;
        this.measures = measures;
    }

    Bootstrap correlation() {
        return Bootstrap.of(losses.length, this::correlation);
    }

    private Double correlation(int[] runs) {
        return Series.pearson(Series.prepare(mean(losses, runs)), Series.prepare(mean(measures, runs)));
    }

    static double[] mean(double[][] series, int[] runs) {
        int longest = 0;
        for (int run : runs) {
            longest = Math.max(longest, series[run].length);
        }
        double[] sums = new double[longest];
        int[] counts = new int[longest];
        for (int run : runs) {
            for (int epoch = 0; epoch < series[run].length; epoch++) {
                sums[epoch] += series[run][epoch];
                counts[epoch]++;
            }
        }
        for (int epoch = 0; epoch < longest; epoch++) {
            sums[epoch] /= counts[epoch];
        }
        return sums;
    }
}
