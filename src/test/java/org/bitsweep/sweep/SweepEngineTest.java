package org.bitsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.bitsweep.SharedSpark;
import org.bitsweep.sweep.store.Faults;
import org.bitsweep.sweep.store.FaultyFileSystem;
import org.bitsweep.sweep.store.StoreException;
import org.bitsweep.sweep.store.StoreFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepEngineTest {
    @TempDir
    private Path folder;

    @Test
    void everyRunOfThePlanIsTrainedOnceAndItsEpochsAreWhole() {
        SweepOutcome outcome =
                SmallSweep.run(SmallSweep.config(folder, "axes.seed=0..4", "axes.network.hidden=[[4],[8]]"));
        assertThat(outcome.planned()).isEqualTo(10);
        assertThat(outcome.ok()).isEqualTo(10);
        StoreTables tables = SmallSweep.tables(folder);
        assertThat(tables.runs().select("run_key").distinct().count()).isEqualTo(10);
        assertThat(tables.runs().count()).isEqualTo(10);
        Dataset<Row> epochs = tables.epochs()
                .groupBy("run_key")
                .agg(org.apache.spark.sql.functions.expr("sort_array(collect_list(epoch)) AS found"))
                .join(tables.runs(), "run_key")
                .selectExpr("found = sequence(0, epochs) AS whole");
        assertThat(epochs.collectAsList()).hasSize(10).allMatch(row -> row.getBoolean(0));
    }

    @Test
    void theSameSweepAgainTrainsNothing() {
        SweepConfig config = SmallSweep.config(folder, "axes.seed=0..2");
        SmallSweep.run(config);
        TreeSet<String> before = SmallSweep.results(folder);
        SweepOutcome again = SmallSweep.run(config);
        assertThat(again.skipped()).isEqualTo(3);
        assertThat(again.ok()).isZero();
        assertThat(SmallSweep.results(folder)).isEqualTo(before);
    }

    @Test
    void aStoreMayLieInAFolderWithSpacesAndBrackets() {
        Path store = folder.resolve("my results [1] {a} 100% *?");
        SmallSweep.run(SmallSweep.config(store, "axes.seed=0..1"));
        assertThat(SmallSweep.tables(store).runs().count()).isEqualTo(2);
    }

    @Test
    void aLongerSweepTrainsOnlyWhatIsNew() {
        SmallSweep.run(SmallSweep.config(folder, "axes.seed=0..1"));
        SweepOutcome more = SmallSweep.run(SmallSweep.config(folder, "axes.seed=0..4"));
        assertThat(more.skipped()).isEqualTo(2);
        assertThat(more.ok()).isEqualTo(3);
        assertThat(SmallSweep.tables(folder).runs().count()).isEqualTo(5);
    }

    @Test
    void aValueThatStandsTwiceOnAnAxisIsOneRun() {
        SweepOutcome outcome = SmallSweep.run(SmallSweep.config(folder, "axes.seed=[3, 3, 4]"));
        assertThat(outcome.planned()).isEqualTo(2);
        assertThat(SmallSweep.tables(folder).runs().count()).isEqualTo(2);
    }

    @Test
    void theNumberOfBundlesDoesNotChangeABit() {
        TreeSet<String> one = resultsWithBundles(1);
        assertThat(one).isNotEmpty();
        assertThat(resultsWithBundles(2)).isEqualTo(one);
        assertThat(resultsWithBundles(5)).isEqualTo(one);
    }

    private TreeSet<String> resultsWithBundles(int bundles) {
        Path store = folder.resolve("bundles-" + bundles);
        SmallSweep.run(SmallSweep.config(store, "axes.seed=0..4", "engine.bundles=" + bundles));
        assertThat(SmallSweep.tables(store).runs().inputFiles()).hasSize(bundles);
        return SmallSweep.results(store);
    }

    @Test
    void aRunThatDivergesIsAFailedRowInAFileOfItsOwn() throws IOException {
        SweepConfig config = SmallSweep.config(
                folder, "axes.seed=0..1", "axes.training.learning-rate=[1e-3, 1e38]", "engine.bundles=1");
        SweepOutcome outcome = SmallSweep.run(config);
        assertThat(outcome.ok()).isEqualTo(2);
        assertThat(outcome.failed()).isEqualTo(2);
        List<Row> failed = SmallSweep.tables(folder)
                .runs()
                .where("status = 'FAILED'")
                .select("error_class", "error_message", "epochs")
                .collectAsList();
        assertThat(failed).hasSize(2).allSatisfy(row -> {
            assertThat(row.getString(0)).isEqualTo("org.bitsweep.nn.DivergedException");
            assertThat(row.getString(1)).contains("NaN");
            assertThat(row.isNullAt(2)).isTrue();
        });
        assertThat(files("runs")).hasSize(3);
        assertThat(SmallSweep.tables(folder)
                        .epochs()
                        .select("run_key")
                        .distinct()
                        .count())
                .isEqualTo(2);
        SweepOutcome again = SmallSweep.run(config);
        assertThat(again.skipped()).isEqualTo(4);
        assertThat(again.failed()).isEqualTo(2);
    }

    @Test
    void aRunThatKillsItsTaskIsQuarantinedAndTheOthersAreKept() {
        SweepConfig config = SmallSweep.config(folder, "axes.seed=0..5", "engine.bundles=2");
        // Bundle 0 has three runs. It dies twice, then its runs go singly, as bundles 2, 3 and 4, and 3 dies again.
        StoreFiles faulty =
                new FaultyFiles(StoreFiles.of(folder.toString()), "(runs|epochs|measures)-\\w+-00000[03]-\\d");
        SweepOutcome outcome = SmallSweep.engine(config, faulty).run(SmallSweep.SILENT);
        assertThat(outcome.ok()).isEqualTo(5);
        assertThat(outcome.quarantined()).isEqualTo(1);
        List<Row> quarantined = SmallSweep.tables(folder)
                .runs()
                .where("status = 'QUARANTINED'")
                .select("error_message", "attempt")
                .collectAsList();
        assertThat(quarantined).hasSize(1);
        assertThat(quarantined.get(0).getString(0)).contains("killed while writing");
        assertThat(quarantined.get(0).getInt(1)).isEqualTo(3);
    }

    @Test
    void aFullDiskEndsTheSweepKeepsWhatIsCommittedAndQuarantinesNothing() {
        SweepConfig first = SmallSweep.config(folder, "axes.seed=0..1");
        SmallSweep.run(first);
        SweepConfig more = SmallSweep.config(folder, "axes.seed=0..5", "engine.bundles=4");
        SweepEngine engine = SmallSweep.engine(more, FaultyFileSystem.store(folder));
        try {
            Faults.diskWith(20_000);
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> engine.run(SmallSweep.SILENT))
                    .withMessageContaining("No space left on device");
        } finally {
            Faults.end();
        }
        SweepOutcome again = SmallSweep.run(more);
        assertThat(again.skipped()).isGreaterThanOrEqualTo(2);
        assertThat(again.ok() + again.skipped()).isEqualTo(6);
        assertThat(again.quarantined()).isZero();
    }

    @Test
    void aRequestToStopEndsWithTheSignalsStatusAndKeepsTheStoreUsable() {
        SweepConfig config = SmallSweep.config(folder, "axes.seed=0..3");
        Interruption interruption = new Interruption();
        interruption.request(143);
        SweepEngine engine = new SweepEngine(
                SharedSpark.session(), config, SweepPlan.of(config), FailurePolicy.DEFAULT, interruption);
        assertThatExceptionOfType(InterruptedSweepException.class)
                .isThrownBy(() -> engine.run(SmallSweep.SILENT))
                .matches(stopped -> stopped.exitStatus() == 143);
        assertThat(SmallSweep.run(config).ok()).isEqualTo(4);
    }

    @Test
    void tablesAreParquetThatSparkReadsAsTheyAre() {
        SmallSweep.run(SmallSweep.config(folder, "axes.seed=0..1", "axes.network.hidden=[[4]]"));
        Row run = SharedSpark.session()
                .sql("SELECT axes['network.hidden'], seed, typeof(started_at), test_accuracy FROM parquet.`"
                        + folder.resolve("runs") + "` ORDER BY seed")
                .first();
        assertThat(run.getString(0)).isEqualTo("[4]");
        assertThat(run.getLong(1)).isZero();
        assertThat(run.getString(2)).isEqualTo("timestamp");
        assertThat(run.getDouble(3)).isBetween(0.0, 1.0);
        assertThat(SharedSpark.session()
                        .sql("SELECT * FROM parquet.`" + folder.resolve("epochs")
                                + "` WHERE epoch = 0 AND train_loss IS NULL")
                        .count())
                .isEqualTo(2);
    }

    private List<Path> files(String table) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(table))) {
            return files.toList();
        }
    }
}
