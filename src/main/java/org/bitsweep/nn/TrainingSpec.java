package org.bitsweep.nn;

import java.io.Serializable;

/**
 * How a network is trained: Adam on cross-entropy, with early stopping on the validation loss.
 *
 * @param batchSize samples of one step; a last short batch is kept, a batch of one sample joins the one before it
 * @param maxEpochs epochs after which training ends in any case
 * @param patience training stops after so many epochs in a row without a strictly lower validation loss
 */
public record TrainingSpec(Adam.Settings adam, int batchSize, int maxEpochs, int patience) implements Serializable {
    public TrainingSpec {
        if (batchSize < 2) {
            throw new IllegalArgumentException("training.batch-size is " + batchSize
                    + ", expected 2 or more: batch normalisation has no variance of one sample");
        }
        if (maxEpochs < 1) {
            throw new IllegalArgumentException("training.max-epochs is " + maxEpochs + ", expected 1 or more");
        }
        if (patience < 1) {
            throw new IllegalArgumentException(
                    "training.early-stopping.patience is " + patience + ", expected 1 or more");
        }
    }
}
