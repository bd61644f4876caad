package org.bitsweep.run;

import java.io.IOException;
import java.util.Map;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.ctm.CtmTables;
import org.bitsweep.data.Opener;
import org.bitsweep.data.PreparedDataset;

/** Runs of a specification by itself, with the shipped table {@code 2d}. */
public final class ExecutedRuns {
    private ExecutedRuns() {}

    public static RunRows of(RunSpec spec) throws IOException {
        PreparedDataset data = spec.dataset().prepare(Opener.local());
        CtmTable table = CtmTables.load("2d");
        RunIdentity identity = RunIdentity.of(spec, data.digest(), Map.of("2d", table.digest()));
        return RunExecution.execute(new PlannedRun("test", spec, identity, Map.of()), data, Map.of("2d", table), 0);
    }
}
