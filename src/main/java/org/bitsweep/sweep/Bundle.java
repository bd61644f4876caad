package org.bitsweep.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.bitsweep.run.PlannedRun;

/**
 * The runs of one Spark task.
 *
 * @param number from 0
 * @param deaths how often a task with these runs has died
 * @param alone whether it is one run under suspicion, which goes when nothing else does
 * @param seconds that it is expected to take
 */
record Bundle(int number, List<PlannedRun> runs, int deaths, boolean alone, double seconds) implements Serializable {
    Bundle {
        runs = new ArrayList<>(runs);
    }

    Bundle(int number, List<PlannedRun> runs, double seconds) {
        this(number, runs, 0, false, seconds);
    }

    private Object writeReplace() {
        return new PackedBundle(this);
    }

    Bundle afterDeath() {
        return new Bundle(number, runs, deaths + 1, alone, seconds);
    }
}
