package org.bitsweep.sweep;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.bitsweep.run.PlannedRun;

/**
 * A plan's runs in bundles of about equal time, the longest runs first, so that all cores end together and a killed sweep
 * has lost little. A bundle's runs are worked out when it is asked for.
 */
final class Bundles extends AbstractList<Bundle> {
    /** A bundle is not planned for less, because starting a task costs milliseconds. */
    private static final double LEAST_SECONDS = 0.5;

    private static final int BUNDLES_PER_CORE = 8;

    private final SweepPlan plan;
    private final double slowness;
    private final int[] longestFirst;
    /** Where each bundle ends in {@link #longestFirst}. */
    private final int[] ends;

    private Bundles(SweepPlan plan, double slowness, int[] longestFirst, int[] ends) {
        this.plan = plan;
        this.slowness = slowness;
        this.longestFirst = longestFirst;
        this.ends = ends;
    }

    /**
     * @param runs numbers of the runs
     * @param slowness how many times as long as the plan expects runs take
     * @param mostSeconds the longest that a bundle may take, unless it is a single run
     * @param fixed a number of bundles instead
     */
    static Bundles cut(SweepPlan plan, int[] runs, double slowness, int cores, double mostSeconds, OptionalInt fixed) {
        int[] longestFirst = longestFirst(plan, runs);
        double total = Arrays.stream(runs).mapToDouble(plan::seconds).sum() * slowness;
        double even = total / (BUNDLES_PER_CORE * cores);
        double target = fixed.isPresent()
                ? total / fixed.getAsInt()
                : Math.min(Math.max(even, LEAST_SECONDS), Math.max(mostSeconds, LEAST_SECONDS));
        List<Integer> ends = new ArrayList<>();
        double planned = 0;
        double due = target;
        for (int i = 0; i < longestFirst.length; i++) {
            planned += plan.seconds(longestFirst[i]) * slowness;
            if (planned >= due - 1e-9 * total || i == longestFirst.length - 1) {
                ends.add(i + 1);
                // A fixed number of bundles shares all of the time; else each is filled by itself.
                due = fixed.isPresent() ? due + target : planned + target;
            }
        }
        return new Bundles(
                plan,
                slowness,
                longestFirst,
                ends.stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    public int size() {
        return ends.length;
    }

    @Override
    public Bundle get(int number) {
        List<PlannedRun> runs = new ArrayList<>();
        for (int i = start(number); i < ends[number]; i++) {
            runs.add(plan.run(longestFirst[i]));
        }
        return new Bundle(number, runs, seconds(number));
    }

    /** The time that a bundle is expected to take, in seconds. */
    double seconds(int number) {
        double seconds = 0;
        for (int i = start(number); i < ends[number]; i++) {
            seconds += plan.seconds(longestFirst[i]) * slowness;
        }
        return seconds;
    }

    private int start(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    /** Runs of the same time stay in their order: those of a group follow each other. */
    private static int[] longestFirst(SweepPlan plan, int[] runs) {
        // The bits of positive floats are in the order of their values.
        long[] byTime = IntStream.range(0, runs.length)
                .mapToLong(i -> (long) -Float.floatToIntBits((float) plan.seconds(runs[i])) << 32 | i)
                .sorted()
                .toArray();
        return Arrays.stream(byTime).mapToInt(entry -> runs[(int) entry]).toArray();
    }
}
