package org.bitsweep.run;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.bitsweep.nn.NetworkSpec;
import org.bitsweep.nn.TrainingSpec;

/**
 * All that decides the result columns of a run.
 *
 * @param probes the complexity probes by name; {@link #DEFAULT_PROBE} fills the columns bdm and entropy
 * @param seed decides initial weights, batch order and training subset
 */
public record RunSpec(
        DatasetSpec dataset, NetworkSpec network, TrainingSpec training, Map<String, ComplexitySpec> probes, long seed)
        implements Serializable {
    /** Name of the probe whose values are in the epochs table. */
    public static final String DEFAULT_PROBE = "default";

    public RunSpec {
        probes = new TreeMap<>(probes);
    }

    public RunSpec withSeed(long other) {
        return new RunSpec(dataset, network, training, probes, other);
    }
}
