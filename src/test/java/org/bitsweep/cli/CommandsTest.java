package org.bitsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    void statusCountsTheRunsOfAStoreThatNobodyWritesTo() throws IOException {
        sweep("axes.seed=0..2", "axes.training.learning-rate=[1e-3, 1e38]");
        JsonNode status = json("status", folder.toString());
        assertThat(status.get("done").asInt()).isEqualTo(6);
        assertThat(status.get("ok").asInt()).isEqualTo(3);
        assertThat(status.get("failed").asInt()).isEqualTo(3);
        assertThat(status.get("writer").isNull()).isTrue();
        assertThat(status.get("sweep").isNull()).isTrue();
        assertThat(Captured.run("status", folder.toString()).out()).contains("3 OK, 3 FAILED, 0 QUARANTINED");
    }

    @Test
    void reproduceTrainsARunAgainAndFindsItTheSame() throws IOException {
        sweep("axes.seed=0..1", "axes.network.hidden=[[4],[8]]");
        String key = new ObjectMapper()
                .readTree(Captured.run("sql", folder.toString(), "SELECT run_key FROM runs LIMIT 1", "--format", "json")
                        .out())
                .get(0)
                .get("run_key")
                .asText();
        JsonNode report = json("reproduce", folder.toString(), "--run", key.substring(0, 10));
        assertThat(report.get("run_key").asText()).isEqualTo(key);
        assertThat(report.get("identical").asBoolean()).isTrue();
        assertThat(report.get("rows").asInt()).isGreaterThan(2);
        assertThat(report.get("differences")).isEmpty();

        Captured unknown = Captured.run("reproduce", folder.toString(), "--run", "0000");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.err()).contains("no run of the store has a key that begins with 0000");
    }

    @Test
    void runTrainsOneRunOfAPlanAndPrintsItsEpochs() throws IOException {
        JsonNode run = new ObjectMapper()
                .readTree(run("--format", "json", "--index", "2").out());
        assertThat(run.get("run").get("seed").asLong()).isEqualTo(7);
        assertThat(run.get("run").get("status").asText()).isEqualTo("OK");
        int epochs = run.get("run").get("epochs").asInt();
        assertThat(run.get("epochs")).hasSize(epochs + 1);
        assertThat(run.get("epochs").get(0).get("train_loss").isNull()).isTrue();
        assertThat(run.get("epochs").get(1).get("bdm").asDouble()).isPositive();

        List<String> csv = run("--format", "csv", "--index", "2").out().lines().toList();
        assertThat(csv).hasSize(epochs + 2);
        assertThat(csv.get(0)).startsWith("run_key,group_key,dataset,network,seed,epoch,train_loss");
        assertThat(run("--index", "2").out()).contains("seed 7").contains("test accuracy");
        assertThat(run("--index", "3").status()).isEqualTo(2);
    }

    @Test
    void aRunThatFailsIsStatusOne() {
        Captured run = run("training.learning-rate=1e38");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("FAILED").contains("DivergedException");
    }

    @Test
    void planListsRunsAndWritesNothing() {
        Captured plan = Captured.run("plan", "conf/demo.conf", "store=" + folder.resolve("s"), "axes.seed=0..14");
        assertThat(plan.status()).isZero();
        assertThat(plan.out()).contains("15 runs").contains("… and 5 more");
        assertThat(folder.resolve("s")).doesNotExist();
    }

    @Test
    void doctorNamesTheKernels() {
        assertThat(Captured.run("doctor").out()).contains(Tier.selected().name());
    }

    private static Captured run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("run"));
        all.addAll(List.of(SMALL));
        all.add("axes.seed=5..7");
        all.addAll(List.of(arguments));
        return Captured.run(all.toArray(String[]::new));
    }

    private static JsonNode json(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--format", "json"));
        Captured captured = Captured.run(all.toArray(String[]::new));
        assertThat(captured.status()).as(captured.err()).isZero();
        return new ObjectMapper().readTree(captured.out());
    }

    private Captured sweep(String... arguments) {
        String[] all = new String[1 + SMALL.length + arguments.length + 1];
        all[0] = "sweep";
        System.arraycopy(SMALL, 0, all, 1, SMALL.length);
        System.arraycopy(arguments, 0, all, 1 + SMALL.length, arguments.length);
        all[all.length - 1] = "store=" + folder;
        return Captured.run(all);
    }
}
