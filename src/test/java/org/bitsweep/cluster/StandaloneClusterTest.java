package org.bitsweep.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.bitsweep.Eventually;
import org.bitsweep.OwnProcess;
import org.bitsweep.SharedSpark;
import org.bitsweep.sweep.StoreTables;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps on a real cluster: a master and two workers. */
@Tag("slow")
class StandaloneClusterTest {
    private static final Duration MOST = Duration.ofMinutes(15);

    @TempDir
    private Path folder;

    @Test
    void hundredGoodRunsAreOkAmongSixThatDoTheirWorst() throws Exception {
        try (StandaloneCluster cluster = StandaloneCluster.start(folder, 2);
                OwnProcess sweep = cluster.submit(arguments(
                        seedsAndLearningRates(),
                        "engine.run-time-limit=8s",
                        "probes.custom.poison={ kind = poison, exception = 7, loop = 40, memory = 58,"
                                + " exit = 77, stack = 99 }"))) {
            assertThat(sweep.status(MOST)).as(sweep.err()).isEqualTo(1);
            JsonNode report = new ObjectMapper().readTree(sweep.out());
            assertThat(report.get("ok").asInt()).isEqualTo(100);
            assertThat(report.get("failed").asInt() + report.get("quarantined").asInt())
                    .isEqualTo(6);
        }
        Map<Long, String> reasons = failures().stream()
                .collect(Collectors.toMap(
                        row -> row.getLong(0),
                        row -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3)));
        assertThat(reasons.keySet()).containsExactlyInAnyOrder(7L, 21L, 40L, 58L, 77L, 99L);
        assertThat(reasons.get(7L)).isEqualTo("FAILED java.lang.IllegalStateException poisoned");
        assertThat(reasons.get(21L))
                .startsWith("FAILED org.bitsweep.nn.DivergedException")
                .contains("NaN");
        assertThat(reasons.get(40L))
                .startsWith("FAILED")
                .contains("TimeLimitExceeded")
                .contains("could not be interrupted");
        assertThat(reasons.get(58L)).containsAnyOf("FAILED java.lang.OutOfMemoryError", "QUARANTINED");
        assertThat(reasons.get(77L)).startsWith("QUARANTINED").contains("code 3");
        assertThat(reasons.get(99L)).startsWith("FAILED java.lang.StackOverflowError");
    }

    @Test
    void aSweepOutlivesTheDeathOfAnExecutorAndOfAWorker() throws Exception {
        try (StandaloneCluster cluster = StandaloneCluster.start(folder, 2);
                OwnProcess sweep =
                        cluster.submit(arguments("axes.seed=0..299", "dataset.count=1000", "training.max-epochs=40"))) {
            Eventually.holds(
                    "an executor runs", MOST, () -> !cluster.executors(0).isEmpty());
            Eventually.holds("runs are done", MOST, () -> committed() > 0);
            List<ProcessHandle> killed = cluster.executors(0);
            killed.forEach(ProcessHandle::destroyForcibly);
            Eventually.holds(
                    "another executor takes its place",
                    MOST,
                    () -> cluster.executors(0).stream().anyMatch(executor -> !killed.contains(executor)));
            cluster.worker(1).signal("KILL");
            assertThat(sweep.isAlive()).as("the sweep goes on").isTrue();
            assertThat(sweep.status(MOST)).as(sweep.err()).isZero();
            JsonNode report = new ObjectMapper().readTree(sweep.out());
            assertThat(report.get("ok").asInt()).isEqualTo(300);
        }
        assertThat(new StoreTables(SharedSpark.session(), store())
                        .runs()
                        .select("run_key")
                        .distinct()
                        .count())
                .isEqualTo(300);
    }

    /** With learning rates that train, but for one that diverges. */
    private static String seedsAndLearningRates() {
        String rates = IntStream.range(0, 106)
                .mapToObj(seed -> seed == 21 ? "1e38" : "1e-3")
                .collect(Collectors.joining(", "));
        return "axes={ zip = { seed = \"0..105\", training.learning-rate = [" + rates + "] } }";
    }

    private String[] arguments(String... more) {
        List<String> all = new ArrayList<>(List.of(
                "sweep",
                "conf/demo.conf",
                "--format",
                "json",
                "store=" + store(),
                "dataset.count=200",
                "network.hidden=[8]",
                "training.max-epochs=6",
                "training.batch-size=32",
                "engine.bundle-seconds=2"));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private String store() {
        return folder.resolve("store").toString();
    }

    private long committed() {
        String[] log = folder.resolve("store/_bitsweep/log").toFile().list();
        return log == null ? 0 : log.length - 1;
    }

    private List<Row> failures() {
        return new StoreTables(SharedSpark.session(), store())
                .runs()
                .where("status <> 'OK'")
                .select("seed", "status", "error_class", "error_message")
                .collectAsList();
    }
}
