package org.bitsweep.sweep;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.bitsweep.run.RunRow.Status;
import org.bitsweep.sweep.store.LeaseHolder;
import org.bitsweep.sweep.store.StagedFile;
import org.bitsweep.sweep.store.StoreException;
import org.bitsweep.sweep.store.StoreFiles;
import org.bitsweep.sweep.store.StoreReader;
import org.bitsweep.sweep.store.TableName;

/**
 * What a store has, and what a sweep that writes to it is doing. Takes no lease, writes nothing and needs no Spark.
 *
 * @param store the folder
 * @param ok runs in it with a result; then those that failed, and those that were quarantined
 * @param damage one sentence for each file or log record that is damaged or missing
 * @param writer who holds the lease, dead or alive
 * @param running of the sweep that writes at the moment
 */
public record StoreStatus(
        String store,
        long ok,
        long failed,
        long quarantined,
        List<String> damage,
        Optional<LeaseHolder> writer,
        Optional<Running> running) {
    /**
     * A sweep under way.
     *
     * @param planned distinct runs
     * @param done runs that are done, whoever did them
     * @param failed runs of this invocation without a result
     * @param running runs that are executed at this moment
     * @param runsPerSecond of this invocation
     */
    public record Running(
            String sweep, int planned, int done, int failed, int running, double runsPerSecond, double secondsLeft) {}

    /** @throws StoreException if there is no store or it cannot be read */
    public static StoreStatus read(String store) {
        StoreFiles files = StoreFiles.of(store);
        StoreReader reader = StoreReader.open(files);
        long[] runs = new long[Status.values().length];
        for (StagedFile file : reader.files(TableName.RUNS)) {
            runs[BundleWriter.status(file).ordinal()] += file.runs();
        }
        try {
            Optional<LeaseHolder> writer = LeaseHolder.of(files);
            return new StoreStatus(
                    files.location(),
                    runs[Status.OK.ordinal()],
                    runs[Status.FAILED.ordinal()],
                    runs[Status.QUARANTINED.ordinal()],
                    reader.damage(),
                    writer,
                    running(files, writer));
        } catch (IOException e) {
            throw StoreException.cannotRead(files, e);
        }
    }

    /** A progress file whose writer does not live is left over. */
    private static Optional<Running> running(StoreFiles files, Optional<LeaseHolder> writer) throws IOException {
        return ProgressFile.read(files)
                .filter(content -> writer.isPresent()
                        && writer.get().alive()
                        && writer.get().driver().equals(content.driver()))
                .map(content -> new Running(
                        content.sweep(),
                        content.planned(),
                        content.skipped() + content.done(),
                        content.failed(),
                        content.running(),
                        content.runsPerSecond(),
                        content.secondsLeft()));
    }
}
