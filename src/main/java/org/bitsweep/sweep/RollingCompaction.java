package org.bitsweep.sweep;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.bitsweep.run.RunRow.Status;
import org.bitsweep.sweep.store.StagedFile;
import org.bitsweep.sweep.store.StoreWriter;

/**
 * Keeps a store under two thousand files while a sweep writes to it: merges the small files by Spark jobs beside those of
 * the sweep, and commits the result between the sweep's own commits. The driver that sweeps holds the lease, so nobody
 * else compacts.
 */
final class RollingCompaction implements AutoCloseable {
    /** As many small files begin a compaction. */
    static final int SMALL_FILES = 800;

    /** With more files than that the sweep's commits wait for a compaction that is on its way. */
    static final int MOST_FILES = 1_600;

    private static final int MOST_FAILURES = 3;

    private final SparkSession spark;
    private final StoreWriter store;
    private final String jobs;
    private CompletableFuture<Compaction.Merged> running;
    private int begun;
    private int failures;

    RollingCompaction(SparkSession spark, String sweep, StoreWriter store) {
        this.spark = spark;
        this.store = store;
        this.jobs = sweep + ": compaction";
    }

    /** Begins a compaction if it is due, or commits one that is done; returns at once. */
    void advance() {
        if (running == null) {
            List<StagedFile> small = small(store.live());
            if (small.size() >= SMALL_FILES && failures < MOST_FAILURES) {
                running = CompletableFuture.supplyAsync(() -> merge(small), RollingCompaction::inThread);
            }
        } else if (running.isDone()) {
            commit();
        }
    }

    /** Whether the sweep should keep so many staged files back until a compaction has made room. */
    boolean isInTheWay(int staged) {
        return running != null && store.live().size() + staged > MOST_FILES;
    }

    private void commit() {
        try {
            Compaction.Merged merged = running.join();
            store.commit(merged.outdated(), merged.staged());
        } catch (CompletionException e) {
            // The sweep goes on with more files; what fails for good fails for its bundles, too.
            failures++;
            System.getLogger(RollingCompaction.class.getName())
                    .log(System.Logger.Level.WARNING, "the store was not compacted: " + e.getMessage());
        } finally {
            running = null;
        }
    }

    private Compaction.Merged merge(List<StagedFile> files) {
        spark.sparkContext().setJobGroup(jobs, jobs + " of " + files.size() + " files", true);
        return new Compaction(spark, store, begun++, Compaction.FILE_BYTES).merge(files);
    }

    /** The files of OK runs whose largest file is far from full. */
    static List<StagedFile> small(List<StagedFile> live) {
        Map<String, Long> largest = live.stream()
                .filter(file -> BundleWriter.status(file) == Status.OK)
                .collect(Collectors.toMap(StagedFile::stem, StagedFile::length, Math::max));
        return live.stream()
                .filter(file -> largest.getOrDefault(file.stem(), Compaction.FILE_BYTES) < Compaction.FILE_BYTES / 2)
                .toList();
    }

    private static void inThread(Runnable task) {
        Thread thread = new Thread(task, "bitsweep-compaction");
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends a compaction that is on its way; what it has staged is cleared with the writer. */
    @Override
    public void close() {
        if (running != null && !spark.sparkContext().isStopped()) {
            spark.sparkContext().cancelJobGroup(jobs);
        }
    }
}
