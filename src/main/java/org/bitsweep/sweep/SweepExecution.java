package org.bitsweep.sweep;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.bitsweep.run.PlannedRun;
import org.bitsweep.sweep.store.StagedFile;
import org.bitsweep.sweep.store.StoreException;
import org.bitsweep.sweep.store.StoreWriter;

/** Executes bundles until none is left or the sweep is to stop, and commits what they bring as it arrives. */
final class SweepExecution {
    private static final int JOBS_PER_CORE = 2;
    private static final long COMMIT_MILLIS = 1_000;
    private static final long POLL_MILLIS = 200;

    /** A signal ends a sweep within 5 s, of which committing takes some. */
    private static final long HAND_OVER_MILLIS = 2_500;

    private final SparkContext spark;
    private final StoreWriter store;
    private final Inputs inputs;
    private final BundleJobs jobs;
    private final BundleQueue queue;
    private final InFlight inFlight;
    private final RollingCompaction compaction;
    private final Map<String, String> outdatedFiles;
    private final Tally tally;

    private final List<StagedFile> uncommitted = new ArrayList<>();
    private final List<String> outdated = new ArrayList<>();
    private final Set<String> haltedExecutors = new HashSet<>();
    private int quarantines;
    private int jobsInFlight;
    private int abandoned;

    /**
     * @param outdatedFiles files of rows that new rows replace, by the key of their run
     * @param tally takes the counts
     */
    SweepExecution(
            SparkContext spark,
            StoreWriter store,
            Inputs inputs,
            BundleJobs jobs,
            BundleQueue queue,
            InFlight inFlight,
            RollingCompaction compaction,
            Map<String, String> outdatedFiles,
            Tally tally) {
        this.spark = spark;
        this.store = store;
        this.inputs = inputs;
        this.jobs = jobs;
        this.queue = queue;
        this.inFlight = inFlight;
        this.compaction = compaction;
        this.outdatedFiles = outdatedFiles;
        this.tally = tally;
    }

    /**
     * Works until all is done.
     *
     * @return why it stopped before, as a clause for people, unless an interruption was requested
     */
    Optional<String> run(Interruption interruption, FailurePolicy policy, Progress progress) {
        try {
            Optional<String> stopped = Optional.empty();
            long lastCommit = System.nanoTime();
            while (isWorkLeft() && !interruption.requested() && stopped.isEmpty()) {
                submit();
                jobs.poll(POLL_MILLIS, TimeUnit.MILLISECONDS).ifPresent(this::handle);
                if (System.nanoTime() - lastCommit > COMMIT_MILLIS * 1_000_000) {
                    compaction.advance();
                    if (!compaction.isInTheWay(uncommitted.size())) {
                        commit();
                    }
                    lastCommit = System.nanoTime();
                }
                progress.update(tally.state(Math.min(jobsInFlight, cores()), cores()));
                stopped = reasonToStop(policy);
            }
            while (handleNext(0)) {
                continue;
            }
            commit();
            if (jobsInFlight > 0 && spark.isLocal()) {
                handOver();
            }
            commit();
            interruption.settle();
            progress.update(tally.state(0, cores()));
            return stopped;
        } finally {
            compaction.close();
            if (jobsInFlight > 0) {
                jobs.cancelAll();
            }
            StopRequests.remove(store.driver());
            inFlight.close();
        }
    }

    /** Gives a run up without executing it. */
    void condemn(PlannedRun run, int deaths) {
        Throwable reason = new DriverDiedException(deaths);
        quarantine(new Bundle(-1, List.of(run), deaths - 1, true, 0), reason);
    }

    boolean isWorkLeft() {
        return jobsInFlight > 0 || !queue.isEmpty();
    }

    private void submit() {
        List<Bundle> next = new ArrayList<>();
        // Asked each time: executors register while the sweep goes on.
        int most = JOBS_PER_CORE * cores();
        while (jobsInFlight + next.size() < most) {
            Bundle bundle = queue.next(jobsInFlight + next.size());
            if (bundle == null) {
                break;
            }
            next.add(bundle);
        }
        if (!next.isEmpty()) {
            inFlight.begin(next);
            for (Bundle bundle : next) {
                submit(bundle);
            }
        }
    }

