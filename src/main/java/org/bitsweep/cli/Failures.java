package org.bitsweep.cli;

import com.typesafe.config.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.bitsweep.run.ConfigurationException;
import org.bitsweep.sweep.ClusterLostException;
import org.bitsweep.sweep.store.StoreException;

/** From an exception to one sentence on stderr and an exit status. */
final class Failures {
    static final int SOME_RUNS_FAILED = 1;
    static final int NOT_REPRODUCED = 1;
    private static final int WRONG_INPUT = 2;
    static final int STORE = 3;
    private static final int INTERNAL = 70;

    private Failures() {}

    static int report(Throwable error, boolean debug) {
        int status = status(error);
        String sentence = status == INTERNAL && !(error instanceof ClusterLostException)
                ? "internal error: " + firstLine(error.toString()) + (debug ? "" : " (--debug shows where)")
                : firstLine(String.valueOf(error.getMessage()));
        System.err.println("bitsweep: " + sentence);
        if (debug) {
            error.printStackTrace();
        }
        return status;
    }

    private static int status(Throwable error) {
        if (error instanceof ConfigurationException
                || error instanceof ConfigException
                || error instanceof IllegalArgumentException) {
            return WRONG_INPUT;
        }
        if (error instanceof StoreException || error instanceof IOException || error instanceof UncheckedIOException) {
            return STORE;
        }
        return INTERNAL;
    }

    private static String firstLine(String message) {
        return message.strip().lines().findFirst().orElse("no reason is given");
    }
}
