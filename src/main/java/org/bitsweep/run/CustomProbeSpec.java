package org.bitsweep.run;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * A probe of a user's own, as a sweep asks for it.
 *
 * @param kind names the {@link ProbeProvider}
 * @param version of that provider when the sweep was planned
 * @param settings by their path
 */
public record CustomProbeSpec(String kind, int version, Map<String, String> settings) implements Serializable {
    public CustomProbeSpec {
        settings = new TreeMap<>(settings);
    }

    /** The time that it is expected to take in all of a run, as {@link ProbeProvider#seconds} has it. */
    public double seconds(double weights, int samples, int epochs) {
        return ProbeProviders.of(kind).seconds(settings, weights, samples, epochs);
    }
}
