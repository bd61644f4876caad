package org.bitsweep.sweep.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreWriterTest {
    private static final byte[] CONTENT = "rows".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private String store;
    private StoreFiles files;

    @BeforeEach
    void open() {
        store = folder.resolve("store").toString();
        files = StoreFiles.of(store);
    }

    @Test
    void aCommittedFileIsInItsTable() throws IOException {
        try (StoreWriter writer = StoreWriter.open(files)) {
            writer.commit(List.of(staged(writer, "runs", "a")));
        }
        assertThat(files.list("runs")).containsExactly("a");
        assertThat(StoreReader.open(store).locations(TableName.RUNS)).hasSize(1);
    }

    @Test
    void closingLeavesNeitherLeaseNorStagedFiles() throws IOException {
        try (StoreWriter writer = StoreWriter.open(files)) {
            writer.commit(List.of(staged(writer, "runs", "a")));
        }
        assertThat(files.length("_bitsweep/lease")).isEmpty();
        assertThat(files.list("_bitsweep/staging")).isEmpty();
    }

    @Test
    void anUncommittedFileOfADeadDriverIsCleared() throws IOException {
        StagedFile file;
        try (StoreWriter writer = StoreWriter.open(files)) {
            file = staged(writer, "runs", "a");
        }
        files.replace(file.staging(), new byte[] {1});
        StoreWriter.open(files).close();
        assertThat(StoreReader.open(store).locations(TableName.RUNS)).isEmpty();
        assertThat(files.list("_bitsweep/staging")).isEmpty();
    }

    @Test
    void aRecordedFileThatWasNotMovedIsReadFromStaging() throws IOException {
        StagedFile file = recordOnly();
        assertThat(StoreReader.open(store).locations(TableName.RUNS)).containsExactly(files.location(file.staging()));
    }

    @Test
    void theNextWriterMovesARecordedFile() throws IOException {
        StagedFile file = recordOnly();
        StoreWriter.open(files).close();
        assertThat(files.list("runs")).containsExactly("a");
        assertThat(StoreReader.open(store).locations(TableName.RUNS)).containsExactly(files.location(file.target()));
    }

    @Test
    void replayingTwiceChangesNothing() throws IOException {
        recordOnly();
        StoreWriter.open(files).close();
        StoreWriter.open(files).close();
        assertThat(files.list("runs")).containsExactly("a");
    }

    @Test
    void aRemovedFileIsGoneAfterReplay() throws IOException {
        try (StoreWriter writer = StoreWriter.open(files)) {
            writer.commit(List.of(staged(writer, "runs", "a")));
        }
        StoreLog log = StoreLog.read(files);
        log.append("other", List.of("runs/a"), List.of());
        assertThat(StoreReader.open(store).locations(TableName.RUNS)).isEmpty();
        StoreWriter.open(files).close();
        assertThat(files.list("runs")).isEmpty();
    }

    @Test
    void aLostFileIsNamed() throws IOException {
        try (StoreWriter writer = StoreWriter.open(files)) {
            writer.commit(List.of(staged(writer, "epochs", "a")));
        }
        files.remove("epochs/a");
        StoreReader reader = StoreReader.open(store);
        assertThat(reader.damage()).singleElement().asString().contains("epochs/a");
        assertThat(reader.locations(TableName.EPOCHS)).isEmpty();
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> StoreWriter.open(files))
                .withMessageContaining("epochs/a");
    }

    @Test
    void aWriterWhoseNumberIsTakenHasLostTheStore() throws IOException {
        try (StoreWriter writer = StoreWriter.open(files)) {
            StagedFile file = staged(writer, "runs", "a");
            StoreLog.read(files).append("other", List.of(), List.of());
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> writer.commit(List.of(file)))
                    .withMessageContaining("taken over");
        }
        assertThat(files.list("runs")).isEmpty();
    }

    @Test
    void aSecondWriterIsRefusedInOneSentenceThatNamesTheFirst() {
        try (StoreWriter first = StoreWriter.open(files)) {
            assertThat(first.driver()).isNotEmpty();
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> StoreWriter.open(files))
                    .withMessageContaining(
                            String.valueOf(ProcessHandle.current().pid()))
                    .withMessageNotContaining("\n");
        }
    }

    @Test
    void theLeaseOfADeadProcessOnThisHostIsTakenOverAtOnce() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        Lease ours = Lease.ours("dead");
        writeLease(ours.host(), process.pid(), 0, System.currentTimeMillis());
        StoreWriter.open(files).close();
        assertThat(files.length("_bitsweep/lease")).isEmpty();
    }

    @Test
    void aPidThatBelongsToAYoungerProcessIsNotTheHolder() throws IOException {
        Lease ours = Lease.ours("dead");
        long missed = System.currentTimeMillis() - 3 * Lease.HEARTBEAT_MILLIS;
        writeLease(ours.host(), ours.pid(), ours.processStart() - 3 * Lease.HEARTBEAT_MILLIS, missed);
        StoreWriter.open(files).close();
        assertThat(files.length("_bitsweep/lease")).isEmpty();
    }

    @Test
    void aHolderOnAnotherHostIsDeadAfterThreeMissedHeartbeats() throws IOException {
        long missed = 3 * Lease.HEARTBEAT_MILLIS;
        writeLease("another-host", 1, 0, System.currentTimeMillis() - missed / 2);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> StoreWriter.open(files))
                .withMessageContaining("another-host");
        writeLease("another-host", 1, 0, System.currentTimeMillis() - missed);
        StoreWriter.open(files).close();
        assertThat(files.length("_bitsweep/lease")).isEmpty();
    }

    @Test
    void aHolderWhoseClockWasSetIsStillAlive() throws IOException {
        Lease ours = Lease.ours("alive");
        writeLease(ours.host(), ours.pid(), ours.processStart() + 60_000, System.currentTimeMillis());
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> StoreWriter.open(files))
                .withMessageContaining(String.valueOf(ours.pid()));
    }

    @Test
    void aCommitThatFailsBetweenRecordAndMovesLosesNothing() throws IOException {
        StagedFile file;
        try (StoreWriter writer = StoreWriter.open(files)) {
            file = staged(writer, "runs", "a");
            Files.createFile(Path.of(store, "runs"));
            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> writer.commit(List.of(file)));
        }
        Files.delete(Path.of(store, "runs"));
        assertThat(StoreReader.open(store).locations(TableName.RUNS)).containsExactly(files.location(file.staging()));
        StoreWriter.open(files).close();
        assertThat(files.read("runs/a")).isEqualTo(CONTENT);
    }

    @Test
    void whoeverTakesAStoreOverWithStagedFilesMakesTheOthersNextCommitImpossible() throws IOException {
        StoreWriter stalled = StoreWriter.open(files);
        StagedFile file = staged(stalled, "runs", "a");
        writeLease("another-host", 1, 0, 0);
        StoreWriter.open(files).close();
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> stalled.commit(List.of(file)))
                .withMessageContaining("taken over");
        assertThat(StoreReader.open(store).locations(TableName.RUNS)).isEmpty();
        stalled.close();
    }

    @Test
    void aTornRecordIsNamedAndHidesItsOwnFilesOnly() throws IOException {
        try (StoreWriter writer = StoreWriter.open(files)) {
            writer.commit(List.of(staged(writer, "runs", "a")));
            writer.commit(List.of(staged(writer, "runs", "b")));
            writer.commit(List.of(staged(writer, "runs", "c")));
        }
        files.replace("_bitsweep/log/00000002.json", "{\"numb".getBytes(StandardCharsets.UTF_8));
        StoreReader reader = StoreReader.open(store);
        assertThat(reader.damage()).singleElement().asString().contains("00000002.json");
        assertThat(reader.locations(TableName.RUNS))
                .containsExactly(files.location("runs/a"), files.location("runs/c"));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> StoreWriter.open(files))
                .withMessageContaining("00000002.json");
    }

    @Test
    void aMissingRecordIsNoticed() throws IOException {
        StoreWriter.open(files).close();
        StoreWriter.open(files).close();
        StoreWriter.open(files).close();
        files.remove("_bitsweep/log/00000001.json");
        assertThat(StoreReader.open(store).damage()).singleElement().asString().contains("from record 0 to 2");
    }

    @Test
    void theFirstRecordIsMissedToo() throws IOException {
        StoreWriter.open(files).close();
        StoreWriter.open(files).close();
        files.remove("_bitsweep/log/00000000.json");
        assertThat(StoreReader.open(store).damage()).singleElement().asString().contains("begins with record 1");
    }

    @Test
    void aTruncatedFileIsNamedAndTheOthersAreRead() throws IOException {
        try (StoreWriter writer = StoreWriter.open(files)) {
            writer.commit(List.of(staged(writer, "epochs", "a"), staged(writer, "epochs", "b")));
        }
        files.replace("epochs/a", new byte[CONTENT.length - 1]);
        StoreReader reader = StoreReader.open(store);
        assertThat(reader.damage())
                .singleElement()
                .asString()
                .contains("epochs/a")
                .contains(CONTENT.length - 1 + " bytes");
        assertThat(reader.locations(TableName.EPOCHS)).containsExactly(files.location("epochs/b"));
    }

    @Test
    void aRepairTakesOutTheRunsOfADamagedFileAndNoOthers() throws IOException {
        try (StoreWriter writer = StoreWriter.open(files)) {
            writer.commit(List.of(staged(writer, "epochs", "a"), staged(writer, "runs", "a")));
            writer.commit(List.of(staged(writer, "epochs", "b"), staged(writer, "runs", "b")));
        }
        files.replace("epochs/a", new byte[1]);
        assertThat(StoreRepair.dropDamaged(files)).singleElement().asString().contains("epochs/a");
        assertThat(StoreReader.open(store).damage()).isEmpty();
        StoreWriter.open(files).close();
        assertThat(files.list("epochs")).containsExactly("b");
        assertThat(files.list("runs")).containsExactly("b");
        assertThat(StoreRepair.dropDamaged(files)).isEmpty();
    }

    @Test
    void aRepairLeavesATornRecordBehind() throws IOException {
        String lost;
        try (StoreWriter writer = StoreWriter.open(files)) {
            lost = writer.driver() + "-000000-0.parquet";
            writer.commit(List.of(staged(writer, "runs", lost)));
            writer.commit(List.of(staged(writer, "runs", "b")));
        }
        files.replace("_bitsweep/log/00000001.json", "{\"numb".getBytes(StandardCharsets.UTF_8));
        assertThat(StoreRepair.dropDamaged(files)).singleElement().asString().contains("00000001.json");
        StoreWriter.open(files).close();
        assertThat(StoreReader.open(store).damage()).isEmpty();
        // The runs that only the torn record named: no record names their file any more.
        assertThat(files.list("runs")).containsExactly("b");
    }

    @Test
    void aFileThatNoRecordNamesIsClearedIfADriverCouldHaveMadeIt() throws IOException {
        StoreWriter.open(files).close();
        files.replace("runs/0123abcd-000007-3.parquet", CONTENT);
        files.replace("runs/notes.parquet", CONTENT);
        StoreWriter.open(files).close();
        assertThat(files.list("runs")).containsExactly("notes.parquet");
    }

    @Test
    void theLogStaysShortHoweverManyCommitsThereAre() throws IOException {
        int commits = 3 * StoreLog.RECORDS_PER_CHECKPOINT;
        try (StoreWriter writer = StoreWriter.open(files)) {
            for (int i = 0; i < commits; i++) {
                List<String> removed = i < 3 ? List.of() : List.of("runs/" + (i - 3));
                writer.commit(removed, List.of(staged(writer, "runs", String.valueOf(i))));
                assertThat(StoreReader.open(store).locations(TableName.RUNS)).hasSize(Math.min(i + 1, 3));
            }
        }
        assertThat(files.list(StoreLog.FOLDER)).hasSizeLessThan(2 * StoreLog.RECORDS_PER_CHECKPOINT + 2);
        StoreWriter.open(files).close();
        assertThat(files.list("runs"))
                .containsExactlyInAnyOrder(
                        String.valueOf(commits - 3), String.valueOf(commits - 2), String.valueOf(commits - 1));
    }

    @Test
    void aTornCheckpointIsReadFromTheOneBeforeIt() throws IOException {
        try (StoreWriter writer = StoreWriter.open(files)) {
            writer.commit(List.of(staged(writer, "runs", "a")));
        }
        StoreLog log = StoreLog.read(files);
        log.appendCheckpoint("d", List.of(), List.of());
        log.append("d", List.of(), List.of());
        log.appendCheckpoint("d", List.of(), List.of());
        log.appendCheckpoint("d", List.of(), List.of());
        files.replace("_bitsweep/log/00000005.json", new byte[] {'{'});
        StoreReader reader = StoreReader.open(store);
        assertThat(reader.damage()).singleElement().asString().contains("00000005.json");
        assertThat(reader.locations(TableName.RUNS)).containsExactly(files.location("runs/a"));
    }

    @Test
    void aStalledWriterWhoseNumberWasForgottenHasLostTheStoreToo() throws IOException {
        StoreWriter stalled = StoreWriter.open(files);
        StagedFile file = staged(stalled, "runs", "a");
        writeLease("another-host", 1, 0, 0);
        try (StoreWriter other = StoreWriter.open(files)) {
            for (int i = 0; i < 3 * StoreLog.RECORDS_PER_CHECKPOINT; i++) {
                other.commit(List.of(staged(other, "runs", "b" + i)));
            }
        }
        assertThat(files.length("_bitsweep/log/00000001.json")).isEmpty();
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> stalled.commit(List.of(file)))
                .withMessageContaining("taken over");
        assertThat(files.length("_bitsweep/log/00000001.json")).isEmpty();
        stalled.close();
    }

    @Test
    void aStoreOfALaterVersionIsRefusedInOneSentence() throws IOException {
        StoreWriter.open(files).close();
        LogRecord later = new LogRecord(1, LogRecord.SCHEMA + 1, "later", null, List.of(), List.of());
        files.putIfAbsent("_bitsweep/log/00000001.json", later.encode());
        for (ThrowingCallable opening : List.<ThrowingCallable>of(
                () -> StoreReader.open(store), () -> StoreWriter.open(files), () -> StoreRepair.dropDamaged(files))) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(opening)
                    .withMessageContaining("version " + (LogRecord.SCHEMA + 1))
                    .withMessageNotContaining("\n");
        }
    }

    @Test
    void aFileSystemThatCreatesAFileTwiceIsRefused() {
        StoreFiles careless = new ForwardingStoreFiles(files) {
            private static final long serialVersionUID = 1L;

            @Override
            public boolean putIfAbsent(String name, byte[] content) throws IOException {
                replace(name, content);
                return true;
            }
        };
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> StoreWriter.open(careless))
                .withMessageContaining("cannot keep a store");
    }

    @Test
    void ofManyWritersThatOpenAStoreAtOnceOneMay() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<StoreWriter> writers = Collections.synchronizedList(new ArrayList<>());
        try {
            Callable<Void> open = () -> {
                try {
                    writers.add(StoreWriter.open(files));
                } catch (StoreException e) {
                    assertThat(e).hasMessageContaining("only one may write");
                }
                return null;
            };
            for (Future<Void> outcome : threads.invokeAll(Collections.nCopies(16, open))) {
                outcome.get();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(writers).hasSize(1);
        writers.get(0).close();
    }

    @Test
    void aFolderThatIsNoStoreIsSaidToBeNone() {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> StoreReader.open(folder.toString()))
                .withMessageContaining("no result store");
    }

    @Test
    void aStoreBelowAFileCannotBeWritten() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() ->
                        StoreWriter.open(StoreFiles.of(file.resolve("store").toString())))
                .withMessageContaining("cannot write to the store");
    }

    /** A commit that stopped after its record. */
    private StagedFile recordOnly() throws IOException {
        StagedFile file;
        try (StoreWriter writer = StoreWriter.open(files)) {
            file = staged(writer, "runs", "a");
            StoreLog.read(files).append(writer.driver(), List.of(), List.of(file));
        }
        // As if the driver had died: its staged file is there.
        files.replace(file.staging(), CONTENT);
        return file;
    }

    private StagedFile staged(StoreWriter writer, String table, String name) throws IOException {
        String staging = writer.stagingFolder() + "/" + table + "-" + name;
        files.replace(staging, CONTENT);
        return new StagedFile(staging, table + "/" + name, CONTENT.length, 1);
    }

    private void writeLease(String host, long pid, long processStart, long heartbeat) throws IOException {
        String lease = String.format(
                "{\"driver\":\"dead\",\"host\":\"%s\",\"pid\":%d,\"process_start\":%d,\"heartbeat\":%d}",
                host, pid, processStart, heartbeat);
        files.replace("_bitsweep/lease", lease.getBytes(StandardCharsets.UTF_8));
    }
}
