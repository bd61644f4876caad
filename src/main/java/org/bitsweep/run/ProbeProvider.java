package org.bitsweep.run;

import java.util.Map;
import org.bitsweep.nn.TrainingListener;

/**
 * A probe of a user's own: what it measures while a network trains becomes rows of the table {@code measures}. A jar
 * offers one by the name of its class in {@code META-INF/services/org.bitsweep.run.ProbeProvider}, and a configuration
 * asks for it by {@code probes.custom.NAME { kind = KIND, … }}. One provider serves many runs at a time, in several
 * threads.
 */
public interface ProbeProvider {
    /** The name by which configurations ask for this probe. */
    String kind();

    /** Raised whenever a measured value changes: it is part of the keys of all runs that use the probe. */
    int version();

    /**
     * Checks settings before anything runs.
     *
     * @param settings what stands beside {@code kind}, by its path, as it was written
     * @throws IllegalArgumentException if one is wrong, in one sentence
     */
    default void check(Map<String, String> settings) {}

    /**
     * Whether it passes samples through the network, after which the activations of the last batch are gone: such probes are
     * called after the others.
     */
    default boolean passesSamples() {
        return false;
    }

    /**
     * The time that the probe is expected to take in all of a run, in seconds on one core; it decides no result.
     *
     * @param settings as in {@link #check}
     * @param weights of the network
     * @param samples that it is trained on
     * @param epochs that it is trained for
     */
    default double seconds(Map<String, String> settings, double weights, int samples, int epochs) {
        return 0;
    }

    /**
     * Attaches the probe to one run. What it throws while the network trains fails the run.
     *
     * @param settings as in {@link #check}
     * @param seed of the run; random numbers must come from it alone, because the same key has to mean the same values
     * @param measurements takes the values
     */
    TrainingListener open(Map<String, String> settings, long seed, Measurements measurements);
}
