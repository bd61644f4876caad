package org.bitsweep;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another process does. */
public final class Eventually {
    private static final long POLL_NANOS = 20_000_000;

    private Eventually() {}

    /** Looks again and again until the condition holds, and fails if it never does. */
    public static void holds(String what, Duration most, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + most.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("after " + most + " still not: " + what);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
