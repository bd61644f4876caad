package org.bitsweep.nn;

import java.io.Serializable;

/**
 * How a network is trained.
 *
 * @param batchSize samples of one step; a last short batch is kept; where batches are normalised, a last one of a single
 *     sample joins the one before it
 * @param maxEpochs epochs after which training ends in any case
 * @param evaluateEvery epochs from one validation to the next; the last epoch is validated in any case, and only an epoch
 *     that was can be the best
 * @param noise the regularizer; null for none
 */
public record TrainingSpec(
        OptimizerSpec optimizer,
        Schedule schedule,
        LossKind loss,
        int batchSize,
        int maxEpochs,
        EarlyStopping earlyStopping,
        int evaluateEvery,
        WeightNoiseSpec noise)
        implements Serializable {
    /** What is minimised. */
    public enum LossKind {
        /** Cross-entropy of the softmax, in nats; the mean over samples. */
        CROSS_ENTROPY,
        /** Squared difference from 1 for the label's class and 0 for the others; the mean over samples and classes. */
        MEAN_SQUARED_ERROR
    }

    public TrainingSpec {
        if (batchSize < 1) {
            throw new IllegalArgumentException("training.batch-size is " + batchSize + ", expected 1 or more");
        }
        if (maxEpochs < 1) {
            throw new IllegalArgumentException("training.max-epochs is " + maxEpochs + ", expected 1 or more");
        }
        if (evaluateEvery < 1) {
            throw new IllegalArgumentException(
                    "training.evaluate-every is " + evaluateEvery + ", expected 1 epoch or more");
        }
        if (earlyStopping.patience() < evaluateEvery) {
            throw new IllegalArgumentException("training.early-stopping.patience is " + earlyStopping.patience()
                    + ", expected training.evaluate-every, " + evaluateEvery + ", or more");
        }
        if (schedule.warmUp() >= maxEpochs && schedule.warmUp() > 0) {
            throw new IllegalArgumentException("training.schedule.warm-up is " + schedule.warmUp()
                    + ", expected less than training.max-epochs, " + maxEpochs);
        }
    }

    /** Whether an epoch is followed by a validation. */
    boolean evaluates(int epoch) {
        return epoch % evaluateEvery == 0 || epoch == maxEpochs;
    }

    /** Without a regularizer, and validated after every epoch. */
    public TrainingSpec(
            OptimizerSpec optimizer,
            Schedule schedule,
            LossKind loss,
            int batchSize,
            int maxEpochs,
            EarlyStopping earlyStopping) {
        this(optimizer, schedule, loss, batchSize, maxEpochs, earlyStopping, 1, null);
    }
}
