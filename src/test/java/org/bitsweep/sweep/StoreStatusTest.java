package org.bitsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bitsweep.SharedSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreStatusTest {
    @TempDir
    private Path folder;

    @Test
    void aSweepUnderWayTellsHowFarItIsAndWhoWrites() {
        List<StoreStatus> seen = new ArrayList<>();
        SmallSweep.run(SmallSweep.config(folder, "axes.seed=0..1"));
        SweepConfig config = SmallSweep.config(folder, "axes.seed=0..5");
        new SweepEngine(SharedSpark.session(), config, SweepPlan.of(config), FailurePolicy.DEFAULT, new Interruption())
                .run(runs -> new Progress() {
                    @Override
                    public void update(State state) {
                        seen.add(StoreStatus.read(folder.toString()));
                    }

                    @Override
                    public void close() {}
                });
        // The file is written after the first update was shown.
        assertThat(seen).hasSizeGreaterThan(1);
        StoreStatus.Running running = seen.get(1).running().orElseThrow();
        assertThat(running.sweep()).isEqualTo("small");
        assertThat(running.planned()).isEqualTo(6);
        assertThat(running.done()).isBetween(2, 6);
        assertThat(seen.get(1).writer().orElseThrow().pid())
                .isEqualTo(ProcessHandle.current().pid());
        assertThat(seen.get(1).writer().orElseThrow().alive()).isTrue();
    }

    @Test
    void afterTheSweepNothingIsRunningAndNobodyWrites() {
        SmallSweep.run(SmallSweep.config(folder, "axes.seed=0..1", "axes.training.learning-rate=[1e-3, 1e38]"));
        StoreStatus status = StoreStatus.read(folder.toString());
        assertThat(status.ok()).isEqualTo(2);
        assertThat(status.failed()).isEqualTo(2);
        assertThat(status.quarantined()).isZero();
        assertThat(status.running()).isEmpty();
        assertThat(status.writer()).isEmpty();
    }
}
