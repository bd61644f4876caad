package org.bitsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.bitsweep.bits.Tier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that need Spark, in the session that all tests share. */
class CommandsTest {
    private static final String[] SMALL = {
        "conf/demo.conf", "dataset.count=200", "network.hidden=[8]", "training.max-epochs=7", "training.batch-size=32"
    };

    @TempDir
    private Path folder;

    @Test
    void sweepReportsWhatItDidThenStatsAndSqlAnswer() throws IOException {
        Captured sweep = sweep("--format", "json", "axes.seed=0..3");
        assertThat(sweep.status()).isZero();
        JsonNode report = new ObjectMapper().readTree(sweep.out());
        assertThat(report.get("planned").asInt()).isEqualTo(4);
        assertThat(report.get("ok").asInt()).isEqualTo(4);
        assertThat(report.get("store").asText()).isEqualTo(folder.toString());

        JsonNode groups = new ObjectMapper()
                .readTree(Captured.run("stats", folder.toString(), "--format", "json")
                        .out());
        assertThat(groups).hasSize(1);
        assertThat(groups.get(0).get("runs").asInt()).isEqualTo(4);
        assertThat(groups.get(0).get("network").asText()).isEqualTo("bnn 100-8-10");

        Captured sql = Captured.run("sql", folder.toString(), "SELECT COUNT(*) AS n FROM runs", "--format", "csv");
        assertThat(sql.out()).isEqualTo("n\n4\n");

        Captured wrong = Captured.run("sql", folder.toString(), "SELECT nothing FROM runs");
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err()).contains("nothing");
    }

    @Test
    void aSweepWithFailedRunsEndsWithStatusOneAndSaysWhy() {
        Captured sweep = sweep("axes.seed=0..1", "training.learning-rate=1e38");
        assertThat(sweep.status()).isEqualTo(1);
        assertThat(sweep.err()).contains("2 FAILED").contains("DivergedException");
    }

    @Test
    void planListsRunsAndWritesNothing() {
        Captured plan = Captured.run("plan", "conf/demo.conf", "store=" + folder.resolve("s"), "axes.seed=0..14");
        assertThat(plan.status()).isZero();
        assertThat(plan.out()).contains("15 runs").contains("… and 5 more");
        assertThat(folder.resolve("s")).doesNotExist();
    }

    @Test
    void planTellsWhatTheStoreHasAndWhatIsLeft() throws IOException {
        sweep("axes.seed=0..1");
        String[] arguments = {"--format", "json", "--cores", "3", "axes.seed=0..4", "engine.bundles=2"};
        JsonNode plan = new ObjectMapper().readTree(small("plan", arguments).out());
        assertThat(plan.get("runs").asInt()).isEqualTo(5);
        assertThat(plan.get("distinct").asInt()).isEqualTo(5);
        assertThat(plan.get("done").asInt()).isEqualTo(2);
        assertThat(plan.get("failed").asInt()).isZero();
        assertThat(plan.get("quarantined").asInt()).isZero();
        assertThat(plan.get("to_do").asInt()).isEqualTo(3);
        assertThat(plan.get("cores").asInt()).isEqualTo(3);
        assertThat(plan.get("bundles").asInt()).isEqualTo(2);
        assertThat(plan.get("core_seconds").asDouble())
                .isGreaterThan(plan.get("seconds").asDouble());
        assertThat(small("plan", "axes.seed=0..4").out())
                .contains("2 done, of which 0 failed")
                .contains("3 runs in");
        assertThat(small("plan", "axes.seed=0..1").out()).contains("to do: nothing");
    }

    @Test
    void aPlanForAClusterHasNoBundlesUnlessItIsToldTheCores() throws IOException {
        JsonNode plan = new ObjectMapper()
                .readTree(small("plan", "--format", "json", "engine.master=spark://host:7077")
                        .out());
        assertThat(plan.get("bundles").isNull()).isTrue();
        assertThat(plan.get("seconds").isNull()).isTrue();
        assertThat(small("plan", "engine.master=yarn").out()).contains("--cores N");
    }

    @Test
    void doctorNamesTheKernels() {
        assertThat(Captured.run("doctor").out()).contains(Tier.selected().name());
    }

    private Captured sweep(String... arguments) {
        return small("sweep", arguments);
    }

    private Captured small(String command, String... arguments) {
        String[] all = new String[1 + SMALL.length + arguments.length + 1];
        all[0] = command;
        System.arraycopy(SMALL, 0, all, 1, SMALL.length);
        System.arraycopy(arguments, 0, all, 1 + SMALL.length, arguments.length);
        all[all.length - 1] = "store=" + folder;
        return Captured.run(all);
    }
}
