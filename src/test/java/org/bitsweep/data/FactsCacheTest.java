package org.bitsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactsCacheTest {
    private static final Instant OLD = Instant.parse("2020-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private final List<Dataset> loaded = new ArrayList<>();
    private DatasetSource source;
    private FactsCache cache;

    @BeforeEach
    void writeTwoImages() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        write(
                "train-images-idx3-ubyte",
                IdxSourceTest.images(2, 2, 3, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}),
                OLD);
        write("train-labels-idx1-ubyte", IdxSourceTest.labels(2, new byte[] {0, 3}), OLD);
        source = new IdxSource(folder.resolve("data").toString());
        cache = new FactsCache(folder.resolve("cache"));
    }

    @Test
    void theSecondTimeNothingIsLoadedAndTheFactsAreTheSame() throws IOException {
        DatasetFacts first = facts();
        assertThat(loaded).hasSize(1);
        assertThat(first)
                .isEqualTo(new DatasetFacts(2, 3, 4, 2, 0, loaded.get(0).digest()));

        assertThat(facts()).isEqualTo(first);
        assertThat(loaded).hasSize(1);
    }

    @Test
    void aFileWithAnotherTimeIsReadAgain() throws IOException {
        facts();
        write("train-labels-idx1-ubyte", IdxSourceTest.labels(2, new byte[] {0, 7}), OLD.plusNanos(1000));

        assertThat(facts().classes()).isEqualTo(8);
        assertThat(loaded).hasSize(2);
    }

    @Test
    void aFileWithAnotherLengthIsReadAgain() throws IOException {
        facts();
        write("train-images-idx3-ubyte", IdxSourceTest.images(2, 1, 3, new byte[] {1, 2, 3, 4, 5, 6}), OLD);

        assertThat(facts().height()).isEqualTo(1);
        assertThat(loaded).hasSize(2);
    }

    @Test
    void aFileThatComesToTheFolderCounts() throws IOException {
        facts();
        write("t10k-images-idx3-ubyte", IdxSourceTest.images(1, 2, 3, new byte[6]), OLD);
        write("t10k-labels-idx1-ubyte", IdxSourceTest.labels(1, new byte[1]), OLD);

        assertThat(facts().officialTest()).isEqualTo(1);
    }

    @Test
    void theSameFilesInAnotherFolderAreReadAgain() throws IOException {
        facts();
        Files.move(folder.resolve("data"), folder.resolve("other"));
        source = new IdxSource(folder.resolve("other").toString());

        facts();
        assertThat(loaded).hasSize(2);
    }

    @Test
    void oneFileAsTwoDataSetsIsReadTwice() throws IOException {
        write("a.csv", "0,1\n7,2\n0,3\n".getBytes(StandardCharsets.UTF_8), OLD);
        String path = folder.resolve("data/a.csv").toString();

        source = new CsvSource(path, false, "-1", ',');
        assertThat(facts().classes()).isEqualTo(3);
        source = new CsvSource(path, false, "0", ',');
        assertThat(facts().classes()).isEqualTo(2);
    }

    /** Its content could change again without a change of length and time. */
    @Test
    void aFileThatWasWrittenJustNowIsNotRemembered() throws IOException {
        write("train-labels-idx1-ubyte", IdxSourceTest.labels(2, new byte[] {0, 3}), Instant.now());
        facts();
        facts();

        assertThat(loaded).hasSize(2);
    }

    @Test
    void aDamagedEntryIsWrittenAnewWhereverItIsDamaged() throws IOException {
        DatasetFacts facts = facts();
        Path entry = entries().get(0);
        String text = Files.readString(entry);
        for (int length = 0; length < text.length(); length++) {
            loaded.clear();
            Files.writeString(entry, text.substring(0, length) + (length % 2 == 0 ? "" : "x"));

            assertThat(facts()).isEqualTo(facts);
            assertThat(loaded).hasSize(1);
            assertThat(Files.readString(entry)).isEqualTo(text);
        }
    }

    @Test
    void bytesThatAreNoTextAreADamagedEntry() throws IOException {
        facts();
        Files.write(entries().get(0), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});

        facts();
        assertThat(loaded).hasSize(2);
    }

    @Test
    void whatIsForgottenIsReadAgain() throws IOException {
        facts();
        cache.forget(source, Opener.local());
        facts();

        assertThat(loaded).hasSize(2);
    }

    @Test
    void manyWritersLeaveOneWholeEntryAndNothingElse() throws IOException {
        List<DatasetFacts> all =
                IntStream.range(0, 64).parallel().mapToObj(i -> load()).toList();

        assertThat(all).containsOnly(load());
        assertThat(entries()).hasSize(1);
    }

    @Test
    void aFolderThatCannotBeWrittenRemembersNothingAndIsNoError() throws IOException {
        cache = new FactsCache(
                Files.writeString(folder.resolve("file"), "in the way").resolve("cache"));
        facts();
        facts();

        assertThat(loaded).hasSize(2);
    }

    @Test
    void aMissingFolderIsTheErrorThatLoadingGives() {
        source = new IdxSource(folder.resolve("none").toString());

        assertThatExceptionOfType(FileNotFoundException.class)
                .isThrownBy(this::facts)
                .withMessageStartingWith("no IDX files in");
    }

    @Test
    void theFactsOfAGeneratorAreThoseOfItsDataset() throws IOException {
        StrokesSource strokes = new StrokesSource(20, 7, 0.1, 3);

        assertThat(cache.facts(strokes, Opener.local(), loaded::add))
                .isEqualTo(strokes.load(Opener.local()).facts());
        assertThat(loaded).isEmpty();
    }

    private DatasetFacts facts() throws IOException {
        return cache.facts(source, Opener.local(), loaded::add);
    }

    private DatasetFacts load() {
        try {
            return cache.facts(source, Opener.local(), dataset -> {});
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> entries = Files.list(folder.resolve("cache"))) {
            return entries.toList();
        }
    }

    private void write(String name, byte[] bytes, Instant modified) throws IOException {
        Path file = Files.write(folder.resolve("data").resolve(name), bytes);
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }
}
