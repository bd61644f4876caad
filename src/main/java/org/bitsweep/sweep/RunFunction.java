package org.bitsweep.sweep;

import java.io.Serializable;
import org.bitsweep.run.PlannedRun;
import org.bitsweep.run.RunRows;

/** What a task does with a run. */
@FunctionalInterface
interface RunFunction extends Serializable {
    /** @param attempt how often the run's bundle had died before */
    RunRows execute(PlannedRun run, Inputs inputs, int attempt);
}
