package org.bitsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bitsweep.Eventually;
import org.bitsweep.OwnProcess;
import org.bitsweep.sweep.store.StagedFile;
import org.bitsweep.sweep.store.StoreException;
import org.bitsweep.sweep.store.StoreReader;
import org.bitsweep.sweep.store.TableName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two drivers, in processes of their own, that want one store. */
@Tag("slow")
class StalledDriverTest {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int RUNS = 200;

    @TempDir
    private Path folder;

    @Test
    void aStoppedDriverWhoseLeaseWasTakenOverPublishesNothingAndExitsWithThree() throws Exception {
        Path store = folder.resolve("store");
        try (OwnProcess stopped = sweep(store)) {
            Eventually.holds("some runs are done", PATIENCE, () -> done(store) > 0);
            stopped.signal("STOP");
            long before = done(store);
            assertThat(before).isLessThan(RUNS);
            makeTheHolderLookDead(store);
            try (OwnProcess other = sweep(store)) {
                assertThat(other.status(PATIENCE)).as(other.err()).isZero();
            }
            assertThat(done(store)).isEqualTo(RUNS);
            TreeSet<String> published = published(store);
            stopped.signal("CONT");
            assertThat(stopped.status(PATIENCE)).as(stopped.err()).isEqualTo(3);
            assertThat(stopped.err()).contains("taken over");
            assertThat(published(store)).isEqualTo(published);
        }
        assertThat(SmallSweep.tables(store).runs().count()).isEqualTo(RUNS);
        Path undisturbed = folder.resolve("undisturbed");
        try (OwnProcess sweep = sweep(undisturbed)) {
            assertThat(sweep.status(PATIENCE)).as(sweep.err()).isZero();
        }
        assertThat(SmallSweep.results(store)).isEqualTo(SmallSweep.results(undisturbed));
    }

    @Test
    void aSecondDriverIsRefusedWithStatusThreeAndTheFirstGoesOn() throws Exception {
        Path store = folder.resolve("store");
        try (OwnProcess first = sweep(store)) {
            Eventually.holds("some runs are done", PATIENCE, () -> done(store) > 0);
            // So that it is still there when the second one comes: on one host a holder counts as alive while its
            // process is.
            first.signal("STOP");
            try (OwnProcess second = sweep(store)) {
                assertThat(second.status(PATIENCE)).as(second.err()).isEqualTo(3);
                assertThat(second.err())
                        .contains(
                                "is being written by process " + first.handle().pid());
            }
            first.signal("CONT");
            assertThat(first.status(PATIENCE)).as(first.err()).isZero();
        }
        assertThat(SmallSweep.tables(store).runs().count()).isEqualTo(RUNS);
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

    /** As a driver on another host sees it after three missed heartbeats. */
    private static void makeTheHolderLookDead(Path store) throws IOException {
        Path lease = store.resolve("_bitsweep/lease");
        String text = Files.readString(lease)
                .replaceFirst("\"host\":\"[^\"]*\"", "\"host\":\"another-host\"")
                .replaceFirst("\"heartbeat\":\\d+", "\"heartbeat\":0");
        assertThat(text).contains("another-host").contains("\"heartbeat\":0");
        Files.writeString(lease, text);
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

    /** The log and the files of the tables. */
    private static TreeSet<String> published(Path store) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(store)) {
            files.filter(Files::isRegularFile)
                    .map(file -> store.relativize(file).toString())
                    .filter(name -> !name.startsWith("_bitsweep/") || name.startsWith("_bitsweep/log/"))
                    .forEach(names::add);
        }
        return names;
    }
}
