package org.bitsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.bitsweep.run.PlannedRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundlesTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7})
    void aFixedNumberOfBundlesIsKeptAndTheyHoldEveryRunOnce(int bundles) {
        SweepPlan plan = plan("axes.seed=0..6");
        Bundles cut = Bundles.cut(plan, all(plan), 1, 2, 30, OptionalInt.of(bundles));
        assertThat(cut).hasSize(bundles);
        assertThat(keys(cut)).containsExactlyInAnyOrderElementsOf(keys(plan));
    }

    @Test
    void theLongestRunsGoFirstAndRunsOfAGroupStayTogether() {
        SweepPlan plan = plan("axes.seed=0..1", "axes.network.hidden=[[4], [512], [64]]");
        Bundles cut = Bundles.cut(plan, all(plan), 1, 2, 30, OptionalInt.of(6));
        assertThat(cut.stream()
                        .flatMap(bundle -> bundle.runs().stream())
                        .map(run -> run.spec().network().hidden().get(0) + " "
                                + run.spec().seed()))
                .containsExactly("512 0", "512 1", "64 0", "64 1", "4 0", "4 1");
    }

    @Test
    void onlyTheGivenRunsAreInBundles() {
        SweepPlan plan = plan("axes.seed=0..6");
        Bundles cut = Bundles.cut(plan, new int[] {2, 5}, 1, 2, 30, OptionalInt.empty());
        assertThat(cut.stream().flatMap(bundle -> bundle.runs().stream()))
                .extracting(run -> run.spec().seed())
                .containsExactly(2L, 5L);
    }

    /** Every run is made to take 1 s: 800 s on 4 cores are 32 bundles of 25 s, or more where less is allowed. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 10, 25, 1000})
    void aBundleHasAnEighthOfACoresShareAtMost(double most) {
        SweepPlan plan = plan("axes.seed=0..799");
        Bundles cut = Bundles.cut(plan, all(plan), 1 / plan.seconds(0), 4, most, OptionalInt.empty());
        assertThat(cut).hasSize((int) (800 / Math.min(25, most)));
    }

    @Test
    void aBundleOfShortRunsHasHalfASecondOfThem() {
        SweepPlan plan = plan("axes.seed=0..799");
        Bundles cut = Bundles.cut(plan, all(plan), 0.01 / plan.seconds(0), 4, 30, OptionalInt.empty());
        assertThat(cut).hasSize(16);
    }

    private static SweepPlan plan(String... overrides) {
        return SweepPlan.of(SmallSweep.config(Path.of("unused"), overrides));
    }

    private static int[] all(SweepPlan plan) {
        return IntStream.range(0, plan.size()).toArray();
    }

    private static List<String> keys(SweepPlan plan) {
        return IntStream.range(0, plan.size())
                .mapToObj(i -> plan.run(i).identity().runKey())
                .toList();
    }

    private static List<String> keys(Bundles bundles) {
        return bundles.stream()
                .flatMap(bundle -> bundle.runs().stream())
                .map((PlannedRun run) -> run.identity().runKey())
                .toList();
    }
}
