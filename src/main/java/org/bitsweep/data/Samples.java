package org.bitsweep.data;

/**
 * Samples as a network takes them. The arrays are for reading only.
 *
 * @param features {@code count x width}, row-major, not padded
 * @param labels a label a sample
 * @param count number of samples
 * @param width features a sample
 */
public record Samples(float[] features, int[] labels, int count, int width) {
    public Samples {
        if ((long) count * width != features.length) {
            throw new IllegalArgumentException(
                    count + " samples of " + width + " features do not have " + features.length + " values");
        }
        if (count != labels.length) {
            throw new IllegalArgumentException(count + " samples do not have " + labels.length + " labels");
        }
    }
}
