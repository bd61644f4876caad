package org.bitsweep.nn;

import java.time.Duration;

/** A training took longer than it was allowed to. */
public final class TimeLimitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TimeLimitException(Duration limit, int epoch) {
        super("the time limit of " + limit.toMillis() / 1000.0 + " s passed in epoch " + epoch);
    }
}
