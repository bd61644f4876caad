package org.bitsweep.sweep;

import java.util.Optional;

/**
 * How a sweep ended.
 *
 * @param planned distinct runs of the plan
 * @param skipped runs that the store had before
 * @param ok runs trained now
 * @param failed runs of the plan without a result, including those of earlier invocations
 * @param quarantined runs of the plan that killed their executor, including those of earlier invocations
 * @param seconds time of this invocation's execution
 * @param stopped why it ended before all runs were done, as a clause for people
 */
public record SweepOutcome(
        String sweep,
        String store,
        int planned,
        int skipped,
        int ok,
        int failed,
        int quarantined,
        double seconds,
        Optional<String> stopped) {}
