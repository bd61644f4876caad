package org.bitsweep.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.ctm.CtmTables;
import org.bitsweep.data.Opener;
import org.bitsweep.data.PreparedDataset;
import org.bitsweep.data.RunData;
import org.bitsweep.nn.EpochWatch;
import org.bitsweep.nn.NetworkView;
import org.bitsweep.nn.Training;

/** Runs of a specification by themselves, with the shipped table {@code 2d}. */
public final class ExecutedRuns {
    private ExecutedRuns() {}

    public static RunRows of(RunSpec spec) throws IOException {
        PreparedDataset data = spec.dataset().prepare(Opener.local());
        CtmTable table = CtmTables.load("2d");
        RunIdentity identity = RunIdentity.of(spec, data.digest(), Map.of("2d", table.digest()));
        return RunExecution.execute(new PlannedRun("test", spec, identity, Map.of()), data, Map.of("2d", table), 0);
    }

    /** What the probes of a run that did not fail have measured, by "epoch layer name". */
    static Map<String, Double> measured(RunSpec spec) throws IOException {
        return byName(of(spec));
    }

    static Map<String, Double> byName(RunRows rows) {
        assertThat(rows.run().failure()).isNull();
        Map<String, Double> measured = new TreeMap<>();
        for (MeasureRow row : rows.measures()) {
            measured.put(row.epoch() + " " + row.layer() + " " + row.name(), row.value());
        }
        assertThat(measured).hasSameSizeAs(rows.measures());
        return measured;
    }

    /** What a specification is known by, with data and a table of made-up digests. */
    static RunIdentity identity(RunSpec spec) {
        return RunIdentity.of(spec, "0".repeat(64), Map.of("2d", "1".repeat(64)));
    }

    /** Trains the run without its probes, and looks at the network after every epoch and before the first. */
    public static void watch(RunSpec spec, Watcher watcher) throws IOException {
        RunData data = spec.dataset().prepare(Opener.local()).draw(spec.seed());
        Training.run(
                spec.network(),
                spec.training(),
                spec.seed(),
                data,
                Duration.ofMinutes(5),
                new EpochWatch((network, epoch) -> watcher.look(network, data, epoch.epoch())));
    }

    /** Called after every epoch. */
    public interface Watcher {
        void look(NetworkView network, RunData data, int epoch);
    }
}
