package org.bitsweep.run;

import java.util.ArrayList;
import java.util.List;
import org.bitsweep.nn.TrainingListener;

/** A probe of a user's own, attached to one run. */
final class CustomProbe implements Measurements {
    private final String name;
    private final String runKey;
    private final List<MeasureRow> rows = new ArrayList<>();
    private final TrainingListener listener;

    CustomProbe(String name, CustomProbeSpec spec, PlannedRun run) {
        this.name = name;
        this.runKey = run.identity().runKey();
        ProbeProvider provider = ProbeProviders.of(spec.kind());
        if (provider.version() != spec.version()) {
            throw new IllegalStateException("the probe " + spec.kind() + " is of version " + provider.version()
                    + " here, and of version " + spec.version() + " where the sweep was planned");
        }
        this.listener = provider.open(spec.settings(), run.spec().seed(), this);
    }

    TrainingListener listener() {
        return listener;
    }

    /** What was measured, in that order. */
    List<MeasureRow> rows() {
        return rows;
    }

    @Override
    public void add(int epoch, int layer, String measure, double value) {
        if (!Double.isFinite(value)) {
            throw new ArithmeticException(
                    "the probe " + name + " measured " + measure + " = " + value + " in epoch " + epoch);
        }
        rows.add(new MeasureRow(runKey, epoch, name, layer, measure, value));
    }
}
