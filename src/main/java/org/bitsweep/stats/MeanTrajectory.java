package org.bitsweep.stats;

import java.util.List;

/**
 * The correlation of two measures along the mean trajectory of a set of runs: each epoch's mean over the runs that have
 * it, then prepared as those of one run.
 */
final class MeanTrajectory implements Statistic {
    private final Preparation preparation;
    private final Method method;
    private final int longest;
    private final int[] lengths;

    /** A run's two series one after the other, each filled up with zeros to the longest run's length. */
    private final double[][] rows;

    /** @param pairs by run two series of one length */
    MeanTrajectory(List<SeriesPair> pairs, Preparation preparation, Method method) {
        this.preparation = preparation;
        this.method = method;
        longest = pairs.stream().mapToInt(SeriesPair::length).max().orElse(0);
        lengths = new int[pairs.size()];
        rows = new double[pairs.size()][2 * longest];
        for (int run = 0; run < rows.length; run++) {
            SeriesPair pair = pairs.get(run);
            lengths[run] = pair.length();
            System.arraycopy(pair.x(), 0, rows[run], 0, lengths[run]);
            System.arraycopy(pair.y(), 0, rows[run], longest, lengths[run]);
        }
    }

    @Override
    public int runs() {
        return rows.length;
    }

    @Override
    public double[] of(int[][] counts) {
        double[][][] means = means(counts);
        double[] correlations = new double[counts.length];
        for (int sample = 0; sample < counts.length; sample++) {
            correlations[sample] = method.of(preparation.of(means[sample][0]), preparation.of(means[sample][1]));
        }
        return correlations;
    }

    /**
     * The mean trajectories of resamples.
     *
     * @return by resample the two series, one value an epoch
     */
    double[][][] means(int[][] counts) {
        double[][] sums = sums(counts);
        double[][][] means = new double[counts.length][2][];
        for (int sample = 0; sample < counts.length; sample++) {
            int[] having = runsThatHave(counts[sample]);
            int epochs = 0;
            while (epochs < longest && having[epochs] > 0) {
                epochs++;
            }
            for (int i = 0; i < 2; i++) {
                double[] mean = new double[epochs];
                for (int epoch = 0; epoch < epochs; epoch++) {
                    mean[epoch] = sums[sample][i * longest + epoch] / having[epoch];
                }
                means[sample][i] = mean;
            }
        }
        return means;
    }

    private double[][] sums(int[][] counts) {
        double[][] sums = new double[counts.length][2 * longest];
        int run = 0;
        for (; run + 4 <= rows.length; run += 4) {
            for (int sample = 0; sample < counts.length; sample++) {
                addFour(counts[sample], run, sums[sample]);
            }
        }
        for (; run < rows.length; run++) {
            for (int sample = 0; sample < counts.length; sample++) {
                addOne(counts[sample][run], rows[run], sums[sample]);
            }
        }
        return sums;
    }

    /** In the order of runs, as one after the other, with a fourth of the memory traffic of the sums. */
    private void addFour(int[] counts, int run, double[] sum) {
        double times0 = counts[run];
        double times1 = counts[run + 1];
        double times2 = counts[run + 2];
        double times3 = counts[run + 3];
        double[] row0 = rows[run];
        double[] row1 = rows[run + 1];
        double[] row2 = rows[run + 2];
        double[] row3 = rows[run + 3];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = sum[i] + times0 * row0[i] + times1 * row1[i] + times2 * row2[i] + times3 * row3[i];
        }
    }

    private static void addOne(double times, double[] row, double[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += times * row[i];
        }
    }

    /** By epoch the number of runs that are as long, each as often as it was drawn. */
    private int[] runsThatHave(int[] counts) {
        int[] having = new int[longest];
        for (int run = 0; run < counts.length; run++) {
            if (lengths[run] > 0) {
                having[lengths[run] - 1] += counts[run];
            }
        }
        for (int epoch = longest - 2; epoch >= 0; epoch--) {
            having[epoch] += having[epoch + 1];
        }
        return having;
    }
}
