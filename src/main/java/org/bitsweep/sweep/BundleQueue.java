package org.bitsweep.sweep;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.bitsweep.run.PlannedRun;

/**
 * Which bundle goes next. One that dies is tried again; after two deaths its runs go singly, because one of them may be
 * the reason. A single run whose task dies is quarantined; if its executor died, it goes once more when nothing else is
 * in flight, because an executor with several cores takes the runs beside the reason with it.
 */
final class BundleQueue {
    private static final int DEATHS_BEFORE_SPLITTING = 2;

    private final Iterator<Bundle> planned;
    private final Deque<Bundle> waiting = new ArrayDeque<>();
    private final Deque<Bundle> alone = new ArrayDeque<>();
    private int numbers;
    private boolean suspectInFlight;

    /** @param planned numbered from 0; each is asked for when it goes */
    BundleQueue(List<Bundle> planned) {
        this.planned = planned.iterator();
        this.numbers = planned.size();
    }

    boolean isEmpty() {
        return !planned.hasNext() && waiting.isEmpty() && alone.isEmpty();
    }

    /** The next bundle, or null if none may go beside those in flight. */
    Bundle next(int inFlight) {
        if (inFlight > 0 && suspectInFlight) {
            return null;
        }
        suspectInFlight = false;
        if (planned.hasNext()) {
            return planned.next();
        }
        if (inFlight == 0 && waiting.isEmpty()) {
            suspectInFlight = !alone.isEmpty();
            return alone.pollFirst();
        }
        return waiting.pollFirst();
    }

    /**
     * Takes a dead bundle back.
     *
     * @param withExecutor whether its executor died with it
     * @return false if its one run is the reason, and is not to be tried again
     */
    boolean died(Bundle bundle, boolean withExecutor) {
        Bundle dead = bundle.afterDeath();
        if (dead.deaths() < DEATHS_BEFORE_SPLITTING) {
            (dead.alone() ? alone : waiting).addLast(dead);
        } else if (dead.runs().size() > 1) {
            for (PlannedRun run : dead.runs()) {
                waiting.addLast(part(dead, List.of(run), false));
            }
        } else if (withExecutor && !dead.alone()) {
            alone.addLast(part(dead, dead.runs(), true));
        } else {
            return false;
        }
        return true;
    }

    /** Runs of a bundle that are to be executed again, through no fault of theirs. */
    void again(Bundle bundle, List<PlannedRun> runs) {
        if (bundle.alone()) {
            runs.forEach(run -> suspect(bundle, run));
        } else if (!runs.isEmpty()) {
            waiting.addLast(part(bundle, runs, false));
        }
    }

    /** A run of a bundle that is to be executed when nothing else is. */
    void suspect(Bundle bundle, PlannedRun run) {
        alone.addLast(part(bundle, List.of(run), true));
    }

    /** A run that shares its bundle with no other, or is executed when nothing else is. */
    void addSingle(PlannedRun run, double seconds, boolean isAlone) {
        (isAlone ? alone : waiting).addLast(new Bundle(numbers++, List.of(run), 0, isAlone, seconds));
    }

    private Bundle part(Bundle bundle, List<PlannedRun> runs, boolean isAlone) {
        double seconds = bundle.seconds() * runs.size() / bundle.runs().size();
        return new Bundle(numbers++, runs, bundle.deaths(), isAlone, seconds);
    }
}
