package org.bitsweep.run.probes;

import java.util.Map;
import org.bitsweep.nn.TrainingListener;
import org.bitsweep.run.Measurements;
import org.bitsweep.run.ProbeProvider;

/** Offers an {@link EpochProbe}: its settings are right if a probe can be made of them. */
abstract class EpochProbeProvider implements ProbeProvider {
    private final String kind;
    private final String[] settings;

    /** @param settings names of those that there are */
    EpochProbeProvider(String kind, String... settings) {
        this.kind = kind;
        this.settings = settings;
    }

    /** @throws IllegalArgumentException if a setting is wrong, in one sentence */
    abstract EpochProbe probe(ProbeSettings written, long seed, Measurements measurements);

    /** The time of one measurement of so many weights, in seconds on one core. */
    abstract double seconds(ProbeSettings settings, double weights);

    @Override
    public final double seconds(Map<String, String> written, double weights, int samples, int epochs) {
        ProbeSettings settings = new ProbeSettings(written);
        return seconds(settings, weights) * EpochProbe.times(settings, epochs);
    }

    @Override
    public final String kind() {
        return kind;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public final void check(Map<String, String> written) {
        ProbeSettings checked = new ProbeSettings(written);
        checked.requireKnown(settings);
        probe(checked, 0, (epoch, layer, name, value) -> {});
    }

    @Override
    public final TrainingListener open(Map<String, String> written, long seed, Measurements measurements) {
        return probe(new ProbeSettings(written), seed, measurements);
    }
}
