package org.bitsweep.sweep;

/**
 * How a sweep ended.
 *
 * @param planned distinct runs of the plan
 * @param skipped runs that the store had before
 * @param ok runs trained now
 * @param failed runs of the plan without a result, including those of earlier invocations
 * @param quarantined runs of the plan that killed their executor, including those of earlier invocations
 * @param seconds time of this invocation's execution
 */
public record SweepOutcome(
        String sweep, String store, int planned, int skipped, int ok, int failed, int quarantined, double seconds) {}
