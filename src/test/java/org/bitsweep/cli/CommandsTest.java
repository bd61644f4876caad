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
    void doctorNamesTheKernels() {
        assertThat(Captured.run("doctor").out()).contains(Tier.selected().name());
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
