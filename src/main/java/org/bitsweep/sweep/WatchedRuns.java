package org.bitsweep.sweep;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.bitsweep.run.PlannedRun;
import org.bitsweep.run.RunRow.Status;
import org.bitsweep.run.RunRows;

/**
 * Executes runs one after the other in a thread of its own, while the calling thread watches the clock: a run that takes
 * too long is interrupted, and one that does not end then is left behind with its thread.
 */
final class WatchedRuns {
    /**
     * What became of the runs.
     *
     * @param rows of the first runs, in their order
     * @param abandoned whether the last of these still runs and cannot be ended
     */
    record Ended(List<RunRows> rows, boolean abandoned) {}

    private static final long POLL_MILLIS = 50;

    private final List<PlannedRun> runs;
    private final Function<PlannedRun, RunRows> execution;
    private final BiFunction<PlannedRun, Throwable, RunRows> failure;
    private final BooleanSupplier stopRequested;
    private final Duration limit;
    private final Duration grace;
    private final Thread thread;
    private final CountDownLatch ended = new CountDownLatch(1);

    // Guarded by this.
    private final List<RunRows> rows = new ArrayList<>();
    private boolean closed;
    private boolean stopping;
    private boolean overdue;
    private long runStarted;
    private long interruptedAt;
    private Error crash;

    /**
     * @param failure makes the rows of a run that was ended
     * @param stopRequested whether the run under way shall be given up, and no other begun
     * @param limit time that a run may take; null if any
     * @param grace time that an interrupted run has to end
     */
    WatchedRuns(
            List<PlannedRun> runs,
            Function<PlannedRun, RunRows> execution,
            BiFunction<PlannedRun, Throwable, RunRows> failure,
            BooleanSupplier stopRequested,
            Duration limit,
            Duration grace) {
        this.runs = runs;
        this.execution = execution;
        this.failure = failure;
        this.stopRequested = stopRequested;
        this.limit = limit;
        this.grace = grace;
        this.thread = new Thread(this::executeAll, "bitsweep-runs");
        thread.setDaemon(true);
    }

    /**
     * Waits until all runs have ended, or no more of them will.
     *
     * @throws InterruptedException if the calling thread was interrupted; the run under way is, too
     * @throws Error if a run threw one that leaves the JVM in doubt
     */
    Ended await() throws InterruptedException {
        thread.start();
        try {
            boolean watching = true;
            while (watching && !ended.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                watching = watch(System.nanoTime());
            }
        } catch (InterruptedException e) {
            close();
            thread.interrupt();
            throw e;
        }
        return close();
    }

    /** Returns false to give the run under way up. */
    private synchronized boolean watch(long now) {
        if (stopping || overdue) {
            return now - interruptedAt < grace.toNanos();
        }
        stopping = stopRequested.getAsBoolean();
        overdue = limit != null && runStarted != 0 && now - runStarted > limit.toNanos();
        if (stopping || overdue) {
            interruptedAt = now;
            thread.interrupt();
        }
        return true;
    }

    private synchronized Ended close() {
        closed = true;
        if (crash != null) {
            throw crash;
        }
        boolean abandoned = overdue;
        if (abandoned) {
            rows.add(failure.apply(runs.get(rows.size()), new TimeLimitExceededException(limit, false)));
        }
        return new Ended(List.copyOf(rows), abandoned);
    }

    private void executeAll() {
        try {
            for (PlannedRun run = begin(); run != null; run = begin()) {
                end(run, execution.apply(run));
            }
        } catch (Error e) {
            crashed(e);
        } catch (RuntimeException e) {
            crashed(new AssertionError("a run's exception is a row, but its execution threw one", e));
        } finally {
            ended.countDown();
        }
    }

    private synchronized PlannedRun begin() {
        if (closed || stopping || rows.size() == runs.size()) {
            return null;
        }
        runStarted = System.nanoTime();
        return runs.get(rows.size());
    }

    private synchronized void end(PlannedRun run, RunRows result) {
        boolean ok = result.run().status() == Status.OK;
        if (closed || stopping && !ok) {
            return;
        }
        rows.add(overdue && !ok ? failure.apply(run, new TimeLimitExceededException(limit, true)) : result);
        overdue = false;
        runStarted = 0;
        Thread.interrupted();
    }

    private synchronized void crashed(Error e) {
        crash = e;
    }
}
