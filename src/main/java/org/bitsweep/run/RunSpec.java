package org.bitsweep.run;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.bitsweep.nn.NetworkSpec;
import org.bitsweep.nn.TrainingSpec;

/**
 * All that decides the rows of a run.
 *
 * @param probes the complexity probes by name; {@link #DEFAULT_PROBE} fills the columns bdm and entropy
 * @param custom probes of the user's own by name
 * @param information the probe of the information plane; null for none
 * @param weightInformation the probe of the information in the weights; null for none
 * @param snapshots which weights to keep; decides no other rows, and is no part of the run's key
 * @param seed decides initial weights, unless they have a seed of their own, batch order and training subset
 */
public record RunSpec(
        DatasetSpec dataset,
        NetworkSpec network,
        TrainingSpec training,
        Map<String, ComplexitySpec> probes,
        Map<String, CustomProbeSpec> custom,
        InformationSpec information,
        WeightInformationSpec weightInformation,
        SnapshotSpec snapshots,
        long seed)
        implements Serializable {
    /** Name of the probe whose values are in the epochs table. */
    public static final String DEFAULT_PROBE = "default";

    public RunSpec {
        probes = new TreeMap<>(probes);
        custom = new TreeMap<>(custom);
    }

    public RunSpec withSeed(long other) {
        return new RunSpec(
                dataset, network, training, probes, custom, information, weightInformation, snapshots, other);
    }
}
