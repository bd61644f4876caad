package org.bitsweep.sweep;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.bitsweep.run.PlannedRun;
import org.bitsweep.run.RunRow.Status;
import org.bitsweep.sweep.store.StagedFile;
import org.bitsweep.sweep.store.StoreException;
import org.bitsweep.sweep.store.StoreFiles;
import org.bitsweep.sweep.store.StoreReader;
import org.bitsweep.sweep.store.StoreWriter;
import scala.reflect.ClassTag$;

/**
 * Executes the runs of a plan that a store does not have yet. Every bundle is a Spark job of one task; results are
 * committed as they arrive. A task that dies is tried once more; after that its runs go singly, and one that dies again
 * alone is quarantined.
 */
public final class SweepEngine {
    private static final int DEATHS_BEFORE_SPLITTING = 2;
    private static final int JOBS_PER_CORE = 2;
    private static final long COMMIT_MILLIS = 1_000;

    private final SparkSession spark;
    private final SweepConfig config;
    private final SweepPlan plan;
    private final Interruption interruption;
    private final StoreFiles files;

    /** Bundles that died, and their runs; they go after all that are planned. */
    private final Deque<Bundle> waiting = new ArrayDeque<>();

    private final List<StagedFile> uncommitted = new ArrayList<>();
    private Inputs loaded;
    private int bundles;
    private int inFlight;
    private int ok;
    private int failed;
    private int quarantined;

    public SweepEngine(SparkSession spark, SweepConfig config, SweepPlan plan, Interruption interruption) {
        this(spark, config, plan, interruption, StoreFiles.of(config.store()));
    }

    SweepEngine(SparkSession spark, SweepConfig config, SweepPlan plan, Interruption interruption, StoreFiles files) {
        this.spark = spark;
        this.config = config;
        this.plan = plan;
        this.interruption = interruption;
        this.files = files;
    }

    /**
     * Runs or resumes the sweep.
     *
     * @throws StoreException if the store cannot be read or written, or was lost
     * @throws InterruptedSweepException after a signal, when what was finished has been committed
     */
    public SweepOutcome run(Progress.Display display) {
        long start = System.nanoTime();
        try (StoreWriter store = StoreWriter.open(files)) {
            KnownRuns known = KnownRuns.read(plan, StoreReader.open(config.store()));
            if (known.count() < plan.distinct()) {
                execute(store, known, display);
            }
            return new SweepOutcome(
                    config.name(),
                    store.files().location(),
                    plan.distinct(),
                    known.count(),
                    ok,
                    known.count(Status.FAILED) + failed,
                    known.count(Status.QUARANTINED) + quarantined,
                    (System.nanoTime() - start) / 1e9);
        }
    }

    private void execute(StoreWriter store, KnownRuns known, Progress.Display display) {
        int[] runs = known.missing();
        loaded = plan.load(runs);
        Bundles cut = Bundles.cut(
                plan,
                runs,
                known.slowness(),
                spark.sparkContext().defaultParallelism(),
                config.bundleSeconds(),
                config.bundles());
        Iterator<Bundle> planned = cut.iterator();
        bundles = cut.size();
        Broadcast<Inputs> inputs = spark.sparkContext().broadcast(loaded, ClassTag$.MODULE$.apply(Inputs.class));
        BundleTask task = new BundleTask(inputs, store.files(), store.driver(), store.stagingFolder());
        BundleJobs jobs = new BundleJobs(spark, config.name(), task);
        try (Progress progress = display.open(runs.length)) {
            long lastCommit = System.nanoTime();
            while (isWorkLeft(planned) && !interruption.requested()) {
                // Asked each time: executors register while the sweep goes on.
                int cores = spark.sparkContext().defaultParallelism();
                while (inFlight < JOBS_PER_CORE * cores && (planned.hasNext() || !waiting.isEmpty())) {
                    jobs.submit(planned.hasNext() ? planned.next() : waiting.removeFirst());
                    inFlight++;
                }
                jobs.poll(200, TimeUnit.MILLISECONDS).ifPresent(finished -> handle(store, finished));
                if (System.nanoTime() - lastCommit > COMMIT_MILLIS * 1_000_000) {
                    commit(store);
                    lastCommit = System.nanoTime();
                }
                progress.update(ok + failed + quarantined, failed + quarantined);
            }
            for (Optional<BundleJobs.Finished> more = jobs.poll(0, TimeUnit.MILLISECONDS);
                    more.isPresent();
                    more = jobs.poll(0, TimeUnit.MILLISECONDS)) {
                handle(store, more.get());
            }
            commit(store);
            progress.update(ok + failed + quarantined, failed + quarantined);
        } finally {
            if (inFlight > 0) {
                jobs.cancelAll();
            }
            inputs.destroy();
        }
        if (interruption.requested() && isWorkLeft(planned)) {
            throw new InterruptedSweepException(interruption.exitStatus(), ok + failed + quarantined, runs.length);
        }
    }

    private boolean isWorkLeft(Iterator<Bundle> planned) {
        return inFlight > 0 || !waiting.isEmpty() || planned.hasNext();
    }

    private void commit(StoreWriter store) {
        store.commit(uncommitted);
        uncommitted.clear();
    }

    private void handle(StoreWriter store, BundleJobs.Finished finished) {
        inFlight--;
        if (finished.error() == null) {
            count(finished.result());
            return;
        }
        // Runs do not die of a store that cannot be written; nothing but an end of the sweep helps then.
        for (Throwable cause = finished.error(); cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreException failure) {
                throw new StoreException(failure.getMessage(), finished.error());
            }
        }
        Bundle dead = finished.bundle().afterDeath();
        if (dead.deaths() < DEATHS_BEFORE_SPLITTING) {
            waiting.addLast(dead);
        } else if (dead.runs().size() > 1) {
            for (PlannedRun run : dead.runs()) {
                waiting.addLast(new Bundle(bundles++, List.of(run), dead.deaths()));
            }
        } else {
            quarantine(store, dead, finished.error());
        }
    }

    private void quarantine(StoreWriter store, Bundle dead, Throwable error) {
        String stem = store.driver() + "-" + String.format(Locale.ROOT, "%06d", dead.number());
        try {
            count(new BundleWriter(store.files(), store.stagingFolder(), stem)
                    .write(List.of(loaded.quarantined(dead.runs().get(0), error, dead.deaths()))));
        } catch (IOException e) {
            throw new StoreException(
                    "cannot write to the store " + store.files().location() + ": " + e.getMessage(), e);
        }
    }

    private void count(BundleResult result) {
        uncommitted.addAll(result.files());
        ok += result.ok();
        failed += result.failed();
        quarantined += result.quarantined();
    }
}
