package org.bitsweep.run;

import java.io.Serializable;
import org.bitsweep.nn.TrainingResult;

/**
 * One row of the table {@code runs}.
 *
 * @param result how training ended; null unless the status is OK
 * @param failure why there is no result; null if the status is OK
 */
public record RunRow(
        PlannedRun run,
        Status status,
        String network,
        long parameters,
        TrainingResult result,
        Failure failure,
        Observed observed)
        implements Serializable {
    /** What became of a run. */
    public enum Status {
        OK,
        FAILED,
        QUARANTINED
    }

    /** The exception that ended a run: its root cause, and the first line of its message. */
    public record Failure(String errorClass, String message) implements Serializable {
        static Failure of(Throwable thrown) {
            Throwable root = thrown;
            while (root.getCause() != null && root.getCause() != root) {
                root = root.getCause();
            }
            String message = String.valueOf(root.getMessage());
            return new Failure(
                    root.getClass().getName(), message.lines().findFirst().orElse(""));
        }
    }

    /**
     * What the machine adds; no result depends on it.
     *
     * @param startedAtMicros since the epoch, UTC
     * @param attempt from 0: how often the run's bundle had died before
     */
    public record Observed(long startedAtMicros, long wallMillis, String host, String jdk, String tier, int attempt)
            implements Serializable {}
}
