package org.bitsweep.sweep;

import org.bitsweep.data.DataShape;
import org.bitsweep.run.RunSpec;

/** How long a run takes. */
final class CostModel {
    /** Multiply-adds of training that a core is taken to do in a second. */
    private static final double RATE = 1e10;

    private CostModel() {}

    /** The time that a run is expected to take on one core, in seconds, if it trains for all of its epochs. */
    static double seconds(RunSpec spec, DataShape data) {
        long weights = spec.network().weights(data.features(), data.classes());
        long perEpoch = 3L * data.train() + data.validation();
        return weights * (double) perEpoch * spec.training().maxEpochs() / RATE;
    }
}
