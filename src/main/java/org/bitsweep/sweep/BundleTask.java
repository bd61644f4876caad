package org.bitsweep.sweep;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.bitsweep.run.PlannedRun;
import org.bitsweep.run.RunExecution;
import org.bitsweep.run.RunRows;
import org.bitsweep.sweep.store.StoreException;
import org.bitsweep.sweep.store.StoreFiles;

/** What an executor does with a bundle: run after run in one thread, then their rows into the driver's staging folder. */
final class BundleTask implements Function<Bundle, BundleResult> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<Inputs> inputs;
    private final StoreFiles files;
    private final String driver;
    private final String stagingFolder;

    BundleTask(Broadcast<Inputs> inputs, StoreFiles files, String driver, String stagingFolder) {
        this.inputs = inputs;
        this.files = files;
        this.driver = driver;
        this.stagingFolder = stagingFolder;
    }

    @Override
    public BundleResult call(Bundle bundle) {
        List<RunRows> rows = new ArrayList<>();
        for (PlannedRun run : bundle.runs()) {
            rows.add(RunExecution.execute(
                    run, inputs.value().dataset(run.spec()), inputs.value().tables(), bundle.deaths()));
        }
        String stem = String.format(
                Locale.ROOT,
                "%s-%06d-%d",
                driver,
                bundle.number(),
                TaskContext.get().taskAttemptId());
        try {
            return new BundleWriter(files, stagingFolder, stem).write(rows);
        } catch (IOException e) {
            throw new StoreException("cannot write to the store " + files.location() + ": " + e.getMessage(), e);
        }
    }
}
