package org.bitsweep.nn;

import java.io.Serializable;

/**
 * How a training ended.
 *
 * @param epochs epochs trained
 * @param best the epoch with the lowest validation loss, whose weights the test set was given
 * @param test loss and accuracy on the test set with the weights of the best epoch
 */
public record TrainingResult(int epochs, EpochSummary best, StopReason stopReason, Evaluation test)
        implements Serializable {
    /** Why training ended. */
    public enum StopReason {
        EARLY_STOPPING,
        MAX_EPOCHS
    }
}
