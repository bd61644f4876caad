package org.bitsweep.sweep.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> StoreReader.open(store).locations(TableName.EPOCHS))
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
    void aTornRecordIsNamed() throws IOException {
        StoreWriter.open(files).close();
        files.replace("_bitsweep/log/00000001.json", "{\"numb".getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> StoreReader.open(store))
                .withMessageContaining("00000001.json");
    }

    @Test
    void aMissingRecordIsNoticed() throws IOException {
        StoreWriter.open(files).close();
        StoreLog log = StoreLog.read(files);
        log.append("d", List.of(), List.of());
        log.append("d", List.of(), List.of());
        files.remove("_bitsweep/log/00000001.json");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> StoreReader.open(store))
                .withMessageContaining("00000002.json");
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
