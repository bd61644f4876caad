package org.bitsweep.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.bitsweep.OwnProcess;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.ctm.CtmTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people copy from the README, and where its links lead. */
class ReadmeTest {
    private static final Page README = Page.of("README.md");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)[^)]*\\)");

    @Test
    void theExampleOfBdmPrintsTheComplexityOfAChessboard(@TempDir Path folder) throws Exception {
        // Four rows of eight: the same block twice, with bit 4r + c for its cell (r, c); log2 2 is 1.
        long block = CtmTables.load("2d").values(4, 4)[0b0101_1010_0101_1010];
        assertThat(output("Bdm", folder)).isEqualTo((block * CtmTable.UNIT + 1) + " bits");
    }

    @Test
    void theExampleOfTrainingPrintsAResultOfFiveEpochs(@TempDir Path folder) throws Exception {
        assertThat(output("Train", folder)).startsWith("TrainingResult[epochs=5, best=EpochSummary[epoch=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs", "notebooks"})
    void noLinkLeadsNowhere(String where) throws IOException {
        for (Path page : pages(Path.of(where))) {
            Path folder = page.toAbsolutePath().getParent();
            assertThat(LINK.matcher(Files.readString(page)).results().map(link -> link.group(1)))
                    .as(page.toString())
                    .allSatisfy(link -> assertThat(folder.resolve(link)).exists());
        }
    }

    private static List<Path> pages(Path where) throws IOException {
        try (var files = Files.walk(where, 1)) {
            return files.filter(file -> file.toString().endsWith(".md")).toList();
        }
    }

    private static String output(String name, Path folder) throws IOException, InterruptedException {
        Path classes = README.compile(name, folder);
        try (OwnProcess process = OwnProcess.start(folder, List.of(), Page.before(classes), Map.of(), name)) {
            assertThat(process.status(Duration.ofMinutes(1))).as(process.err()).isZero();
            return process.out().strip();
        }
    }
}
