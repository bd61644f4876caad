package org.bitsweep.sweep.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.parquet.io.PositionOutputStream;
import org.junit.jupiter.api.Test;

/** What every kind of file system must do for the store; one subclass for each. */
abstract class StoreFilesContract {
    private static final byte[] ONE = "one".getBytes(StandardCharsets.UTF_8);
    private static final byte[] TWO = "two".getBytes(StandardCharsets.UTF_8);

    /** Files in a folder that is empty. */
    abstract StoreFiles files();

    @Test
    void putIfAbsentCreatesTheFileWithItsContent() throws IOException {
        assertThat(files().putIfAbsent("a/b/file", ONE)).isTrue();
        assertThat(files().read("a/b/file")).isEqualTo(ONE);
    }

    @Test
    void putIfAbsentLeavesAnExistingFileAlone() throws IOException {
        files().putIfAbsent("a/file", ONE);
        assertThat(files().putIfAbsent("a/file", TWO)).isFalse();
        assertThat(files().read("a/file")).isEqualTo(ONE);
    }

    @Test
    void putIfAbsentLeavesNoOtherFilesBehind() throws IOException {
        files().putIfAbsent("a/file", ONE);
        files().putIfAbsent("a/file", TWO);
        assertThat(files().list("a")).containsExactly("file");
    }

    @Test
    void onlyOneOfManyAtOnceCreatesTheFile() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Boolean> put = () -> files().putIfAbsent("a/file", ONE);
            List<Future<Boolean>> outcomes = threads.invokeAll(Collections.nCopies(16, put));
            int created = 0;
            for (Future<Boolean> outcome : outcomes) {
                created += outcome.get() ? 1 : 0;
            }
            assertThat(created).isEqualTo(1);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void replaceOverwrites() throws IOException {
        files().replace("file", ONE);
        files().replace("file", TWO);
        assertThat(files().read("file")).isEqualTo(TWO);
        assertThat(files().list("")).containsExactly("file");
    }

    @Test
    void publishMovesTheFile() throws IOException {
        files().replace("staging/file", ONE);
        files().publish("staging/file", "table/file");
        assertThat(files().read("table/file")).isEqualTo(ONE);
        assertThat(files().length("staging/file")).isEmpty();
    }

    @Test
    void publishingAMissingFileSaysSo() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> files().publish("staging/missing", "table/file"));
    }

    @Test
    void aCreatedFileIsThereWhenItIsClosedAndFlushed() throws IOException {
        try (PositionOutputStream out = files().create("staging/driver/file").create(0)) {
            out.write(TWO);
        }
        files().flush("staging/driver/file");
        assertThat(files().read("staging/driver/file")).isEqualTo(TWO);
    }

    @Test
    void anEmptyFolderCanBeRemovedAndOneWithFilesCannot() throws IOException {
        files().replace("a/b/file", ONE);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> files().remove("a/b"));
        assertThat(files().read("a/b/file")).isEqualTo(ONE);
        files().remove("a/b/file");
        files().remove("a/b");
        assertThat(files().list("a")).isEmpty();
    }

    @Test
    void lengthsAreThoseOfTheFilesInAFolder() throws IOException {
        files().replace("a/2", ONE);
        files().replace("a/1", new byte[0]);
        files().replace("a/folder/3", TWO);
        assertThat(files().lengths("a")).isEqualTo(new TreeMap<>(Map.of("1", 0L, "2", 3L)));
        assertThat(files().lengths("missing")).isEmpty();
        assertThat(files().list("a")).containsExactly("1", "2", "folder");
    }

    @Test
    void aLocationIsTheFilesName() throws IOException {
        files().replace("a/file", ONE);
        assertThat(files().location("a/file")).endsWith(files().location() + "/a/file");
    }

    @Test
    void theFilesCanBeSentToAnExecutor() throws Exception {
        files().replace("a/file", ONE);
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(sent)) {
            out.writeObject(files());
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(sent.toByteArray()))) {
            assertThat(((StoreFiles) in.readObject()).read("a/file")).isEqualTo(ONE);
        }
    }

    @Test
    void aStoreCanBeWrittenAndReadAndTakenOver() throws IOException {
        StoreFiles files = files();
        for (int round = 0; round < 3; round++) {
            try (StoreWriter writer = StoreWriter.open(files)) {
                String staging = writer.stagingFolder() + "/runs-" + round;
                try (PositionOutputStream out = files.create(staging).create(0)) {
                    out.write(ONE);
                }
                String target = "runs/" + writer.driver() + "-" + round + ".parquet";
                List<String> removed =
                        round < 2 ? List.of() : List.of(writer.live().get(0).target());
                writer.commit(removed, List.of(new StagedFile(staging, target, ONE.length, 1)));
                assertThatExceptionOfType(StoreException.class)
                        .isThrownBy(() -> StoreWriter.open(files))
                        .withMessageContaining("only one may write");
            }
        }
        StoreReader reader = StoreReader.open(files);
        assertThat(reader.damage()).isEmpty();
        assertThat(reader.locations(TableName.RUNS)).hasSize(2);
        assertThat(files.list("runs")).hasSize(2);
        assertThat(files.list("_bitsweep/staging")).isEmpty();
        assertThat(files.length("_bitsweep/lease")).isEmpty();
    }

    @Test
    void removeDeletesAndDoesNotMindAMissingFile() throws IOException {
        files().replace("file", ONE);
        files().remove("file");
        files().remove("file");
        assertThat(files().length("file")).isEmpty();
    }

    @Test
    void lengthIsInBytes() throws IOException {
        files().replace("file", ONE);
        assertThat(files().length("file")).hasValue(3);
    }

    @Test
    void listIsSortedAndEmptyForAMissingFolder() throws IOException {
        files().replace("a/2", ONE);
        files().replace("a/1", ONE);
        assertThat(files().list("a")).containsExactly("1", "2");
        assertThat(files().list("missing")).isEmpty();
    }

    @Test
    void readingAMissingFileSaysSo() {
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> files().read("missing"));
    }
}
