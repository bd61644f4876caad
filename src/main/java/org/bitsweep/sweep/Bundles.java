package org.bitsweep.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.bitsweep.data.PreparedDataset;
import org.bitsweep.run.PlannedRun;
import org.bitsweep.run.RunSpec;

/**
 * Cuts a plan into bundles of about equal time, the longest runs first, so that all cores end together and a killed sweep
 * has lost little.
 */
final class Bundles {
    /** A bundle is not planned for less, because starting a task costs milliseconds. */
    private static final double LEAST_SECONDS = 0.5;

    private static final int BUNDLES_PER_CORE = 8;

    /** Multiply-adds of training that a core is taken to do in a second. */
    private static final double RATE = 1e10;

    private Bundles() {}

    static List<Bundle> cut(List<PlannedRun> runs, Inputs inputs, int cores, double mostSeconds, OptionalInt fixed) {
        List<PlannedRun> longestFirst = new ArrayList<>(runs);
        longestFirst.sort(Comparator.comparingDouble((PlannedRun run) -> seconds(run.spec(), inputs))
                .reversed());
        double total = 0;
        for (PlannedRun run : runs) {
            total += seconds(run.spec(), inputs);
        }
        double even = total / (BUNDLES_PER_CORE * cores);
        double target = fixed.isPresent()
                ? total / fixed.getAsInt()
                : Math.min(Math.max(even, LEAST_SECONDS), Math.max(mostSeconds, LEAST_SECONDS));
        List<Bundle> bundles = new ArrayList<>();
        List<PlannedRun> current = new ArrayList<>();
        double planned = 0;
        double ownSeconds = 0;
        double due = target;
        for (PlannedRun run : longestFirst) {
            current.add(run);
            double seconds = seconds(run.spec(), inputs);
            planned += seconds;
            ownSeconds += seconds;
            if (planned >= due - 1e-9 * total) {
                bundles.add(new Bundle(bundles.size(), current, ownSeconds));
                current = new ArrayList<>();
                ownSeconds = 0;
                // A fixed number of bundles shares all of the time; else each is filled by itself.
                due = fixed.isPresent() ? due + target : planned + target;
            }
        }
        if (!current.isEmpty()) {
            bundles.add(new Bundle(bundles.size(), current, ownSeconds));
        }
        return bundles;
    }

    /** The time that a run is expected to take, in seconds, if it trains for all of its epochs. */
    static double seconds(RunSpec spec, Inputs inputs) {
        PreparedDataset data = inputs.dataset(spec);
        long weights = spec.network().weights(data.features(), data.classes());
        long perEpoch = 3L * data.split().train() + data.split().validation().length;
        return weights * (double) perEpoch * spec.training().maxEpochs() / RATE;
    }
}
