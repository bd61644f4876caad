package org.bitsweep.sweep;

/** Spark gave the application up; what was finished is in the store. */
public final class ClusterLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClusterLostException(int done, int runs, Throwable cause) {
        super(
                "Spark gave up: " + firstLine(cause) + "; " + done + " of " + runs
                        + " runs are done and kept, and the same command continues",
                cause);
    }

    private static String firstLine(Throwable cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason is given");
    }
}
