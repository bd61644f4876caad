package org.bitsweep.sweep;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.bitsweep.run.RunRow.Status;
import org.bitsweep.sweep.store.StagedFile;
import org.bitsweep.sweep.store.StoreFiles;
import org.bitsweep.sweep.store.StoreReader;
import org.bitsweep.sweep.store.StoreRepair;
import org.bitsweep.sweep.store.StoreWriter;
import org.bitsweep.sweep.store.TableName;

/** Compacts a store that no sweep writes to. */
public final class StoreCompaction {
    /**
     * What became of a store.
     *
     * @param runs number of OK runs
     * @param dropped one sentence for each damaged file or record that was taken out
     */
    public record Outcome(
            String store,
            int filesBefore,
            int filesAfter,
            long bytesBefore,
            long bytesAfter,
            long runs,
            double seconds,
            List<String> dropped) {}

    private StoreCompaction() {}

    /**
     * Merges all files of OK runs; rows without a result keep a file each.
     *
     * @param dropDamaged whether to take damaged files and records out first, with the runs that had rows there
     * @throws org.bitsweep.sweep.store.StoreException if there is no store, it cannot be written, is damaged, or has a
     *     living writer
     */
    public static Outcome compact(SparkSession spark, String location, boolean dropDamaged) {
        long start = System.nanoTime();
        StoreFiles files = HadoopSettings.files(spark, location);
        StoreReader.open(files);
        List<String> dropped = dropDamaged ? StoreRepair.dropDamaged(files) : List.of();
        try (StoreWriter store = StoreWriter.open(files)) {
            List<StagedFile> before = store.live();
            List<StagedFile> ok = before.stream()
                    .filter(file -> BundleWriter.status(file) == Status.OK)
                    .toList();
            if (!isCompact(ok)) {
                Compaction.Merged merged = new Compaction(spark, store, 0, Compaction.FILE_BYTES).merge(ok);
                store.commit(merged.outdated(), merged.staged());
            }
            List<StagedFile> after = store.live();
            return new Outcome(
                    files.location(),
                    before.size(),
                    after.size(),
                    bytes(before),
                    bytes(after),
                    ok.stream()
                            .filter(file -> file.table() == TableName.RUNS)
                            .mapToLong(StagedFile::runs)
                            .sum(),
                    (System.nanoTime() - start) / 1e9,
                    dropped);
        }
    }

    /** Whether all files are those of one compaction. */
    private static boolean isCompact(List<StagedFile> ok) {
        Set<String> compactions = ok.stream()
                .map(file -> Compaction.isMerged(file) ? file.stem().replaceFirst("-\\d+$", "") : "none")
                .collect(Collectors.toSet());
        return compactions.isEmpty() || compactions.size() == 1 && !compactions.contains("none");
    }

    private static long bytes(List<StagedFile> files) {
        return files.stream().mapToLong(StagedFile::length).sum();
    }
}
