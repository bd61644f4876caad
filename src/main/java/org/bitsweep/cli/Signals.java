package org.bitsweep.cli;

import org.bitsweep.sweep.Interruption;
import sun.misc.Signal;

/** SIGINT and SIGTERM ask a sweep to stop; a second one ends the process at once. */
final class Signals {
    private static final int SIGINT = 130;
    private static final int SIGTERM = 143;

    private Signals() {}

    static void stop(Interruption interruption) {
        handle("INT", SIGINT, interruption);
        handle("TERM", SIGTERM, interruption);
    }

    private static void handle(String name, int exitStatus, Interruption interruption) {
        Signal.handle(new Signal(name), signal -> {
            if (interruption.requested()) {
                Runtime.getRuntime().halt(exitStatus);
            }
            System.err.println("stopping: committing the runs that are finished");
            interruption.request(exitStatus);
        });
    }
}
