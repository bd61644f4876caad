package org.bitsweep.nn;

/** The loss or a parameter is not a finite number any more. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DivergedException(String what, double loss, int epoch) {
        super(what + " loss is " + loss + " in epoch " + epoch);
    }

    DivergedException(int epoch) {
        super("a parameter is not a finite number after epoch " + epoch);
    }
}
