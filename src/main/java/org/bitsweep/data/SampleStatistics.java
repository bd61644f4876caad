package org.bitsweep.data;

import java.util.Arrays;

/**
 * What samples are like.
 *
 * @param counts samples of each class
 * @param least of all values
 * @param greatest of all values
 * @param mean of all values
 * @param deviation of all values, as a population's
 * @param zeros share of the values that are 0
 * @param constant number of features that have one value in all samples
 */
public record SampleStatistics(
        int[] counts, double least, double greatest, double mean, double deviation, double zeros, int constant) {
    /** @param features {@code labels.length x width}, with at least one sample */
    public static SampleStatistics of(float[] features, int[] labels, int classes) {
        int[] counts = new int[classes];
        Arrays.stream(labels).forEach(label -> counts[label]++);
        int width = features.length / labels.length;
        boolean[] varies = new boolean[width];
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        long zeros = 0;
        for (int i = 0; i < features.length; i++) {
            least = Math.min(least, features[i]);
            greatest = Math.max(greatest, features[i]);
            zeros += features[i] == 0 ? 1 : 0;
            varies[i % width] |= features[i] != features[i % width];
        }
        int constant = 0;
        for (boolean itVaries : varies) {
            constant += itVaries ? 0 : 1;
        }
        Scaling all = Scaling.of(new Normalisation.Overall(), features, width);
        return new SampleStatistics(
                counts, least, greatest, all.mean(0), all.deviation(0), (double) zeros / features.length, constant);
    }
}
