package org.bitsweep.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bitsweep.sweep.Interruption;
import sun.misc.Signal;

/** SIGINT and SIGTERM ask a sweep to stop; a second one ends the process at once. */
final class Signals {
    private static final int SIGINT = 130;
    private static final int SIGTERM = 143;
    private static final long MOST_MILLIS = 4_700;

    private Signals() {}

    static void stop(Interruption interruption) {
        handle("INT", SIGINT, interruption);
        handle("TERM", SIGTERM, interruption);
    }

    /** What was not committed by then is as lost as if the process had been killed, which the store endures. */
    private static void haltInTime(Interruption interruption, int exitStatus) {
        CompletableFuture.delayedExecutor(MOST_MILLIS, TimeUnit.MILLISECONDS).execute(() -> {
            if (!interruption.settled()) {
                System.err.println("stopped: there was no time to commit everything; the same command continues");
            }
            Runtime.getRuntime().halt(exitStatus);
        });
    }

    private static void handle(String name, int exitStatus, Interruption interruption) {
        Signal.handle(new Signal(name), signal -> {
            if (interruption.requested()) {
                Runtime.getRuntime().halt(exitStatus);
            }
            System.err.println("stopping: committing the runs that are finished");
            interruption.request(exitStatus);
            haltInTime(interruption, exitStatus);
        });
    }
}
