package org.bitsweep.run;

import java.util.List;
import org.bitsweep.nn.TrainingListener;

/** A probe of a user's own, attached to one run. */
final class CustomProbe {
    private final MeasuredRows rows;
    private final TrainingListener listener;
    private final boolean passesSamples;

    CustomProbe(String name, CustomProbeSpec spec, PlannedRun run) {
        this.rows = new MeasuredRows(name, run);
        ProbeProvider provider = ProbeProviders.of(spec.kind());
        if (provider.version() != spec.version()) {
            throw new IllegalStateException("the probe " + spec.kind() + " is of version " + provider.version()
                    + " here, and of version " + spec.version() + " where the sweep was planned");
        }
        this.passesSamples = provider.passesSamples();
        this.listener = provider.open(spec.settings(), run.spec().seed(), rows);
    }

    TrainingListener listener() {
        return listener;
    }

    boolean passesSamples() {
        return passesSamples;
    }

    /** What was measured, in that order. */
    List<MeasureRow> rows() {
        return rows.rows();
    }
}
