package org.bitsweep.sweep;

import java.util.ArrayList;
import java.util.List;
import org.bitsweep.run.PlannedRun;

/**
 * Sorts runs by how often a driver died with them. Drivers die of many things; so a run is the reason only if it was the
 * only one in flight, again and again, and those that may be the reason come to be executed apart from the others.
 *
 * @param singles runs that share their bundle with no other
 * @param alone runs that are executed when nothing else is
 * @param condemned runs that are not executed any more
 */
record Triage(
        List<PlannedRun> unsuspected, List<PlannedRun> singles, List<PlannedRun> alone, List<PlannedRun> condemned) {
    private static final int DEATHS_BEFORE_SINGLE = 2;
    private static final int DEATHS_BEFORE_ALONE = 3;
    private static final int LONELY_DEATHS = 3;

    static Triage of(List<PlannedRun> runs, InFlight inFlight) {
        Triage triage = new Triage(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (PlannedRun run : runs) {
            triage.ward(inFlight.deaths(run)).add(run);
        }
        return triage;
    }

    private List<PlannedRun> ward(InFlight.Deaths deaths) {
        if (deaths.alone() >= LONELY_DEATHS) {
            return condemned;
        }
        if (deaths.all() >= DEATHS_BEFORE_ALONE) {
            return alone;
        }
        return deaths.all() >= DEATHS_BEFORE_SINGLE ? singles : unsuspected;
    }
}
