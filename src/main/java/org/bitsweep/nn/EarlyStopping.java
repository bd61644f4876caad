package org.bitsweep.nn;

import java.io.Serializable;

/**
 * When training stops before its last epoch, and which epoch was the best.
 *
 * @param patience epochs in a row without an improvement after which training stops
 * @param minDelta what an epoch must gain over the best one so far to count as an improvement
 */
public record EarlyStopping(int patience, double minDelta, Metric metric) implements Serializable {
    /** What is watched. */
    public enum Metric {
        VALIDATION_LOSS,
        VALIDATION_ACCURACY,
        TRAIN_LOSS
    }

    public EarlyStopping {
        if (patience < 1) {
            throw new IllegalArgumentException(
                    "training.early-stopping.patience is " + patience + ", expected 1 or more");
        }
        if (!(minDelta >= 0 && minDelta < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "training.early-stopping.min-delta is " + minDelta + ", expected 0 or more");
        }
    }

    /**
     * Whether an epoch is better than the best before it by more than the minimum; one that was not validated is not.
     *
     * @param best null where there is none yet
     */
    public boolean improves(EpochSummary epoch, EpochSummary best) {
        if (Double.isNaN(epoch.validationLoss())) {
            return false;
        }
        return best == null
                || switch (metric) {
                    case VALIDATION_LOSS -> epoch.validationLoss() < best.validationLoss() - minDelta;
                    case VALIDATION_ACCURACY -> epoch.validationAccuracy() > best.validationAccuracy() + minDelta;
                    case TRAIN_LOSS -> epoch.trainLoss() < best.trainLoss() - minDelta;
                };
    }
}
