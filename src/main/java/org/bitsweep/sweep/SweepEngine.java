package org.bitsweep.sweep;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.bitsweep.run.PlannedRun;
import org.bitsweep.run.RunExecution;
import org.bitsweep.run.RunRow.Status;
import org.bitsweep.run.RunRows;
import org.bitsweep.sweep.store.StoreException;
import org.bitsweep.sweep.store.StoreFiles;
import org.bitsweep.sweep.store.StoreReader;
import org.bitsweep.sweep.store.StoreWriter;
import scala.reflect.ClassTag$;

/** Executes the runs of a plan that a store does not have yet. Every bundle of runs is a Spark job of one task. */
public final class SweepEngine {
    private final SparkSession spark;
    private final SweepConfig config;
    private final SweepPlan plan;
    private final FailurePolicy policy;
    private final Interruption interruption;
    private final StoreFiles files;
    private final RunFunction function;

    public SweepEngine(
            SparkSession spark, SweepConfig config, SweepPlan plan, FailurePolicy policy, Interruption interruption) {
        this(
                spark,
                config,
                plan,
                policy,
                interruption,
                HadoopSettings.files(spark, config.store()),
                SweepEngine::train);
    }

    SweepEngine(
            SparkSession spark,
            SweepConfig config,
            SweepPlan plan,
            FailurePolicy policy,
            Interruption interruption,
            StoreFiles files,
            RunFunction function) {
        this.spark = spark;
        this.config = config;
        this.plan = plan;
        this.policy = policy;
        this.interruption = interruption;
        this.files = files;
        this.function = function;
    }

    /**
     * Runs or resumes the sweep.
     *
     * @throws StoreException if the store cannot be read or written, or was lost
     * @throws InterruptedSweepException after a signal, when what was finished has been committed
     * @throws ClusterLostException if Spark gave the application up, when what was finished has been committed
     */
    public SweepOutcome run(Progress.Display display) {
        long start = System.nanoTime();
        try (StoreWriter store = StoreWriter.open(files)) {
            KnownRuns known = KnownRuns.read(plan, StoreReader.open(store.files()));
            int[] toDo = known.toDo(policy::retries);
            Map<String, String> outdatedFiles = new HashMap<>();
            for (int run : toDo) {
                if (known.file(run) != null) {
                    outdatedFiles.put(plan.run(run).identity().runKey(), known.file(run));
                }
            }
            Tally tally = new Tally(
                    toDo.length, Arrays.stream(toDo).mapToDouble(plan::seconds).sum() * known.slowness());
            Optional<String> stopped = toDo.length == 0
                    ? Optional.empty()
                    : execute(store, toDo, known.slowness(), outdatedFiles, tally, display);
            return new SweepOutcome(
                    config.name(),
                    store.files().location(),
                    plan.distinct(),
                    plan.distinct() - toDo.length,
                    tally.ok(),
                    before(known, Status.FAILED) + tally.failed(),
                    before(known, Status.QUARANTINED) + tally.quarantined(),
                    (System.nanoTime() - start) / 1e9,
                    stopped);
        }
    }

    /** Runs with a status of earlier invocations that stays. */
    private int before(KnownRuns known, Status status) {
        return policy.retries(status) ? 0 : known.count(status);
    }

    private Optional<String> execute(
            StoreWriter store,
            int[] runs,
            double slowness,
            Map<String, String> outdatedFiles,
            Tally tally,
            Progress.Display display) {
        SparkContext context = spark.sparkContext();
        InFlight inFlight = InFlight.open(store.files(), store.driver(), context.isLocal());
        Triage triage = Triage.of(plan, runs, inFlight.deaths());
        Inputs loaded = plan.load(runs);
        BundleQueue queue = new BundleQueue(Bundles.cut(
                plan,
                triage.unsuspected(),
                slowness,
                context.defaultParallelism(),
                config.bundleSeconds(),
                config.bundles()));
        triage.singles().forEach(run -> queue.addSingle(plan.run(run), plan.seconds(run) * slowness, false));
        triage.alone().forEach(run -> queue.addSingle(plan.run(run), plan.seconds(run) * slowness, true));
        writeManifest(store.files(), loaded);
        Broadcast<Inputs> inputs = context.broadcast(loaded, ClassTag$.MODULE$.apply(Inputs.class));
        BundleTask task = new BundleTask(
                function,
                inputs,
                store.files(),
                store.driver(),
                store.stagingFolder(),
                config.runTimeLimit().orElse(null),
                context.isLocal());
        BundleJobs jobs = new BundleJobs(spark, config.name(), task);
        int skipped = plan.distinct() - runs.length;
        try (Progress progress = new ProgressFile(
                display.open(runs.length), store.files(), store.driver(), config.name(), plan.distinct(), skipped)) {
            SweepExecution execution = new SweepExecution(
                    context,
                    store,
                    loaded,
                    jobs,
                    queue,
                    inFlight,
                    new RollingCompaction(spark, config.name(), store),
                    outdatedFiles,
                    tally);
            triage.condemned().forEach((run, deaths) -> execution.condemn(plan.run(run), deaths));
            Optional<String> stopped = execution.run(interruption, policy, progress);
            if (interruption.requested() && execution.isWorkLeft()) {
                throw new InterruptedSweepException(interruption.exitStatus(), tally.done(), runs.length);
            }
            return stopped;
        } finally {
            if (!context.isStopped()) {
                inputs.destroy();
            }
        }
    }

    private void writeManifest(StoreFiles target, Inputs loaded) {
        try {
            Manifest.write(target, config, plan, loaded, spark.sparkContext());
        } catch (IOException e) {
            throw StoreException.cannotWrite(target, e);
        }
    }

    static RunRows train(PlannedRun run, Inputs inputs, int attempt) {
        return RunExecution.execute(run, inputs.dataset(run.spec()), inputs.tables(), attempt);
    }
}
