package org.bitsweep.nn;

import java.util.List;
import org.bitsweep.bits.BitMatrix;

/** What probes implement: called from the training thread, in order, and not allowed to change what they are shown. */
public interface TrainingListener {
    /**
     * Before the first step.
     *
     * @param signs the binarized weights of every layer, outputs x inputs: live views, valid until the end
     */
    default void started(List<BitMatrix> signs) {}

    /**
     * After an optimisation step.
     *
     * @param epoch from 1
     * @param flips binarized weights that this step changed
     */
    default void stepped(int epoch, int flips) {}

    /** After an epoch and its validation; epoch 0 is the state before training. */
    default void epochEnded(EpochSummary epoch) {}
}
