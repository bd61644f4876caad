package org.bitsweep.sweep;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.bitsweep.run.RunRow.Status;
import org.bitsweep.sweep.store.StoreReader;

/**
 * What a sweep has to do, before it does it.
 *
 * @param runs of the plan, as often as a key may occur
 * @param distinct different runs of the plan
 * @param done different runs that the store has, whatever became of them
 * @param failed of those
 * @param quarantined of those
 * @param toDo different runs that the store does not have
 * @param coreSeconds time that these are expected to take one core; at most that if no run was measured
 * @param measured runs in the store whose times went into that
 * @param cores that are there to work; empty if the cluster alone knows
 * @param bundles in which the runs are executed; empty if the cores are not known
 * @param seconds until the last of them ends; empty if the cores are not known
 */
public record PlanEstimate(
        int runs,
        int distinct,
        int done,
        int failed,
        int quarantined,
        int toDo,
        double coreSeconds,
        int measured,
        OptionalInt cores,
        OptionalInt bundles,
        OptionalDouble seconds) {
    /**
     * Looks at a plan and at its store, if there is one, of which it changes nothing.
     *
     * @param cores that are there to work, if they are known
     * @throws org.bitsweep.sweep.store.StoreException if the store cannot be read
     */
    public static PlanEstimate of(SweepConfig config, SweepPlan plan, OptionalInt cores) {
        KnownRuns known = StoreReader.find(config.store())
                .map(store -> KnownRuns.read(plan, store))
                .orElseGet(() -> KnownRuns.none(plan));
        int[] missing = known.missing();
        double coreSeconds = 0;
        for (int run : missing) {
            coreSeconds += plan.seconds(run) * known.slowness();
        }
        OptionalInt bundles = OptionalInt.empty();
        OptionalDouble seconds = OptionalDouble.empty();
        if (cores.isPresent()) {
            Bundles cut = Bundles.cut(
                    plan, missing, known.slowness(), cores.getAsInt(), config.bundleSeconds(), config.bundles());
            bundles = OptionalInt.of(cut.size());
            seconds = OptionalDouble.of(cut.makespan(cores.getAsInt()));
        }
        return new PlanEstimate(
                plan.size(),
                plan.distinct(),
                known.count(),
                known.count(Status.FAILED),
                known.count(Status.QUARANTINED),
                missing.length,
                coreSeconds,
                known.measured(),
                cores,
                bundles,
                seconds);
    }
}
