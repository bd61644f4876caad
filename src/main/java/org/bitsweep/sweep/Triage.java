package org.bitsweep.sweep;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Sorts runs by how often a driver died with them. Drivers die of many things; so a run is the reason only if it was the
 * only one in flight, again and again, and those that may be the reason come to be executed apart from the others.
 *
 * @param unsuspected numbers of runs in the plan
 * @param singles runs that share their bundle with no other
 * @param alone runs that are executed when nothing else is
 * @param condemned runs that are not executed any more, and how many drivers died with them alone
 */
record Triage(int[] unsuspected, Set<Integer> singles, Set<Integer> alone, Map<Integer, Integer> condemned) {
    private static final int DEATHS_BEFORE_SINGLE = 2;
    private static final int DEATHS_BEFORE_ALONE = 3;
    private static final int LONELY_DEATHS = 3;

    /** @param deaths by key of a run */
    static Triage of(SweepPlan plan, int[] runs, Map<String, InFlight.Deaths> deaths) {
        Set<Integer> singles = new TreeSet<>();
        Set<Integer> alone = new TreeSet<>();
        Map<Integer, Integer> condemned = new TreeMap<>();
        deaths.forEach((key, its) -> {
            int run = plan.find(key);
            if (Arrays.binarySearch(runs, run) < 0) {
                return;
            }
            if (its.alone() >= LONELY_DEATHS) {
                condemned.put(run, its.alone());
            } else if (its.all() >= DEATHS_BEFORE_ALONE) {
                alone.add(run);
            } else if (its.all() >= DEATHS_BEFORE_SINGLE) {
                singles.add(run);
            }
        });
        int[] unsuspected = Arrays.stream(runs)
                .filter(run -> !singles.contains(run) && !alone.contains(run) && !condemned.containsKey(run))
                .toArray();
        return new Triage(unsuspected, singles, alone, condemned);
    }
}
