package org.bitsweep.sweep;

/** The process of a sweep ended while it executed one run and nothing else. */
final class DriverDiedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DriverDiedException(int deaths) {
        super("the sweep's own process died " + deaths + " times while it executed this run alone");
    }
}
