package org.bitsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bitsweep.run.Configuration;
import org.junit.jupiter.api.Test;

/** The examples that people copy. The numbers of runs are counted by hand. */
class DocumentedAxesTest {
    private static final Pattern EXAMPLE = Pattern.compile("```hocon\n(.*?)```", Pattern.DOTALL);

    @Test
    void theExamplesOfTheSweepsPageWork() throws IOException {
        assertThat(sizes("docs/sweeps.md"))
                .containsExactly(200 * 5 * 3 * 11 * 7, 2, 50 * 3, 100 * 3 * 3 - 100 - 2 * 3 * 50);
    }

    @Test
    void theExampleOfTheReadmeWorks() throws IOException {
        assertThat(sizes("README.md")).containsExactly(200 * 4 * 5 * 2 - 200 * 2);
    }

    private static List<Integer> sizes(String file) throws IOException {
        List<Integer> sizes = new ArrayList<>();
        Matcher example = EXAMPLE.matcher(Files.readString(Path.of(file)));
        while (example.find()) {
            SweepConfig config = SweepConfig.of(Configuration.parse(example.group(1)));
            sizes.add(new RunSpace(config.axes()).size());
        }
        return sizes;
    }
}
