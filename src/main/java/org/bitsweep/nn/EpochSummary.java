package org.bitsweep.nn;

import java.io.Serializable;

/**
 * One epoch of one training. Losses are mean cross-entropies in nats, accuracies fractions.
 *
 * @param epoch from 1; 0 is the state before training
 * @param trainLoss plain mean over the steps of the batch's loss before its update; NaN in epoch 0, which has no steps
 * @param trainAccuracy share of the training samples that were classified correctly before their step's update; NaN in
 *     epoch 0
 * @param validationLoss after the epoch, in evaluation mode; NaN, as is the accuracy, if it was not validated
 * @param flips binarized weights that changed, summed over the steps
 */
public record EpochSummary(
        int epoch, double trainLoss, double trainAccuracy, double validationLoss, double validationAccuracy, long flips)
        implements Serializable {}
