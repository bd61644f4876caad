package org.bitsweep.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.bitsweep.SharedSpark;
import org.bitsweep.ctm.Distribution;
import org.bitsweep.ctm.MachineSpace;
import org.bitsweep.ctm.Subtrees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForgeTest {
    private static final MachineSpace SPACE = new MachineSpace(1, 3, 60);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 3", "3, 40", "4, 11"})
    void theResultIsTheSameHoweverTheTreeIsCut(int depth, int tasks) throws Exception {
        Forge.Result result =
                forge(FinishedParts.none(), ForgeProgress.NONE).enumerate(Subtrees.cut(SPACE, depth), tasks);
        assertSame(result.distribution(), Distribution.of(SPACE));
    }

    @Test
    void aKilledEnumerationGoesOnFromItsFinishedTasks() throws Exception {
        Subtrees subtrees = Subtrees.cut(SPACE, 3);
        FinishedParts finished = FinishedParts.in(folder.resolve("work"));
        assertThatThrownBy(() -> forge(finished, new StopAfter(4)).enumerate(subtrees, 12))
                .isInstanceOf(IllegalStateException.class);

        Counted counted = new Counted();
        Forge.Result result = forge(finished, counted).enumerate(subtrees, 12);
        assertThat(result.resumed()).isEqualTo(4);
        assertThat(counted.resumed).isEqualTo(4);
        assertThat(counted.advanced).isEqualTo(8);
        assertSame(result.distribution(), Distribution.of(SPACE));

        finished.clear();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aDamagedOrMisplacedPartIsDoneAgain() throws Exception {
        Subtrees subtrees = Subtrees.cut(SPACE, 3);
        FinishedParts finished = FinishedParts.in(folder);
        forge(finished, ForgeProgress.NONE).enumerate(subtrees, 6);
        List<Path> parts = parts();
        assertThat(parts).hasSize(6);
        byte[] bytes = Files.readAllBytes(parts.get(0));
        bytes[bytes.length / 2] ^= 1;
        Files.write(parts.get(0), bytes);
        Files.write(parts.get(1), new byte[3]);
        Files.write(parts.get(2), Files.readAllBytes(parts.get(3)));

        Forge.Result result = forge(finished, ForgeProgress.NONE).enumerate(subtrees, 6);
        assertThat(result.resumed()).isEqualTo(3);
        assertSame(result.distribution(), Distribution.of(SPACE));
    }

    private List<Path> parts() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Forge forge(FinishedParts finished, ForgeProgress progress) {
        return new Forge(new JavaSparkContext(SharedSpark.session().sparkContext()), finished, progress);
    }

    private static void assertSame(Distribution actual, Distribution expected) {
        assertThat(actual.halting()).isEqualTo(expected.halting());
        assertThat(actual.distinct()).isEqualTo(expected.distinct());
        for (int length = 1; length <= 16; length++) {
            for (int block = 0; block < 1 << length; block++) {
                assertThat(actual.count(1, length, block)).isEqualTo(expected.count(1, length, block));
            }
        }
    }

    /** Fails after some tasks, as a driver that is killed would. */
    private static final class StopAfter implements ForgeProgress {
        private int left;

        StopAfter(int tasks) {
            this.left = tasks;
        }

        @Override
        public void started(int bundles, int resumed) {}

        @Override
        public void advanced() {
            if (--left == 0) {
                throw new IllegalStateException("stopped by the test");
            }
        }
    }

    private static final class Counted implements ForgeProgress {
        private int resumed;
        private int advanced;

        @Override
        public void started(int bundles, int finishedBefore) {
            resumed = finishedBefore;
        }

        @Override
        public void advanced() {
            advanced++;
        }
    }
}
