package org.bitsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.bitsweep.SharedSpark;
import org.bitsweep.run.Configuration;
import org.bitsweep.run.ConfigurationException;
import org.bitsweep.run.EpochRow;
import org.bitsweep.run.PlannedRun;
import org.bitsweep.run.RunRows;
import org.bitsweep.sweep.Reproduction.Difference;
import org.bitsweep.sweep.store.StoreFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproductionTest {
    @TempDir
    private Path folder;

    @Test
    void everyRunOfASweepWithAxesOfAnyKindIsTheSameAgain() {
        SmallSweep.run(SmallSweep.config(
                folder,
                "axes.seed=[3, 4]",
                "axes.network.hidden=[[4], [6, 3]]",
                "axes.dataset.noise=[0.1, 1e-2]",
                "axes.training.early-stopping=[{ patience = 1 }, { patience = 3 }]",
                "probes.custom.mine={ kind = poison }"));
        List<String> keys = keys();
        assertThat(keys).hasSize(16);
        for (String key : keys) {
            Reproduction reproduction = reproduce(key);
            assertThat(reproduction.differences()).isEmpty();
            assertThat(reproduction.rows()).isGreaterThan(3);
        }
    }

    @Test
    void aDivergedRunDivergesAgain() {
        SmallSweep.run(SmallSweep.config(folder, "axes.seed=[3]", "training.learning-rate=1e38"));
        assertThat(reproduce(keys().get(0)).differences()).isEmpty();
    }

    @Test
    void valuesThatDifferAreNamedWithTheirRows() {
        SweepConfig config = SmallSweep.config(folder, "axes.seed=[3]");
        new SweepEngine(
                        SharedSpark.session(),
                        config,
                        SweepPlan.of(config),
                        FailurePolicy.DEFAULT,
                        new Interruption(),
                        StoreFiles.of(folder.toString()),
                        ReproductionTest::trainWithTwoEpochsChanged)
                .run(SmallSweep.SILENT);
        List<Difference> differences = reproduce(keys().get(0)).differences();
        assertThat(differences)
                .extracting(Difference::table, Difference::where, Difference::column)
                .containsExactlyInAnyOrder(tuple("epochs", "epoch 1", "bdm"), tuple("epochs", "epoch 2", "row"));
        Difference bdm = differences.stream()
                .filter(difference -> difference.column().equals("bdm"))
                .findFirst()
                .orElseThrow();
        assertThat(Math.nextUp(Double.parseDouble(bdm.now()))).isEqualTo(Double.parseDouble(bdm.stored()));
    }

    @Test
    void otherDataThanTheStoresAreNamedByTheirDigest() {
        SmallSweep.run(SmallSweep.config(folder, "axes.seed=[3]"));
        String key = keys().get(0);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Reproduction.of(
                        SharedSpark.session(), folder.toString(), key, List.of("dataset.generator-seed=9")))
                .withMessageContaining("dataset.digest is")
                .withMessageContaining("dataset.generator-seed is 1 in the store and 9 here");
    }

    @Test
    void aKeyThatSeveralRunsOrNoneBeginWithIsRefused() {
        SmallSweep.run(SmallSweep.config(folder, "axes.seed=[3]"));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> reproduce("%"))
                .withMessageContaining("--run %");
    }

    @Test
    void aManifestHoldsAllThatDecidedTheRunsAndIsWrittenOnce() throws IOException {
        SmallSweep.run(SmallSweep.config(folder, "axes.seed=0..1"));
        SmallSweep.run(SmallSweep.config(folder, "axes.seed=0..1"));
        SweepConfig longer = SmallSweep.config(folder, "axes.seed=0..3");
        SmallSweep.run(longer);
        assertThat(manifests()).hasSize(2);
        Manifest latest = Manifest.of(StoreFiles.of(folder.toString()), "small").get(0);
        SweepPlan again = SweepPlan.of(SweepConfig.of(Configuration.parse(latest.configuration())));
        assertThat(again.digest()).isEqualTo(SweepPlan.of(longer).digest());
        assertThat(manifests())
                .anySatisfy(text -> assertThat(text)
                        .contains(again.digest())
                        .contains("\"spark\"")
                        .contains("\"commit\"")
                        .contains("\"tier\"")
                        .contains("\"2d\""));
    }

    /** The first epoch's BDM is one bit off in its last place, and the second epoch is missing. */
    private static RunRows trainWithTwoEpochsChanged(PlannedRun run, Inputs inputs, int attempt) {
        RunRows rows = SweepEngine.train(run, inputs, attempt);
        List<EpochRow> epochs = new ArrayList<>(rows.epochs());
        EpochRow first = epochs.get(1);
        epochs.set(1, new EpochRow(run, first.network(), first.summary(), Math.nextUp(first.bdm()), first.entropy()));
        epochs.remove(2);
        return new RunRows(rows.run(), epochs, rows.measures(), rows.snapshots());
    }

    private Reproduction reproduce(String key) {
        return Reproduction.of(SharedSpark.session(), folder.toString(), key, List.of());
    }

    private List<String> keys() {
        return SmallSweep.tables(folder).runs().select("run_key").collectAsList().stream()
                .map((Row row) -> row.getString(0))
                .toList();
    }

    private List<String> manifests() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("_bitsweep/manifests"))) {
            List<String> texts = new ArrayList<>();
            for (Path file : files.toList()) {
                texts.add(Files.readString(file));
            }
            return texts;
        }
    }
}
