package org.bitsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.bitsweep.run.PlannedRun;
import org.bitsweep.run.RunRow;
import org.bitsweep.run.RunRow.Status;
import org.bitsweep.run.RunRows;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three runs, of which the second is special. Without Spark. */
@Timeout(30)
class WatchedRunsTest {
    private static final Duration LIMIT = Duration.ofMillis(200);
    private static final Duration GRACE = Duration.ofMillis(200);

    private static List<PlannedRun> runs;
    private static Inputs inputs;

    private final AtomicBoolean stop = new AtomicBoolean();

    @BeforeAll
    static void plan() {
        SweepPlan plan = SweepPlan.of(SmallSweep.config(Path.of("unused"), "axes.seed=0..2"));
        runs = IntStream.range(0, 3).mapToObj(plan::run).toList();
        inputs = plan.load(new int[] {0, 1, 2});
    }

    @Test
    void allRunsEndInTheirOrder() throws InterruptedException {
        WatchedRuns.Ended ended = watch(run -> ok(run), null);
        assertThat(ended.rows()).extracting(rows -> rows.run().run()).isEqualTo(runs);
        assertThat(ended.abandoned()).isFalse();
    }

    @Test
    void aRunOverItsLimitIsInterruptedAndFailedAndTheNextOnesAreExecuted() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        WatchedRuns.Ended ended = watch(run -> isSecond(run) ? interruptible(run, never) : ok(run), LIMIT);
        assertThat(ended.rows())
                .extracting(rows -> rows.run().status())
                .containsExactly(Status.OK, Status.FAILED, Status.OK);
        assertThat(ended.rows().get(1).run().failure())
                .isEqualTo(new RunRow.Failure(
                        TimeLimitExceededException.class.getName(),
                        "the run took longer than engine.run-time-limit, 200 ms"));
        assertThat(ended.abandoned()).isFalse();
    }

    @Test
    void aRunThatCannotBeInterruptedIsAbandonedAndTheNextOnesAreNotReached() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        WatchedRuns.Ended ended = watch(run -> isSecond(run) ? uninterruptible(run, end) : ok(run), LIMIT);
        end.countDown();
        assertThat(ended.rows()).extracting(rows -> rows.run().status()).containsExactly(Status.OK, Status.FAILED);
        assertThat(ended.rows().get(1).run().failure().message()).endsWith("could not be interrupted");
        assertThat(ended.abandoned()).isTrue();
    }

    @Test
    void withoutALimitARunMayTakeAsLongAsItLikes() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Thread other = new Thread(end::countDown);
        WatchedRuns.Ended ended = watch(
                run -> {
                    if (isSecond(run)) {
                        other.start();
                        return uninterruptible(run, end);
                    }
                    return ok(run);
                },
                null);
        assertThat(ended.rows()).hasSize(3);
    }

    @Test
    void aRequestToStopInterruptsTheRunAndKeepsThoseThatHadEnded() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        WatchedRuns.Ended ended = watch(
                run -> {
                    if (isSecond(run)) {
                        stop.set(true);
                        return interruptible(run, never);
                    }
                    return ok(run);
                },
                null);
        assertThat(ended.rows()).extracting(rows -> rows.run().run()).containsExactly(runs.get(0));
        assertThat(ended.abandoned()).isFalse();
    }

    @Test
    void anErrorThatLeavesTheJvmInDoubtIsThrown() {
        assertThatExceptionOfType(InternalError.class)
                .isThrownBy(() -> watch(
                        run -> {
                            throw new InternalError("broken");
                        },
                        null))
                .withMessage("broken");
    }

    private WatchedRuns.Ended watch(Function<PlannedRun, RunRows> execution, Duration limit)
            throws InterruptedException {
        return new WatchedRuns(runs, execution, (run, error) -> inputs.failed(run, error, 0), stop::get, limit, GRACE)
                .await();
    }

    private static boolean isSecond(PlannedRun run) {
        return run.spec().seed() == 1;
    }

    private static RunRows ok(PlannedRun run) {
        return new RunRows(new RunRow(run, Status.OK, "", 0, null, null, null), List.of(), List.of(), List.of());
    }

    private static RunRows interruptible(PlannedRun run, CountDownLatch latch) {
        try {
            latch.await();
            return ok(run);
        } catch (InterruptedException e) {
            return inputs.failed(run, e, 0);
        }
    }

    private static RunRows uninterruptible(PlannedRun run, CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return ok(run);
            } catch (InterruptedException e) {
                Thread.interrupted();
            }
        }
    }
}
