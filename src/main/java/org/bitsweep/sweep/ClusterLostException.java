package org.bitsweep.sweep;

/** Spark gave the application up; what was finished is in the store. */
public final class ClusterLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClusterLostException(int done, int runs, Throwable cause) {
        super(
                "Spark ended the application: " + done + " of " + runs
                        + " runs are done and kept; the same command continues",
                cause);
    }
}
