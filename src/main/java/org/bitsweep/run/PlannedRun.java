package org.bitsweep.run;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run of a sweep: its specification, what it is known by, and its labels.
 *
 * @param sweep name of the sweep
 * @param axes the values of the sweep's axes except the seed, by path
 */
public record PlannedRun(String sweep, RunSpec spec, RunIdentity identity, Map<String, String> axes)
        implements Serializable {
    public PlannedRun {
        axes = new TreeMap<>(axes);
    }
}
