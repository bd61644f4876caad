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
 */
record Bundle(int number, List<PlannedRun> runs, int deaths) implements Serializable {
    Bundle {
        runs = new ArrayList<>(runs);
    }

    Bundle afterDeath() {
        return new Bundle(number, runs, deaths + 1);
    }
}
