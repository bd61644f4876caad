package org.bitsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.bitsweep.data.FactsCache;
import org.bitsweep.run.Configuration;
import org.bitsweep.run.ConfigurationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanInputsTest {
    private static final int[] FIRST = {0};

    @TempDir
    private Path folder;

    @BeforeEach
    void writeImages() throws IOException {
        write(0);
    }

    @Test
    void aPlanOfKnownFilesDoesNotReadThemAndHasTheSameKeys() throws IOException {
        String key = plan().run(0).identity().runKey();
        write(1);

        assertThat(plan().run(0).identity().runKey()).isEqualTo(key);
    }

    @Test
    void filesThatChangedBehindTheirTimesStopTheSweepOnce() throws IOException {
        String key = plan().run(0).identity().runKey();
        write(1);
        SweepPlan deceived = plan();

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> deceived.load(FIRST))
                .withMessageStartingWith("the data set idx is not what it was when its files had the same lengths");
        SweepPlan again = plan();
        assertThat(again.run(0).identity().runKey()).isNotEqualTo(key);
        assertThat(again.load(FIRST).dataset(again.run(0).spec()).features()).isEqualTo(4);
    }

    @Test
    void onlyTheDataSetsOfTheGivenRunsAreLoaded() {
        SweepPlan plan = plan("axes.dataset.resize=[2, 3, 4]");
        Inputs inputs = plan.load(new int[] {1});

        assertThat(inputs.dataset(plan.run(1).spec()).features()).isEqualTo(9);
        assertThat(inputs.dataset(plan.run(0).spec())).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dataset.train=1", "training.batch-size=1"})
    void oneSampleIsTooFewWhereBatchesAreNormalisedAndEnoughWhereTheyAreNot(String setting) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> plan(setting))
                .withMessageContaining(setting.substring(0, setting.indexOf('=')))
                .withMessageContaining("expected 2 or more");
        assertThat(plan(setting, "network.batch-norm=none").size()).isEqualTo(1);
    }

    private SweepPlan plan(String... overrides) {
        String text = "dataset { kind = idx, resize = 0, path = \"" + folder.resolve("data") + "\" }";
        return SweepPlan.of(
                SweepConfig.of(Configuration.parse(text, overrides)), new FactsCache(folder.resolve("cache")));
    }

    /** Always with the same times. */
    private void write(int pixel) throws IOException {
        int count = 40;
        ByteBuffer images = ByteBuffer.allocate(16 + count * 4)
                .putInt(0x803)
                .putInt(count)
                .putInt(2)
                .putInt(2);
        ByteBuffer labels = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
        for (int i = 0; i < count; i++) {
            images.put((byte) pixel).put((byte) i).put((byte) 0).put((byte) 9);
            labels.put((byte) (i % 2));
        }
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.write(data.resolve("train-images-idx3-ubyte"), images.array());
        Files.write(data.resolve("train-labels-idx1-ubyte"), labels.array());
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
            }
        }
    }
}
