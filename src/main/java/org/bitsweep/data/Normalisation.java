package org.bitsweep.data;

import java.io.Serializable;

/**
 * How the features of a run's samples are shifted and scaled: (x - mean) / deviation. What is measured, is measured on
 * the run's own training part and applied to all three parts; deviations are those of a population, and one of 0 counts
 * as 1.
 */
public sealed interface Normalisation extends Serializable {
    /** Mean and deviation of all values together. */
    record Overall() implements Normalisation {}

    /** Mean and deviation of each feature by itself. */
    record Feature() implements Normalisation {}

    /** A mean and a deviation that are given. */
    record Fixed(double mean, double deviation) implements Normalisation {
        public Fixed {
            if (!Double.isFinite(mean)) {
                throw new IllegalArgumentException(
                        "dataset.normalisation.mean is " + mean + ", expected a finite number");
            }
            if (!(deviation > 0) || Double.isInfinite(deviation)) {
                throw new IllegalArgumentException(
                        "dataset.normalisation.deviation is " + deviation + ", expected a finite number above 0");
            }
        }
    }

    /** Values as they are. */
    record None() implements Normalisation {}
}
