package org.bitsweep.run;

import java.util.ArrayList;
import java.util.List;

/** Collects what one probe measures in one run. */
final class MeasuredRows implements Measurements {
    private final String probe;
    private final String runKey;
    private final List<MeasureRow> rows = new ArrayList<>();

    MeasuredRows(String probe, PlannedRun run) {
        this.probe = probe;
        this.runKey = run.identity().runKey();
    }

    /** What was measured, in that order. */
    List<MeasureRow> rows() {
        return rows;
    }

    @Override
    public void add(int epoch, int layer, String measure, double value) {
        if (!Double.isFinite(value)) {
            throw new ArithmeticException(
                    "the probe " + probe + " measured " + measure + " = " + value + " in epoch " + epoch);
        }
        rows.add(new MeasureRow(runKey, epoch, probe, layer, measure, value));
    }
}
