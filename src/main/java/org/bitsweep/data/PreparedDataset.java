package org.bitsweep.data;

import java.io.Serializable;
import org.bitsweep.bits.Rng;

/**
 * A dataset that is loaded, resized and split: all that the runs of a sweep share. Made once, sent to every executor,
 * and read by many threads at a time.
 */
public final class PreparedDataset implements Serializable {
    private final float[] features;
    private final int[] labels;
    private final int width;
    private final int classes;
    private final Split split;
    private final String digest;

    private PreparedDataset(Dataset dataset, Split split) {
        this.features = dataset.features();
        this.labels = dataset.labels();
        this.width = dataset.height() * dataset.width();
        this.classes = dataset.classes();
        this.split = split;
        this.digest = dataset.digest();
    }

    /**
     * Splits a dataset, which has its final image size.
     *
     * @throws IllegalArgumentException if the dataset has not the samples that the split asks for
     */
    public static PreparedDataset of(Dataset dataset, SplitSpec spec) {
        return new PreparedDataset(dataset, spec.split(dataset));
    }

    /** Features a sample. */
    public int features() {
        return width;
    }

    /** Number of classes. */
    public int classes() {
        return classes;
    }

    /** The split, the same for all runs. */
    public Split split() {
        return split;
    }

    /**
     * The digest of the {@link Dataset}. It depends neither on the image size nor on the split: those are parameters of
     * a run.
     */
    public String digest() {
        return digest;
    }

    /**
     * The data of one run: its training samples are a stratified random subset of the pool, from the stream {@code
     * subset} of the run's seed. From every pixel of all three parts the mean of the training part's pixels is taken
     * off, then it is divided by their (population) standard deviation, or by 1 if that is 0.
     */
    public RunData draw(long runSeed) {
        int[] subset = Stratified.draw(split.pool(), labels, classes, split.train(), Rng.stream(runSeed, "subset"));
        double mean = mean(subset);
        double deviation = deviation(subset, mean);
        double divisor = deviation == 0 ? 1 : deviation;
        return new RunData(
                normalised(subset, mean, divisor),
                normalised(split.validation(), mean, divisor),
                normalised(split.test(), mean, divisor),
                classes);
    }

    // Sums of floats with one exponent are exact in double (for fewer than 2^29 of them), so that the deviation of
    // equal
    // pixels is exactly 0.
    private double mean(int[] samples) {
        double sum = 0;
        for (int sample : samples) {
            int start = sample * width;
            for (int i = start; i < start + width; i++) {
                sum += features[i];
            }
        }
        return sum / ((double) samples.length * width);
    }

    private double deviation(int[] samples, double mean) {
        double sum = 0;
        for (int sample : samples) {
            int start = sample * width;
            for (int i = start; i < start + width; i++) {
                double difference = features[i] - mean;
                sum += difference * difference;
            }
        }
        return Math.sqrt(sum / ((double) samples.length * width));
    }

    private Samples normalised(int[] samples, double mean, double divisor) {
        float[] values = new float[samples.length * width];
        int[] itsLabels = new int[samples.length];
        int out = 0;
        for (int k = 0; k < samples.length; k++) {
            int start = samples[k] * width;
            for (int i = start; i < start + width; i++) {
                values[out++] = (float) ((features[i] - mean) / divisor);
            }
            itsLabels[k] = labels[samples[k]];
        }
        return new Samples(values, itsLabels, samples.length, width);
    }
}
