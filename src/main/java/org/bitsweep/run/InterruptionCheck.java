package org.bitsweep.run;

import org.bitsweep.nn.EpochSummary;
import org.bitsweep.nn.TrainingListener;

/** Ends a training between two steps if its thread was interrupted. */
final class InterruptionCheck implements TrainingListener {
    @Override
    public void stepped(int epoch, int flips) {
        check(epoch);
    }

    @Override
    public void epochEnded(EpochSummary epoch) {
        check(epoch.epoch());
    }

    private static void check(int epoch) {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedRunException(epoch);
        }
    }
}
