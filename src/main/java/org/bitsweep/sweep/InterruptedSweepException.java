package org.bitsweep.sweep;

/** A sweep stopped on request; all runs that had finished are in the store. */
public final class InterruptedSweepException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitStatus;

    InterruptedSweepException(int exitStatus, int done, int runs) {
        super("stopped: " + done + " of " + runs + " runs are done and kept; the same command continues");
        this.exitStatus = exitStatus;
    }

    public int exitStatus() {
        return exitStatus;
    }
}
