package org.bitsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.bitsweep.run.PlannedRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BundleQueueTest {
    private static List<PlannedRun> runs;

    private BundleQueue queue = new BundleQueue(List.of());

    @BeforeAll
    static void plan() {
        SweepPlan plan = SweepPlan.of(SmallSweep.config(Path.of("unused"), "axes.seed=0..2"));
        runs = IntStream.range(0, 3).mapToObj(plan::run).toList();
    }

    @Test
    void aBundleThatDiedOnceGoesAgainAsItIs() {
        assertThat(queue.died(new Bundle(0, runs, 3), true)).isTrue();
        assertThat(queue.next(0)).isEqualTo(new Bundle(0, runs, 1, false, 3));
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void afterTwoDeathsItsRunsGoSinglyAndShareItsTime() {
        queue.died(new Bundle(0, runs, 1, false, 3), true);
        for (PlannedRun run : runs) {
            Bundle single = queue.next(1);
            assertThat(single.runs()).containsExactly(run);
            assertThat(single.seconds()).isEqualTo(1);
            assertThat(single.alone()).isFalse();
        }
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void aSingleRunWhoseExecutorDiesAgainGoesWhenNothingElseIsInFlight() {
        queue = new BundleQueue(List.of(new Bundle(0, runs, 3)));
        assertThat(queue.died(new Bundle(1, runs.subList(0, 1), 2, false, 1), true))
                .isTrue();
        assertThat(queue.next(0).number())
                .as("what is not suspected goes first")
                .isZero();
        assertThat(queue.next(1)).isNull();
        assertThat(queue.next(0))
                .matches(Bundle::alone)
                .extracting(Bundle::runs)
                .isEqualTo(runs.subList(0, 1));
        queue.again(new Bundle(2, runs, 3), runs);
        assertThat(queue.next(1)).as("nothing goes beside it").isNull();
    }

    @Test
    void aRunThatKillsItsExecutorAloneIsTheReason() {
        assertThat(queue.died(new Bundle(1, runs.subList(0, 1), 3, true, 1), true))
                .isFalse();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void aSingleRunThatDiesAgainButNotItsExecutorIsTheReason() {
        assertThat(queue.died(new Bundle(1, runs.subList(0, 1), 2, false, 1), false))
                .isFalse();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void aSuspectThatHasNotDiedBeforeIsTriedAloneOnceMore() {
        queue.suspect(new Bundle(0, runs, 3), runs.get(1));
        Bundle alone = queue.next(0);
        assertThat(queue.died(alone, true)).isTrue();
        assertThat(queue.next(0)).isEqualTo(alone.afterDeath());
    }

    @Test
    void runsThatWereNotReachedGoAgainTogetherAndHaveNotDied() {
        queue.again(new Bundle(0, runs, 3), runs.subList(1, 3));
        Bundle rest = queue.next(1);
        assertThat(rest.runs()).isEqualTo(runs.subList(1, 3));
        assertThat(rest.deaths()).isZero();
        assertThat(queue.isEmpty()).isTrue();
    }
}
