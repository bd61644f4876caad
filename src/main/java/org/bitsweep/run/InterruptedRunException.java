package org.bitsweep.run;

/** A training that ended because its thread was interrupted. */
public final class InterruptedRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InterruptedRunException(int epoch) {
        super("interrupted in epoch " + epoch);
    }
}
