package org.bitsweep.sweep;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.bitsweep.run.RunRow;
import org.bitsweep.run.RunRows;
import org.bitsweep.sweep.store.StoreException;
import org.bitsweep.sweep.store.StoreFiles;

/**
 * What an executor does with a bundle: run after run, then their rows into the driver's staging folder. An executor with
 * a run that cannot be ended halts after it has reported.
 */
final class BundleTask implements Function<Bundle, BundleResult> {
    private static final long serialVersionUID = 1L;

    private static final Duration GRACE = Duration.ofSeconds(2);

    private final RunFunction function;
    private final Broadcast<Inputs> inputs;
    private final StoreFiles files;
    private final String driver;
    private final String stagingFolder;
    private final Duration runTimeLimit;
    private final boolean local;

    /**
     * @param runTimeLimit null if there is none
     * @param local whether the executor is the driver, which does not halt
     */
    BundleTask(
            RunFunction function,
            Broadcast<Inputs> inputs,
            StoreFiles files,
            String driver,
            String stagingFolder,
            Duration runTimeLimit,
            boolean local) {
        this.function = function;
        this.inputs = inputs;
        this.files = files;
        this.driver = driver;
        this.stagingFolder = stagingFolder;
        this.runTimeLimit = runTimeLimit;
        this.local = local;
    }

    @Override
    public BundleResult call(Bundle bundle) throws InterruptedException {
        Inputs loaded = inputs.value();
        WatchedRuns.Ended ended = new WatchedRuns(
                        bundle.runs(),
                        run -> function.execute(run, loaded, bundle.deaths()),
                        (run, error) -> loaded.failed(run, error, bundle.deaths()),
                        () -> StopRequests.contains(driver),
                        runTimeLimit,
                        GRACE)
                .await();
        BundleResult result = write(bundle, ended);
        if (ended.abandoned() && !local) {
            ExecutorHalt.soon();
        }
        return result;
    }

    private BundleResult write(Bundle bundle, WatchedRuns.Ended ended) {
        List<RunRows> rows = new ArrayList<>();
        List<Integer> undone = new ArrayList<>();
        List<Integer> suspects = new ArrayList<>();
        for (int i = 0; i < bundle.runs().size(); i++) {
            if (i >= ended.rows().size()) {
                undone.add(i);
            } else if (!bundle.alone() && ranOutOfMemory(ended.rows().get(i).run())) {
                suspects.add(i);
            } else {
                rows.add(ended.rows().get(i));
            }
        }
        String stem = String.format(
                Locale.ROOT,
                "%s-%06d-%d",
                driver,
                bundle.number(),
                TaskContext.get().taskAttemptId());
        try {
            BundleResult written = new BundleWriter(files, stagingFolder, stem).write(rows);
            return new BundleResult(
                    written.files(),
                    written.ok(),
                    written.failed(),
                    written.quarantined(),
                    undone,
                    suspects,
                    ended.abandoned(),
                    SparkEnv.get().executorId());
        } catch (IOException e) {
            throw StoreException.cannotWrite(files, e);
        }
    }

    /** Which of the runs of a JVM meets the end of its memory says little of which one takes it. */
    private static boolean ranOutOfMemory(RunRow row) {
        return row.status() == RunRow.Status.FAILED
                && row.failure().errorClass().equals(OutOfMemoryError.class.getName());
    }
}
