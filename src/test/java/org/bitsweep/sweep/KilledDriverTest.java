package org.bitsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bitsweep.Eventually;
import org.bitsweep.OwnProcess;
import org.bitsweep.bits.Rng;
import org.bitsweep.sweep.store.StagedFile;
import org.bitsweep.sweep.store.StoreException;
import org.bitsweep.sweep.store.StoreReader;
import org.bitsweep.sweep.store.TableName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep of 400 runs whose process is killed again and again, at moments that a printed seed decides. */
@Tag("slow")
class KilledDriverTest {
    private static final long SEED = 20261121;
    private static final int RUNS = 400;
    private static final int KILLS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    @TempDir
    private Path folder;

    @Test
    void aSweepThatIsKilledTwentyTimesHasTheResultsOfOneThatIsNot() throws Exception {
        System.out.println("moments of killing from seed " + SEED);
        Rng random = Rng.stream(SEED, "kills");
        Path killed = folder.resolve("killed");
        for (int kill = 0; kill < KILLS; kill++) {
            try (OwnProcess sweep = sweep(killed)) {
                // One in four dies while it starts, the others after some more runs.
                int more = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(9);
                long target = done(killed) + more;
                Eventually.holds("more runs are done", PATIENCE, () -> done(killed) >= target || !sweep.isAlive());
                boolean ended = sweep.endsWithin(random.nextInt(1_500), TimeUnit.MILLISECONDS);
                assertThat(ended)
                        .as("kill %d comes too late: %s", kill, sweep.err())
                        .isFalse();
                sweep.signal("KILL");
                sweep.status(PATIENCE);
                System.out.println("kill " + kill + " with " + done(killed) + " runs done");
            }
        }
        Path undisturbed = folder.resolve("undisturbed");
        for (Path store : Set.of(killed, undisturbed)) {
            try (OwnProcess sweep = sweep(store)) {
                assertThat(sweep.status(PATIENCE)).as(sweep.err()).isZero();
            }
        }
        TreeSet<String> expected = SmallSweep.results(undisturbed);
        assertThat(SmallSweep.tables(killed).runs().select("run_key").distinct().count())
                .isEqualTo(RUNS);
        assertThat(SmallSweep.tables(killed).runs().count()).isEqualTo(RUNS);
        assertThat(SmallSweep.results(killed)).isEqualTo(expected);
        assertThat(files(killed)).isEqualTo(named(killed));
    }

    private OwnProcess sweep(Path store) throws IOException {
        return OwnProcess.bitsweep(
                folder,
                List.of("-Xmx1g"),
                "sweep",
                "conf/demo.conf",
                "store=" + store,
                "engine.master=local[2]",
                "training.max-epochs=10",
                "axes.seed=0.." + (RUNS - 1));
    }

    private static long done(Path store) {
        try {
            return StoreReader.open(store.toString()).files(TableName.RUNS).stream()
                    .mapToLong(StagedFile::runs)
                    .sum();
        } catch (StoreException e) {
            return 0;
        }
    }

    /** Everything in the store but its log and manifests. */
    private static Set<String> files(Path store) throws IOException {
        try (Stream<Path> files = Files.walk(store)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> store.relativize(file).toString())
                    .filter(name -> !name.matches("_bitsweep/(log/\\d{8}|manifests/[\\w-]+)\\.json"))
                    .collect(Collectors.toSet());
        }
    }

    private static Set<String> named(Path store) {
        return Stream.of(TableName.values())
                .flatMap(table -> StoreReader.open(store.toString()).files(table).stream())
                .map(StagedFile::target)
                .collect(Collectors.toSet());
    }
}
