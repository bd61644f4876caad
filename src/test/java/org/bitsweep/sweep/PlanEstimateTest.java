package org.bitsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.bitsweep.sweep.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanEstimateTest {
    private static final OptionalInt TWO = OptionalInt.of(2);

    @TempDir
    private Path folder;

    @Test
    void withoutAStoreAllIsToDoAndTheTimeIsThatOfTheModel() {
        SweepConfig config = SmallSweep.config(folder.resolve("none"), "axes.seed=[1, 2, 2]");
        SweepPlan plan = SweepPlan.of(config);
        PlanEstimate estimate = PlanEstimate.of(config, plan, TWO);
        assertThat(estimate.runs()).isEqualTo(3);
        assertThat(estimate.distinct()).isEqualTo(2);
        assertThat(estimate.done()).isZero();
        assertThat(estimate.toDo()).isEqualTo(2);
        assertThat(estimate.measured()).isZero();
        assertThat(estimate.coreSeconds()).isEqualTo(2 * plan.seconds(0), within(1e-9));
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void runsOfTheStoreAreCountedByTheirStatusAndOnlyThoseOfThePlan() {
        SmallSweep.run(SmallSweep.config(folder, "axes.seed=0..2", "axes.training.learning-rate=[1e-3, 1e38]"));
        SweepConfig config = SmallSweep.config(folder, "axes.seed=1..5", "axes.training.learning-rate=[1e-3, 1e38]");
        PlanEstimate estimate = PlanEstimate.of(config, SweepPlan.of(config), TWO);
        assertThat(estimate.distinct()).isEqualTo(10);
        assertThat(estimate.done()).isEqualTo(4);
        assertThat(estimate.failed()).isEqualTo(2);
        assertThat(estimate.quarantined()).isZero();
        assertThat(estimate.toDo()).isEqualTo(6);
    }

    @Test
    void whatIsMeasuredInTheStoreScalesTheTimeOfWhatIsToDo() {
        SmallSweep.run(SmallSweep.config(folder, "axes.seed=0..2"));
        SweepConfig config = SmallSweep.config(folder, "axes.seed=0..9", "axes.network.hidden=[[8], [16]]");
        SweepPlan plan = SweepPlan.of(config);
        PlanEstimate estimate = PlanEstimate.of(config, plan, TWO);
        double measured = SmallSweep.tables(folder).runs().select("wall_ms").collectAsList().stream()
                .mapToLong((Row row) -> row.getLong(0))
                .sum();
        double expected = IntStream.range(0, 3).mapToDouble(plan::seconds).sum();
        double left = IntStream.range(3, 20).mapToDouble(plan::seconds).sum();
        assertThat(estimate.measured()).isEqualTo(3);
        assertThat(estimate.coreSeconds()).isEqualTo(left * measured / 1e3 / expected, within(1e-6));
    }

    @Test
    void aPlanChangesNothingInTheStoreAndTakesNoLease() throws IOException {
        SmallSweep.run(SmallSweep.config(folder, "axes.seed=0..1"));
        // A lease is in the way of writers only.
        Files.writeString(folder.resolve("_bitsweep/lease"), "of another process");
        TreeMap<String, String> before = content();
        SweepConfig config = SmallSweep.config(folder, "axes.seed=0..5");
        assertThat(PlanEstimate.of(config, SweepPlan.of(config), TWO).done()).isEqualTo(2);
        assertThat(content()).isEqualTo(before);
    }

    @Test
    void aDamagedFileOfTheStoreIsNamed() throws IOException {
        SmallSweep.run(SmallSweep.config(folder, "axes.seed=0..1", "engine.bundles=1"));
        Path file;
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            file = runs.findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length - 200, bytes.length, (byte) 0);
        Files.write(file, bytes);
        SweepConfig config = SmallSweep.config(folder, "axes.seed=0..1");
        SweepPlan plan = SweepPlan.of(config);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> PlanEstimate.of(config, plan, TWO))
                .withMessageContaining("damaged file runs/" + file.getFileName());
    }

    @Test
    void theTimeOnOneCoreIsAllOfTheWorkAndMoreCoresTakeAPartOfIt() {
        SweepConfig config = SmallSweep.config(folder, "axes.seed=0..999");
        SweepPlan plan = SweepPlan.of(config);
        PlanEstimate one = PlanEstimate.of(config, plan, OptionalInt.of(1));
        assertThat(one.seconds().getAsDouble()).isEqualTo(one.coreSeconds(), within(1e-3));
        PlanEstimate two = PlanEstimate.of(config, plan, TWO);
        assertThat(two.seconds().getAsDouble())
                .isBetween(two.coreSeconds() / 2, two.coreSeconds() / 2 + 2 * config.bundleSeconds());
    }

    @Test
    void whereTheCoresAreNotKnownThereAreNeitherBundlesNorATime() {
        SweepConfig config = SmallSweep.config(folder, "axes.seed=0..9");
        PlanEstimate estimate = PlanEstimate.of(config, SweepPlan.of(config), OptionalInt.empty());
        assertThat(estimate.bundles()).isEmpty();
        assertThat(estimate.seconds()).isEmpty();
        assertThat(estimate.coreSeconds()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "local, 1",
        "local[3], 3",
        "'local[4,2]', 4",
        "'local-cluster[2,3,1024]', 6",
        "spark://host:7077, -1",
        "yarn, -1",
        "k8s://https://host, -1"
    })
    void theCoresOfAMasterAreThoseOfItsName(String master, int cores) {
        assertThat(Sessions.cores(master).orElse(-1)).isEqualTo(cores);
    }

    @Test
    void aMasterWithAStarHasAllCoresOfTheMachine() {
        assertThat(Sessions.cores("local[*]")).hasValue(Runtime.getRuntime().availableProcessors());
    }

    /** Names, times of change and bytes of all files of the store. */
    private TreeMap<String, String> content() throws IOException {
        TreeMap<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                content.put(
                        file.toString(),
                        Files.getLastModifiedTime(file)
                                + (Files.isRegularFile(file) ? " " + Arrays.hashCode(Files.readAllBytes(file)) : ""));
            }
        }
        return content;
    }
}
