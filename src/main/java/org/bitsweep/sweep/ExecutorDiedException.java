package org.bitsweep.sweep;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An executor ended with the run that it executed; the message is what Spark knows of the reason. */
final class ExecutorDiedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** In the message of a failed job, which is all that Spark tells its caller. */
    private static final Pattern LOST =
            Pattern.compile("ExecutorLostFailure \\(executor (\\S+) .*?\\)(?: Reason: (.*))?");

    private final String executor;

    private ExecutorDiedException(String executor, String reason, Throwable cause) {
        super("the executor died with the run: " + reason);
        this.executor = executor;
        setStackTrace(cause.getStackTrace());
    }

    /** Whether a job failed because its task did; else Spark itself could not execute it. */
    static boolean isOfTask(Throwable error) {
        return String.valueOf(error.getMessage()).contains("Lost task");
    }

    /** Why a job failed: an executor's death as this exception, anything else as it is. */
    static Throwable unwrap(Throwable error) {
        Matcher lost = LOST.matcher(String.valueOf(error.getMessage()));
        if (!lost.find()) {
            return error;
        }
        String reason =
                lost.group(2) == null ? "no reason is known" : lost.group(2).strip();
        return new ExecutorDiedException(lost.group(1), reason, error);
    }

    /** Spark's number of the executor. */
    String executor() {
        return executor;
    }
}
