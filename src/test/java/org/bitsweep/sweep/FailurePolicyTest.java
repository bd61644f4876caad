package org.bitsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.sql.Row;
import org.bitsweep.SharedSpark;
import org.bitsweep.run.PlannedRun;
import org.bitsweep.run.RunRows;
import org.bitsweep.sweep.store.StoreFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an engine does about runs that go wrong, in a session whose executor is this JVM. */
@Timeout(120)
class FailurePolicyTest {
    private static final FailurePolicy RETRY_ALL = new FailurePolicy(true, true, OptionalInt.empty());

    @TempDir
    private Path folder;

    @Test
    void aRunThatTakesTooLongIsFailedAndTheOthersAreTrained() {
        SweepOutcome outcome = SmallSweep.run(config("wait = 1", "engine.run-time-limit=1s"));
        assertThat(outcome.ok()).isEqualTo(3);
        Row failed = failures().get(0);
        assertThat(failed.getString(1)).isEqualTo("FAILED");
        assertThat(failed.getString(2)).isEqualTo("the run took longer than engine.run-time-limit, 1 s");
    }

    @Test
    void theTimeLimitDecidesNoKey() {
        PlannedRun limited =
                SweepPlan.of(config("wait = 9", "engine.run-time-limit=1s")).run(0);
        assertThat(limited.identity())
                .isEqualTo(SweepPlan.of(config("wait = 9")).run(0).identity());
    }

    @Test
    void failedRunsAreExecutedAgainOnlyOnRequestAndTheirOldRowGoes() {
        SweepConfig config = config("exception = 2");
        SmallSweep.run(config);
        assertThat(SmallSweep.run(config).skipped()).isEqualTo(4);
        SweepOutcome again = SmallSweep.run(config, new FailurePolicy(true, false, OptionalInt.empty()));
        assertThat(again.skipped()).isEqualTo(3);
        assertThat(again.failed()).isEqualTo(1);
        assertThat(SmallSweep.tables(folder).runs().count()).isEqualTo(4);
        assertThat(SmallSweep.run(config, new FailurePolicy(false, true, OptionalInt.empty()))
                        .skipped())
                .isEqualTo(4);
    }

    @Test
    void aRetryThatGoesWellLeavesOneRow() {
        SweepConfig config = config("");
        StoreFiles files = StoreFiles.of(folder.toString());
        engine(config, files, FailurePolicy.DEFAULT, FailurePolicyTest::failOnOdd)
                .run(SmallSweep.SILENT);
        assertThat(failures()).hasSize(2);
        SweepOutcome again = SmallSweep.run(config, RETRY_ALL);
        assertThat(again.ok()).isEqualTo(2);
        assertThat(again.failed()).isZero();
        assertThat(SmallSweep.tables(folder).runs().count()).isEqualTo(4);
        assertThat(failures()).isEmpty();
    }

    @Test
    void aQuarantinedRunIsExecutedAgainOnRequest() {
        SweepConfig config = config("", "engine.bundles=1");
        StoreFiles faulty = new FaultyFiles(StoreFiles.of(folder.toString()), "(runs|epochs)-\\w+-00000[02]-\\d");
        engine(config, faulty, FailurePolicy.DEFAULT, SweepEngine::train).run(SmallSweep.SILENT);
        assertThat(failures()).extracting(row -> row.getString(1)).containsExactly("QUARANTINED");
        assertThat(SmallSweep.run(config, new FailurePolicy(true, false, OptionalInt.empty()))
                        .skipped())
                .isEqualTo(4);
        SweepOutcome again = SmallSweep.run(config, RETRY_ALL);
        assertThat(again.ok()).isEqualTo(1);
        assertThat(again.quarantined()).isZero();
        assertThat(failures()).isEmpty();
    }

    @Test
    void moreFailuresThanAllowedEndTheSweepAndTheRestIsLeftForLater() {
        SweepConfig config =
                SmallSweep.config(folder, "axes.seed=0..39", "training.learning-rate=1e38", "engine.bundles=40");
        SweepOutcome outcome = SmallSweep.run(config, new FailurePolicy(false, false, OptionalInt.of(3)));
        assertThat(outcome.stopped()).isPresent();
        assertThat(outcome.stopped().get()).contains("--max-failures is 3");
        assertThat(outcome.failed()).isBetween(4, 39);
        assertThat(SmallSweep.tables(folder).runs().count()).isEqualTo(outcome.failed());
    }

    @Test
    void asManyFailuresAsAllowedDoNot() {
        SweepConfig config = config("exception = 2");
        SweepOutcome outcome = SmallSweep.run(config, new FailurePolicy(false, false, OptionalInt.of(1)));
        assertThat(outcome.stopped()).isEmpty();
        assertThat(outcome.ok()).isEqualTo(3);
    }

    @Test
    void runsOfABundleThatHadEndedBeforeARequestToStopAreKept() {
        SweepConfig config = config("wait = 2", "engine.bundles=1");
        StoreFiles files = StoreFiles.of(folder.toString());
        SweepEngine engine = engine(config, files, FailurePolicy.DEFAULT, FailurePolicyTest::stopAtTwo);
        assertThatExceptionOfType(InterruptedSweepException.class)
                .isThrownBy(() -> engine.run(SmallSweep.SILENT))
                .withMessageContaining("2 of 4 runs are done");
        assertThat(SmallSweep.tables(folder).runs().select("seed").collectAsList())
                .extracting(row -> row.getLong(0))
                .containsExactlyInAnyOrder(0L, 1L);
    }

    private static volatile Interruption interruption;

    private static RunRows stopAtTwo(PlannedRun run, Inputs inputs, int attempt) {
        if (run.spec().seed() == 2) {
            interruption.request(130);
        }
        return SweepEngine.train(run, inputs, attempt);
    }

    private static RunRows failOnOdd(PlannedRun run, Inputs inputs, int attempt) {
        return run.spec().seed() % 2 == 1
                ? inputs.failed(run, new IllegalStateException("odd"), attempt)
                : SweepEngine.train(run, inputs, attempt);
    }

    private static SweepEngine engine(
            SweepConfig config, StoreFiles files, FailurePolicy policy, RunFunction function) {
        interruption = new Interruption();
        return new SweepEngine(
                SharedSpark.session(), config, SweepPlan.of(config), policy, interruption, files, function);
    }

    private SweepConfig config(String poison, String... overrides) {
        String[] all = new String[overrides.length + 2];
        System.arraycopy(overrides, 0, all, 0, overrides.length);
        all[overrides.length] = "axes.seed=0..3";
        all[overrides.length + 1] = "probes.custom.poison={ kind = poison, " + poison + " }";
        return SmallSweep.config(folder, all);
    }

    private List<Row> failures() {
        return SmallSweep.tables(folder)
                .runs()
                .where("status <> 'OK'")
                .select("seed", "status", "error_message")
                .collectAsList();
    }
}
