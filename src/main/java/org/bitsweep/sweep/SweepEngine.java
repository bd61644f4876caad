package org.bitsweep.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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
        this(spark, config, plan, policy, interruption, StoreFiles.of(config.store()), SweepEngine::train);
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
            StoredRuns stored = StoredRuns.read(spark, config.store());
            Map<String, PlannedRun> distinct = distinctRuns();
            List<PlannedRun> toDo = new ArrayList<>();
            Map<String, String> outdatedFiles = new HashMap<>();
            int failedBefore = 0;
            int quarantinedBefore = 0;
            for (PlannedRun run : distinct.values()) {
                String key = run.identity().runKey();
                Optional<Status> status = stored.status(key);
                if (status.isEmpty() || policy.retries(status.get())) {
                    toDo.add(run);
                    status.ifPresent(old -> outdatedFiles.put(key, stored.file(key)));
                } else if (status.get() == Status.FAILED) {
                    failedBefore++;
                } else if (status.get() == Status.QUARANTINED) {
                    quarantinedBefore++;
                }
            }
            int planned = distinct.size();
            Tally tally = new Tally(toDo.size(), seconds(toDo));
            Optional<String> stopped =
                    toDo.isEmpty() ? Optional.empty() : execute(store, toDo, outdatedFiles, tally, display);
            return new SweepOutcome(
                    config.name(),
                    store.files().location(),
                    planned,
                    planned - toDo.size(),
                    tally.ok(),
                    failedBefore + tally.failed(),
                    quarantinedBefore + tally.quarantined(),
                    (System.nanoTime() - start) / 1e9,
                    stopped);
        }
    }

    private Map<String, PlannedRun> distinctRuns() {
        Map<String, PlannedRun> distinct = new LinkedHashMap<>();
        for (int i = 0; i < plan.size(); i++) {
            PlannedRun run = plan.run(i);
            distinct.putIfAbsent(run.identity().runKey(), run);
        }
        return distinct;
    }

    private Optional<String> execute(
            StoreWriter store,
            List<PlannedRun> runs,
            Map<String, String> outdatedFiles,
            Tally tally,
            Progress.Display display) {
        SparkContext context = spark.sparkContext();
        InFlight inFlight = InFlight.open(store.files(), store.driver(), context.isLocal());
        Triage triage = Triage.of(runs, inFlight);
        BundleQueue queue = new BundleQueue();
        queue.add(Bundles.cut(
                triage.unsuspected(),
                plan.inputs(),
                context.defaultParallelism(),
                config.bundleSeconds(),
                config.bundles()));
        triage.singles().forEach(run -> queue.addSingle(run, seconds(List.of(run)), false));
        triage.alone().forEach(run -> queue.addSingle(run, seconds(List.of(run)), true));
        Broadcast<Inputs> inputs = context.broadcast(plan.inputs(), ClassTag$.MODULE$.apply(Inputs.class));
        BundleTask task = new BundleTask(
                function,
                inputs,
                store.files(),
                store.driver(),
                store.stagingFolder(),
                config.runTimeLimit().orElse(null),
                context.isLocal());
        try (Progress progress = display.open(runs.size())) {
            SweepExecution execution = new SweepExecution(
                    context,
                    store,
                    plan.inputs(),
                    new BundleJobs(spark, config.name(), task),
                    queue,
                    inFlight,
                    outdatedFiles,
                    tally);
            triage.condemned()
                    .forEach(run -> execution.condemn(run, inFlight.deaths(run).alone()));
            Optional<String> stopped = execution.run(interruption, policy, progress);
            if (interruption.requested() && execution.isWorkLeft()) {
                throw new InterruptedSweepException(interruption.exitStatus(), tally.done(), runs.size());
            }
            return stopped;
        } finally {
            if (!context.isStopped()) {
                inputs.destroy();
            }
        }
    }

    private double seconds(List<PlannedRun> runs) {
        return runs.stream()
                .mapToDouble(run -> Bundles.seconds(run.spec(), plan.inputs()))
                .sum();
    }

    static RunRows train(PlannedRun run, Inputs inputs, int attempt) {
        return RunExecution.execute(run, inputs.dataset(run.spec()), inputs.tables(), attempt);
    }
}
