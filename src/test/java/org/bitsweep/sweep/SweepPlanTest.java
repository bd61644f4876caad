package org.bitsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bitsweep.run.ConfigurationException;
import org.bitsweep.run.PlannedRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweepPlanTest {
    @Test
    void axesAreInTheOrderOfTheirPathsAndTheSeedVariesFastest() {
        SweepPlan plan =
                plan("axes.seed=[7, 9]", "axes.training.batch-size=[16, 32]", "axes.network.hidden=[[4], [8, 4]]");
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < plan.size(); i++) {
            PlannedRun run = plan.run(i);
            runs.add(run.spec().network().hidden() + " " + run.spec().training().batchSize() + " "
                    + run.spec().seed());
        }
        assertThat(runs)
                .containsExactly(
                        "[4] 16 7",
                        "[4] 16 9",
                        "[4] 32 7",
                        "[4] 32 9",
                        "[8, 4] 16 7",
                        "[8, 4] 16 9",
                        "[8, 4] 32 7",
                        "[8, 4] 32 9");
    }

    @Test
    void withoutAxesThereIsOneRun() {
        SweepPlan plan = plan("seed=12");
        assertThat(plan.size()).isEqualTo(1);
        assertThat(plan.run(0).spec().seed()).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource({"0..3, '0,1,2,3'", "5..5, 5", "-2..1, '-2,-1,0,1'", "0..10..4, '0,4,8'", "'[3, 1]', '3,1'", "6, 6"})
    void anAxisOfIntegersIsAListOrARange(String written, String expected) {
        SweepPlan plan = plan("axes.seed=" + written);
        String seeds = IntStream.range(0, plan.size())
                .mapToObj(i -> String.valueOf(plan.run(i).spec().seed()))
                .reduce((a, b) -> a + "," + b)
                .orElse("");
        assertThat(seeds).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "5..2", "1..x", "0..5..0", "null", "0..999999999999", "[0.5]", "[a]"})
    void anAxisThatHasNoValuesIsRefusedAndNamed(String written) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> runKeys(plan("axes.seed=" + written)))
                .withMessageContaining("axes.seed");
    }

    /** The keys of so many runs are worked out by several threads. */
    @Test
    void ofSeveralWrongRunsTheFirstIsNamed() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> plan("axes.seed=0..19999", "axes.training.max-epochs=[3, 4, -7, 5, -8, -9, 6]"))
                .withMessageStartingWith("training.max-epochs is -7, expected");
    }

    @Test
    void runsOfOneGroupShareTheirGroupKeyAndNoTwoRunsShareARunKey() {
        SweepPlan plan = plan("axes.seed=0..3", "axes.network.hidden=[[4], [8]]");
        assertThat(runKeys(plan)).doesNotHaveDuplicates().hasSize(8);
        assertThat(IntStream.range(0, 8)
                        .mapToObj(i -> plan.run(i).identity().groupKey())
                        .distinct())
                .hasSize(2);
    }

    private static List<String> runKeys(SweepPlan plan) {
        return IntStream.range(0, plan.size())
                .mapToObj(i -> plan.run(i).identity().runKey())
                .toList();
    }

    private static SweepPlan plan(String... overrides) {
        return SweepPlan.of(SmallSweep.config(Path.of("unused"), overrides));
    }
}
