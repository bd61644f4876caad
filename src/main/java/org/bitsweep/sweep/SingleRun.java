package org.bitsweep.sweep;

import org.bitsweep.run.RunRows;

/** One run of a plan in the calling thread: no Spark, no store. */
public final class SingleRun {
    private SingleRun() {}

    /**
     * Executes a run.
     *
     * @param number of the run in the plan, from 0
     * @throws IllegalArgumentException if the plan has no such run
     */
    public static RunRows execute(SweepPlan plan, int number) {
        if (number < 0 || number >= plan.size()) {
            throw new IllegalArgumentException(
                    "run " + number + " is not in the plan, whose runs are 0 to " + (plan.size() - 1));
        }
        return SweepEngine.train(plan.run(number), plan.load(new int[] {number}), 0);
    }
}
