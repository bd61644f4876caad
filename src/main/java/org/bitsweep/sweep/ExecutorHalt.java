package org.bitsweep.sweep;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Ends an executor's JVM, in which a run goes on that does not react to anything. */
final class ExecutorHalt {
    /** The result of the task that asks for it is on its way to the driver. */
    private static final long DELAY_MILLIS = 1_000;

    private static final int STATUS = 75;

    private ExecutorHalt() {}

    static void soon() {
        CompletableFuture.delayedExecutor(DELAY_MILLIS, TimeUnit.MILLISECONDS)
                .execute(() -> Runtime.getRuntime().halt(STATUS));
    }
}
