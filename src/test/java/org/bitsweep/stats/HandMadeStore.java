package org.bitsweep.stats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.OutputFile;
import org.bitsweep.nn.EpochSummary;
import org.bitsweep.nn.Evaluation;
import org.bitsweep.nn.TrainingResult;
import org.bitsweep.run.Configuration;
import org.bitsweep.run.EpochRow;
import org.bitsweep.run.MeasureRow;
import org.bitsweep.run.PlannedRun;
import org.bitsweep.run.RunIdentity;
import org.bitsweep.run.RunRow;
import org.bitsweep.run.RunSpec;
import org.bitsweep.run.SpecReader;
import org.bitsweep.sweep.Tables;
import org.bitsweep.sweep.store.Column;
import org.bitsweep.sweep.store.ParquetFile;
import org.bitsweep.sweep.store.StagedFile;
import org.bitsweep.sweep.store.StoreFiles;
import org.bitsweep.sweep.store.StoreWriter;
import org.bitsweep.sweep.store.TableName;

/** A store of runs that nobody trained, with the measures that a test gives them. */
final class HandMadeStore {
    private final List<RunRow> runs = new ArrayList<>();
    private final List<EpochRow> epochs = new ArrayList<>();
    private final List<MeasureRow> measures = new ArrayList<>();

    /**
     * Adds an OK run of two epochs.
     *
     * @param settings of its configuration
     * @param trainAccuracy after the last epoch; a tenth less after the one before, and in validation
     * @return its key
     */
    String run(String settings, long seed, double trainAccuracy) {
        RunSpec spec = SpecReader.read(Configuration.parse(settings).settings()).withSeed(seed);
        RunIdentity identity = RunIdentity.of(spec, "a data set", Map.of("2d", "a table"));
        PlannedRun planned = new PlannedRun("test", spec, identity, Map.of());
        EpochSummary last = null;
        for (int epoch = 0; epoch <= 2; epoch++) {
            double accuracy = epoch == 2 ? trainAccuracy : trainAccuracy - 0.1;
            last = new EpochSummary(epoch, epoch == 0 ? Double.NaN : 1, accuracy, 1, accuracy - 0.1, 0);
            epochs.add(new EpochRow(planned, "a network", last, 100 + epoch, 3));
        }
        TrainingResult result =
                new TrainingResult(2, last, TrainingResult.StopReason.MAX_EPOCHS, new Evaluation(1, 0.7));
        RunRow.Observed observed = new RunRow.Observed(0, 0, "host", "17", "scalar", 0);
        runs.add(new RunRow(planned, RunRow.Status.OK, "a network", 1, result, null, observed));
        return identity.runKey();
    }

    void measure(String run, int epoch, String probe, int layer, String name, double value) {
        measures.add(new MeasureRow(run, epoch, probe, layer, name, value));
    }

    void write(String store) throws IOException {
        try (StoreWriter writer = StoreWriter.open(StoreFiles.of(store))) {
            writer.commit(List.of(
                    stage(writer, TableName.EPOCHS, Tables.EPOCHS, epochs),
                    stage(writer, TableName.MEASURES, Tables.MEASURES, measures),
                    stage(writer, TableName.RUNS, Tables.RUNS, runs)));
        }
    }

    private <R> StagedFile stage(StoreWriter writer, TableName table, List<Column<R>> columns, List<R> rows)
            throws IOException {
        String staging = writer.stagingFolder() + "/" + table.folder() + "-test.parquet";
        OutputFile file = writer.files().create(staging);
        ParquetFile.write(file, table.folder(), columns, rows);
        long length = writer.files().length(staging).orElseThrow();
        return new StagedFile(staging, table.folder() + "/test.parquet", length, runs.size());
    }
}
