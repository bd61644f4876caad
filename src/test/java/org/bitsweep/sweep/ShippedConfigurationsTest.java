package org.bitsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bitsweep.run.Configuration;
import org.bitsweep.run.SpecReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The configurations that come with the project. */
class ShippedConfigurationsTest {
    private static final Path FOLDER = Path.of("conf");

    /** Numbers of runs, counted by hand. */
    private static final Map<String, Integer> RUNS = Map.ofEntries(
            Map.entry("demo.conf", 20),
            Map.entry("paper/mnist.conf", 200),
            Map.entry("paper/mnist-10k.conf", 200),
            Map.entry("paper/fashion-mnist.conf", 200),
            Map.entry("paper/har.conf", 200),
            Map.entry("paper/har-raw.conf", 200),
            Map.entry("paper/sincos.conf", 200),
            Map.entry("paper/widths.conf", 5 * 200),
            Map.entry("paper/depths.conf", 4 * 200),
            Map.entry("paper/controls.conf", 3 * 200),
            Map.entry("paper/measures.conf", 200),
            Map.entry("paper/generalisation.conf", 10 * 3 * 3 * 3 * 2),
            Map.entry("information/float-planes.conf", 50 * 4),
            Map.entry("information/bnn-planes.conf", 50 * 5),
            Map.entry("information/mnist-planes.conf", 20 * 3),
            Map.entry("information/saturation.conf", 20 * 4 * 2 * 12),
            Map.entry("information/random-labels.conf", 3 * 5 * 13 * 5),
            Map.entry("qubd/budgets.conf", 3 * 8 * 5),
            Map.entry("qubd/budgets-10k.conf", 3 * 6 * 3),
            Map.entry("qubd/overfitting.conf", 10 * 4),
            Map.entry("qubd/overfitting-10k.conf", 10 * 3),
            Map.entry("qubd/overfitting-long-10k.conf", 5 * 2 * 2 * 2),
            Map.entry("qubd/grokking.conf", 3 * 2),
            Map.entry("qubd/grokking-128.conf", 20 * 2),
            Map.entry("qubd/grokking-kinds.conf", 10 * 2 * 4),
            Map.entry("qubd/generalisation.conf", 2 * 2 * 2 * 6 * 2 * 2),
            Map.entry("qubd/generalisation-10k.conf", 2 * 2 * 2 * 6 * 2 * 2),
            Map.entry("qubd/measure.conf", 20),
            Map.entry("qubd/signs.conf", 20));

    private static Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files
                    .filter(file -> file.toString().endsWith(".conf"))
                    .map(file -> FOLDER.relativize(file).toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Test
    void noFileIsForgottenHere() throws IOException {
        assertThat(files()).containsExactlyInAnyOrderElementsOf(RUNS.keySet());
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyRunCanBeRead(String file) {
        Configuration configuration = Configuration.load(FOLDER.resolve(file), List.of("dataset.path=unused"));
        RunSpace space = new RunSpace(SweepConfig.of(configuration).axes());

        assertThat(space.size()).isEqualTo(RUNS.get(file));
        for (int group = 0; group <= space.group(space.size() - 1); group++) {
            assertThat(SpecReader.read(configuration.settings(space.assignments(group)))
                            .probes())
                    .containsKey("default");
        }
    }
}
