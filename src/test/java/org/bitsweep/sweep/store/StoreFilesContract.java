package org.bitsweep.sweep.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
