package org.bitsweep.nn;

import org.bitsweep.data.RunData;

/** What probes implement: called from the training thread, in order, and not allowed to change what they are shown. */
public interface TrainingListener {
    /**
     * Before the first step.
     *
     * @param network live until the end
     */
    default void started(NetworkView network) {}

    /**
     * Before the first step, for whoever wants to see the samples, too.
     *
     * @param network live until the end
     * @param data that it is trained and judged on; for reading only
     */
    default void started(NetworkView network, RunData data) {
        started(network);
    }

    /**
     * After an optimisation step.
     *
     * @param epoch from 1
     * @param samples number of samples of the batch
     * @param flips weights whose sign this step changed, in all layers
     */
    default void stepped(int epoch, int samples, int flips) {}

    /** After an epoch and its validation; epoch 0 is the state before training. */
    default void epochEnded(EpochSummary epoch) {}

    /** After the test; the network has the weights of the best epoch. */
    default void ended(TrainingResult result) {}
}
