package org.bitsweep.sweep;

import java.time.Duration;

/** A run took longer than the sweep allows. */
final class TimeLimitExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TimeLimitExceededException(Duration limit, boolean ended) {
        super("the run took longer than engine.run-time-limit, " + text(limit)
                + (ended ? "" : ", and could not be interrupted"));
    }

    private static String text(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