    private void submit(Bundle bundle) {
        try {
            jobs.submit(bundle);
            jobsInFlight++;
        } catch (IllegalStateException e) {
            // What Spark throws once it has stopped, for example because the cluster took the application away.
            commit();
            throw new ClusterLostException(tally.done(), tally.runs(), e);
        }
    }

    /** Local tasks see that they are to stop, and report the runs that they have finished. */
    private void handOver() {
        StopRequests.add(store.driver());
        long end = System.nanoTime() + HAND_OVER_MILLIS * 1_000_000;
        while (jobsInFlight > 0 && System.nanoTime() < end) {
            handleNext(POLL_MILLIS);
        }
    }

    private boolean handleNext(long timeoutMillis) {
        Optional<BundleJobs.Finished> finished = jobs.poll(timeoutMillis, TimeUnit.MILLISECONDS);
        finished.ifPresent(this::handle);
        return finished.isPresent();
    }

    private void handle(BundleJobs.Finished finished) {
        jobsInFlight--;
        Bundle bundle = finished.bundle();
        inFlight.end(bundle);
        if (finished.error() == null) {
            count(bundle, finished.result());
        } else {
            died(bundle, finished.error());
        }
    }

    private void count(Bundle bundle, BundleResult result) {
        tally.add(bundle, result);
        uncommitted.addAll(result.files());
        List<PlannedRun> again = new ArrayList<>();
        for (int i = 0; i < bundle.runs().size(); i++) {
            PlannedRun run = bundle.runs().get(i);
            if (result.suspects().contains(i)) {
                queue.suspect(bundle, run);
            } else if (result.undone().contains(i)) {
                again.add(run);
            } else {
                settled(run);
            }
        }
        queue.again(bundle, again);
        if (result.abandoned()) {
            abandoned++;
            haltedExecutors.add(result.executor());
        }
    }

    private void settled(PlannedRun run) {
        inFlight.forget(run);
        String file = outdatedFiles.remove(run.identity().runKey());
        if (file != null) {
            outdated.add(file);
        }
    }

    private void died(Bundle bundle, Throwable error) {
        // Runs do not die of a store that cannot be written; nothing but an end of the sweep helps then.
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreException failure) {
                throw new StoreException(failure.getMessage(), error);
            }
        }
        if (spark.isStopped() || !ExecutorDiedException.isOfTask(error)) {
            commit();
            throw new ClusterLostException(tally.done(), tally.runs(), error);
        }
        Throwable reason = ExecutorDiedException.unwrap(error);
        boolean withExecutor = reason instanceof ExecutorDiedException;
        if (withExecutor && haltedExecutors.contains(((ExecutorDiedException) reason).executor())) {
            queue.again(bundle, bundle.runs());
        } else if (!queue.died(bundle, withExecutor)) {
            quarantine(bundle, reason);
        }
    }

    private void quarantine(Bundle bundle, Throwable reason) {
        String stem = store.driver() + "-" + String.format(Locale.ROOT, "q%06d", quarantines++);
        try {
            BundleWriter writer = new BundleWriter(store.files(), store.stagingFolder(), stem);
            count(bundle, writer.write(List.of(inputs.quarantined(bundle.runs().get(0), reason, bundle.deaths() + 1))));
        } catch (IOException e) {
            throw StoreException.cannotWrite(store.files(), e);
        }
    }

    private void commit() {
        store.commit(outdated, uncommitted);
        outdated.clear();
        uncommitted.clear();
    }

    private Optional<String> reasonToStop(FailurePolicy policy) {
        if (policy.isExceeded(tally.failures())) {
            return Optional.of(tally.failures() + " runs failed, and --max-failures is "
                    + policy.maxFailures().getAsInt());
        }
        return spark.isLocal() && abandoned >= cores() && isWorkLeft()
                ? Optional.of(abandoned + " runs go on that cannot be ended, one for every core")
                : Optional.empty();
    }

    private int cores() {
        return spark.defaultParallelism();
    }
}
