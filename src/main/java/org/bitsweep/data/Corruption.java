package org.bitsweep.data;

import java.io.Serializable;

/**
 * What of a run's data is replaced by something random. All of it comes from streams of the run's seed, so that the runs
 * of a group are independent, and happens to the parts that the run has drawn, before normalisation.
 *
 * @param labels what becomes of the labels of all three parts: a control whose inputs tell nothing of its labels
 * @param labelNoise share of the training part's labels, from 0 to 1, that are replaced by labels drawn uniformly from
 *     all classes. The share is exact, up to rounding to a whole number of samples. A label may be replaced by itself:
 *     with a share of 1 nothing of the labels is left, with less a fraction of 1 / classes of the replaced ones stays.
 *     What a smaller share replaces, a larger one with the same seed replaces by the same. Validation and test labels
 *     stay as they are
 * @param inputs what becomes of the features of all three parts
 */
public record Corruption(Labels labels, double labelNoise, Inputs inputs) implements Serializable {
    /** What becomes of labels. */
    public enum Labels {
        /** They stay. */
        GIVEN,
        /** They are shuffled among the samples of each part, so that classes stay as frequent as they were. */
        PERMUTED,
        /** Each is drawn uniformly from all classes. */
        RANDOM
    }

    /** What becomes of features. */
    public enum Inputs {
        /** They stay. */
        GIVEN,
        /** Each is drawn from the normal distribution with mean and deviation of all values of the training part. */
        GAUSSIAN,
        /**
         * Each becomes the same feature of a sample of the training part, drawn by itself: every feature keeps its
         * distribution, and has nothing to do with any other.
         */
        RESAMPLED
    }

    public Corruption {
        if (!(labelNoise >= 0 && labelNoise <= 1)) {
            throw new IllegalArgumentException(
                    "dataset.label-noise is " + labelNoise + ", expected a share from 0 to 1");
        }
    }

    /** Everything stays as it is. */
    public static Corruption none() {
        return new Corruption(Labels.GIVEN, 0, Inputs.GIVEN);
    }
}
