package org.bitsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.bitsweep.run.Configuration;
import org.bitsweep.run.ConfigurationException;
import org.bitsweep.run.PlannedRun;
import org.bitsweep.run.RunSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AxesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ log-space = [1e-4, 1e-1], count = 4 } | 0.0001, 0.001, 0.01, 0.1",
                "{ log-space = [1e-1, 1e-3], count = 3 } | 0.1, 0.01, 0.001",
                "{ log-space = [1e-3, 1e-1], count = 5 } | 0.001, 0.00316227766017, 0.01, 0.0316227766017, 0.1",
                "{ log-space = [2, 0.5], count = 3 } | 2, 1, 0.5",
                "{ linear-space = [0, 1], count = 5 } | 0, 0.25, 0.5, 0.75, 1",
                "{ linear-space = [0.1, 0.7], count = 7 } | 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7",
                "{ linear-space = [0, 1], count = 4 } | 0, 0.333333333333, 0.666666666667, 1",
                "{ linear-space = [0.30000000000000004, 1], count = 2 } | 0.30000000000000004, 1",
                "{ log-space = [1e-9, 1e-7], count = 3 } | 1e-9, 1e-8, 1e-7",
                "[1e-3, 0.0010, 2.50, 1E-12] | 0.001, 0.001, 2.5, 1e-12"
            })
    void aSpaceHasExactEndsAndTwelveDigitsBetween(String space, String labels) {
        assertThat(labels("axes.dataset.noise=" + space, "dataset.noise")).isEqualTo(List.of(labels.split(", ")));
    }

    @Test
    void theValuesOfASpaceAreTheNearestDoublesOfTheirDigits() {
        SweepPlan plan = plan("axes.training.learning-rate={ log-space = [1e-5, 1], count = 6 }");
        assertThat(IntStream.range(0, 6)
                        .mapToObj(i -> plan.run(i).spec().training().adam().learningRate()))
                .containsExactly(1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1.0);
    }

    @Test
    void aSpaceOfWholeNumbersServesASettingThatAsksForThem() {
        SweepPlan plan = plan("axes.training.batch-size={ log-space = [8, 128], count = 5 }");
        assertThat(IntStream.range(0, 5).map(i -> plan.run(i).spec().training().batchSize()))
                .containsExactly(8, 16, 32, 64, 128);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ log-space = [0, 1], count = 3 } | axes.dataset.noise.log-space is [0,1], expected two positive numbers",
                "{ log-space = [1, 1e-400], count = 3 } | expected two positive numbers",
                "{ linear-space = [1, 1], count = 3 } | expected two numbers with 1 others of twelve digits between them",
                "{ linear-space = [1, 1.00000000001], count = 30 } | of twelve digits between them",
                "{ linear-space = [0, 1, 2], count = 3 } | expected a list of two numbers",
                "{ linear-space = 1, count = 3 } | expected a list of two numbers",
                "{ linear-space = [a, 1], count = 3 } | expected a list of two numbers",
                "{ linear-space = [0, 1], count = 1 } | axes.dataset.noise.count is 1, expected a whole number of values",
                "{ linear-space = [0, 1], count = 2.5 } | count is 2.5, expected a whole number of values from 2",
                "{ linear-space = [0, 1] } | expected { log-space = [FIRST, LAST], count = N }",
                "{ linear-space = [0, 1], log-space = [1, 2], count = 3 } | expected { log-space = [FIRST, LAST]",
                "{ count = 3 } | expected { log-space = [FIRST, LAST], count = N }",
                "{ linear-spce = [0, 1], count = 3 } | unknown key axes.dataset.noise.linear-spce; the nearest that exists is linear-space"
            })
    void aSpaceThatMakesNoSenseIsRefusedWithWhatWouldBeRight(String space, String message) {
        assertWrong(message, "axes.dataset.noise=" + space);
    }

    @Test
    void aSpaceIsNoAxisOfTexts() {
        assertWrong(
                "axes.dataset.kind is a section in braces, expected a list of values or a range",
                "axes.dataset.kind={ linear-space = [0, 1], count = 3 }");
    }

    @Test
    void aNumberOfASpaceThatShouldBeWholeIsNamedWithFileAndLine() throws IOException {
        Path file = Files.writeString(
                folder.resolve("x.conf"),
                "name = x\naxes {\n  training.batch-size = { linear-space = [8, 9], count = 3 }\n}\n");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> SweepPlan.of(SweepConfig.of(Configuration.load(file, List.of()))))
                .withMessage(file + ": 3: training.batch-size is 8.5, expected a whole number");
    }

    @Test
    void zippedSettingsAdvanceTogetherAsOneAxis() {
        SweepPlan plan = plan(
                "axes.zip={ network.hidden = [[8], [4], [2]], training.max-epochs = \"3..5\" }",
                "axes.seed=[0, 1]",
                "axes.training.batch-size=[16, 32]");
        assertThat(runs(plan))
                .containsExactly(
                        "[8] 16 3 0",
                        "[8] 16 3 1",
                        "[8] 32 3 0",
                        "[8] 32 3 1",
                        "[4] 16 4 0",
                        "[4] 16 4 1",
                        "[4] 32 4 0",
                        "[4] 32 4 1",
                        "[2] 16 5 0",
                        "[2] 16 5 1",
                        "[2] 32 5 0",
                        "[2] 32 5 1");
        assertThat(plan.run(0).axes())
                .containsOnlyKeys("network.hidden", "training.max-epochs", "training.batch-size")
                .containsEntry("training.max-epochs", "3");
    }

    @Test
    void severalZipsAreSeveralAxes() {
        SweepPlan plan = plan("axes.zip=[{ network.hidden = [[8], [4]], training.max-epochs = [3, 4] },"
                + " { training.batch-size = [16, 32], seed = [1, 2] }]");
        assertThat(runs(plan)).containsExactly("[8] 16 3 1", "[8] 32 3 2", "[4] 16 4 1", "[4] 32 4 2");
    }

    @Test
    void aZipWithTheSeedVariesFastestAndTheSeedIsNoLabel() {
        SweepPlan plan =
                plan("axes.zip={ dataset.generator-seed = [5, 6], seed = [1, 2] }", "axes.training.batch-size=[16]");
        assertThat(plan.run(1).spec().seed()).isEqualTo(2);
        assertThat(plan.run(1).axes()).containsOnlyKeys("dataset.generator-seed", "training.batch-size");
        assertThat(plan.run(1).identity().groupKey())
                .isNotEqualTo(plan.run(0).identity().groupKey());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ network.hidden = [[8], [4]], training.max-epochs = [3] } | axes.zip has 2 values of network.hidden and 1 of training.max-epochs, expected equally many",
                "{ } | axes.zip is empty",
                "[[1, 2]] | axes.zip is [1,2], expected a section in braces",
                "{ network.hiden = [[8]] } | unknown key network.hiden; the nearest that exists is network.hidden",
                "{ training.max-epochs = [] } | axes.zip: training.max-epochs is empty",
                "{ training.max-epochs = [a] } | axes.training.max-epochs is \"a\", expected a number",
                "{ store = [a] } | store cannot be an axis"
            })
    void aZipThatMakesNoSenseIsRefused(String zip, String message) {
        assertWrong(message, "axes.zip=" + zip);
    }

    @Test
    void aSettingOnTwoAxesIsRefused() {
        assertWrong(
                "training.max-epochs stands on two axes",
                "axes.training.max-epochs=[3]",
                "axes.zip={ training.max-epochs = [3, 4], seed = [1, 2] }");
    }

    @Test
    void combinationsThatARuleMatchesAreLeftOutAndTheOthersKeepTheirOrder() {
        SweepPlan plan = plan(
                "axes.network.hidden=[[8], [4, 2]]",
                "axes.training.batch-size=[16, 32]",
                "axes.seed=0..2",
                "axes.exclude={ network.hidden = [4, 2], training.batch-size = 16 }");
        assertThat(runs(plan))
                .containsExactly(
                        "[8] 16 6 0",
                        "[8] 16 6 1",
                        "[8] 16 6 2",
                        "[8] 32 6 0",
                        "[8] 32 6 1",
                        "[8] 32 6 2",
                        "[4, 2] 32 6 0",
                        "[4, 2] 32 6 1",
                        "[4, 2] 32 6 2");
    }

    @Test
    void aRuleMayNameSeedsSeveralValuesAndRanges() {
        SweepPlan plan = plan(
                "axes.network.hidden=[[8], [4], [2]]",
                "axes.seed=0..5",
                "axes.exclude=[{ network.hidden = [[8], [4]], seed = \"1..5\" }, { network.hidden = [2], seed = [0, 1, 2] }]");
        assertThat(runs(plan)).containsExactly("[8] 32 6 0", "[4] 32 6 0", "[2] 32 6 3", "[2] 32 6 4", "[2] 32 6 5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e-3", "0.001", "0.0010", "{ log-space"})
    void aRuleComparesNumbersAndNotTheirSpelling(String written) {
        String value = written.startsWith("{") ? "0.00316227766017" : written;
        SweepPlan plan = plan(
                "axes.training.learning-rate={ log-space = [1e-3, 1e-2], count = 3 }",
                "axes.exclude={ training.learning-rate = " + value + " }");
        assertThat(plan.size()).isEqualTo(2);
    }

    @Test
    void aRuleForTheValuesOfAZipMatchesOnlyWhatComesTogether() {
        SweepPlan plan = plan(
                "axes.zip={ network.hidden = [[8], [4], [8]], training.max-epochs = [3, 3, 4] }",
                "axes.exclude={ network.hidden = [8], training.max-epochs = 3 }");
        assertThat(runs(plan)).containsExactly("[4] 32 3 0", "[8] 32 4 0");
    }

    @Test
    void anObjectOnAnAxisMayBeExcluded() {
        SweepPlan plan = plan(
                "axes.training=[{ max-epochs = 3 }, { max-epochs = 4, batch-size = 8 }]",
                "axes.exclude={ training { batch-size = 8, max-epochs = 4 } }");
        assertThat(plan.size()).isEqualTo(1);
        assertThat(plan.run(0).spec().training().maxEpochs()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ seed = 7 } | axes.exclude names seed = 7, which no run has; its values are 0, 1, 2",
                "{ seed = [1, 7] } | axes.exclude names seed = 7, which no run has",
                "{ seed = \"8..9\" } | axes.exclude names seed = 8..9, which no run has",
                "{ network.hiden = [8] } | unknown key network.hiden; the nearest that exists is network.hidden",
                "{ dataset.size = 10 } | axes.exclude names dataset.size, which is no axis; the nearest that is one is dataset.noise",
                "{ training.batch-size = many } | training.batch-size",
                "{ training.batch-size = true } | axes.exclude: training.batch-size is true, expected a number",
                "{ } | axes.exclude has an empty rule",
                "3 | axes.exclude is 3, expected a section in braces",
                "{ name = a } | name cannot be an axis",
                "{ network.hidden = [8], dataset.noise = 0.2 } | names values of dataset.noise and network.hidden that never come together",
                "[{ seed = [0, 1] }, { seed = 2 }] | axes.exclude leaves out all 12 runs"
            })
    void aRuleThatMakesNoSenseIsRefused(String rule, String message) {
        assertWrong(
                message,
                "axes.seed=0..2",
                "axes.training.batch-size=[16, 32]",
                "axes.zip={ network.hidden = [[8], [4]], dataset.noise = [0.1, 0.2] }",
                "axes.exclude=" + rule);
    }

    @Test
    void aRuleThatCanMatchNothingIsNamedWithFileAndLine() throws IOException {
        Path file = Files.writeString(
                folder.resolve("x.conf"), "axes {\n  seed = \"0..9\"\n  exclude = [\n    { seed = 12 }\n  ]\n}\n");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> SweepConfig.of(Configuration.load(file, List.of())))
                .withMessage(file + ": 4: axes.exclude names seed = 12, which no run has; its values are"
                        + " 0, 1, 2, 3, 4, 5, 6, 7 and 2 more");
    }

    @ParameterizedTest
    @CsvSource({"axes.zipp, axes.zip", "axes.excluded, axes.exclude", "axes.sed, seed"})
    void aMisspeltKeyOfAxesIsNamedWithTheNearest(String key, String nearest) {
        assertWrong("the nearest that exists is " + nearest, key + "=[1]");
    }

    @Test
    void aPathInsideAnObjectOfAnotherAxisIsSetAfterTheObject() {
        SweepPlan plan = plan(
                "axes.zip={ training.batch-size = [8, 16], network.hidden = [[4], [2]] }",
                "axes.training=[{ max-epochs = 3 }, { max-epochs = 4, batch-size = 64 }]");
        assertThat(runs(plan)).containsExactly("[4] 8 3 0", "[4] 8 4 0", "[2] 16 3 0", "[2] 16 4 0");
    }

    private static List<String> labels(String axis, String path) {
        SweepPlan plan = plan(axis);
        return IntStream.range(0, plan.size())
                .mapToObj(i -> plan.run(i).axes().get(path))
                .toList();
    }

    private static List<String> runs(SweepPlan plan) {
        return IntStream.range(0, plan.size())
                .mapToObj(plan::run)
                .map(PlannedRun::spec)
                .map((RunSpec spec) -> spec.network().hidden() + " "
                        + spec.training().batchSize() + " "
                        + spec.training().maxEpochs() + " " + spec.seed())
                .toList();
    }

    private static SweepPlan plan(String... overrides) {
        return SweepPlan.of(SmallSweep.config(Path.of("unused"), overrides));
    }

    private static void assertWrong(String message, String... overrides) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> plan(overrides))
                .withMessageStartingWith("command line: ")
                .withMessageContaining(message);
    }
}
