package org.bitsweep.sweep;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.parquet.io.OutputFile;
import org.bitsweep.run.EpochRow;
import org.bitsweep.run.MeasureRow;
import org.bitsweep.run.RunRow;
import org.bitsweep.run.RunRow.Status;
import org.bitsweep.run.RunRows;
import org.bitsweep.run.SnapshotRow;
import org.bitsweep.sweep.store.Column;
import org.bitsweep.sweep.store.ParquetFile;
import org.bitsweep.sweep.store.StagedFile;
import org.bitsweep.sweep.store.StoreFiles;
import org.bitsweep.sweep.store.TableName;

/**
 * Stages the rows of a bundle: its OK runs share a file in each table, and every other run has one of its own, which a
 * later commit can remove.
 */
final class BundleWriter {
    private final StoreFiles files;
    private final String stagingFolder;
    private final String stem;
    private final List<StagedFile> staged = new ArrayList<>();

    /**
     * @param stem begins the names of all files, and no other task attempt has the same
     */
    BundleWriter(StoreFiles files, String stagingFolder, String stem) {
        this.files = files;
        this.stagingFolder = stagingFolder;
        this.stem = stem;
    }

    /** What became of the runs whose rows are in a file of the table {@code runs}. */
    static Status status(StagedFile file) {
        for (Status status : List.of(Status.FAILED, Status.QUARANTINED)) {
            if (file.target().contains(infix(status))) {
                return status;
            }
        }
        return Status.OK;
    }

    private static String infix(Status status) {
        return "-" + status.name().toLowerCase(Locale.ROOT) + "-";
    }

    BundleResult write(List<RunRows> rows) throws IOException {
        List<RunRow> ok = new ArrayList<>();
        List<EpochRow> epochs = new ArrayList<>();
        List<MeasureRow> measures = new ArrayList<>();
        List<SnapshotRow> snapshots = new ArrayList<>();
        int failed = 0;
        int quarantined = 0;
        for (RunRows run : rows) {
            switch (run.run().status()) {
                case OK -> {
                    ok.add(run.run());
                    epochs.addAll(run.epochs());
                    measures.addAll(run.measures());
                    snapshots.addAll(run.snapshots());
                }
                case FAILED -> stageAlone(run.run(), failed++);
                case QUARANTINED -> stageAlone(run.run(), quarantined++);
            }
        }
        stage(TableName.SNAPSHOTS, "", Tables.SNAPSHOTS, snapshots, ok.size());
        stage(TableName.MEASURES, "", Tables.MEASURES, measures, ok.size());
        stage(TableName.EPOCHS, "", Tables.EPOCHS, epochs, ok.size());
        stage(TableName.RUNS, "", Tables.RUNS, ok, ok.size());
        return new BundleResult(staged, ok.size(), failed, quarantined);
    }

    private void stageAlone(RunRow row, int number) throws IOException {
        stage(TableName.RUNS, infix(row.status()) + number, Tables.RUNS, List.of(row), 1);
    }

    private <R> void stage(TableName table, String suffix, List<Column<R>> columns, List<R> rows, int runs)
            throws IOException {
        if (rows.isEmpty()) {
            return;
        }
        String name = stem + suffix + ".parquet";
        String staging = stagingFolder + "/" + table.folder() + "-" + name;
        OutputFile file = files.create(staging);
        ParquetFile.write(file, table.folder(), columns, rows);
        files.flush(staging);
        long length = files.length(staging).orElseThrow();
        staged.add(new StagedFile(staging, table.folder() + "/" + name, length, runs));
    }
}
