package org.bitsweep.sweep;

import java.util.OptionalInt;
import org.bitsweep.run.RunRow.Status;

/**
 * What to do about runs without a result.
 *
 * @param retryFailed whether FAILED runs of earlier invocations are executed again
 * @param retryQuarantined the same of QUARANTINED runs
 * @param maxFailures the sweep ends once more runs than that have failed or been quarantined in this invocation
 */
public record FailurePolicy(boolean retryFailed, boolean retryQuarantined, OptionalInt maxFailures) {
    /** Goes on whatever fails, and executes nothing again that failed before. */
    public static final FailurePolicy DEFAULT = new FailurePolicy(false, false, OptionalInt.empty());

    public FailurePolicy {
        if (maxFailures.isPresent() && maxFailures.getAsInt() < 0) {
            throw new IllegalArgumentException("--max-failures is " + maxFailures.getAsInt() + ", expected 0 or more");
        }
    }

    /** Whether a run with this status is executed again. */
    boolean retries(Status status) {
        return status == Status.FAILED && retryFailed || status == Status.QUARANTINED && retryQuarantined;
    }

    boolean isExceeded(int failures) {
        return maxFailures.isPresent() && failures > maxFailures.getAsInt();
    }
}
