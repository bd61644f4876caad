package org.bitsweep.sweep;

import java.io.IOException;
import org.bitsweep.data.Dataset;
import org.bitsweep.run.ConfigurationException;
import org.bitsweep.run.DatasetSpec;

/** Data sets by themselves, to look at. */
public final class DatasetLoading {
    private DatasetLoading() {}

    /**
     * Loads a data set in the size that runs see; Spark is started if it is a table.
     *
     * @throws ConfigurationException or IllegalArgumentException if it is missing or cannot be read
     */
    public static Dataset load(SweepConfig config, DatasetSpec spec) {
        try {
            return spec.load(SparkOpener.of(config));
        } catch (IOException e) {
            throw PlanInputs.missing("data set " + spec.name(), e);
        }
    }
}
