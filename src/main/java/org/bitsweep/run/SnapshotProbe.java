package org.bitsweep.run;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.nn.EarlyStopping;
import org.bitsweep.nn.EpochSummary;
import org.bitsweep.nn.LayerView;
import org.bitsweep.nn.NetworkView;
import org.bitsweep.nn.TrainingListener;

/** Keeps the weights of selected epochs while a network trains: their signs, and themselves if that is asked for. */
final class SnapshotProbe implements TrainingListener {
    /** @param floats null for none */
    private record State(int epoch, List<BitMatrix> signs, List<byte[]> floats) {}

    private final String runKey;
    private final SnapshotSpec spec;
    private final EarlyStopping stopping;
    private final SortedMap<Integer, State> kept = new TreeMap<>();

    private List<LayerView> live;
    private State best;
    private State end;
    private EpochSummary bestSoFar;

    /** A probe that keeps nothing of a run that is not selected. */
    SnapshotProbe(PlannedRun run) {
        SnapshotSpec wanted = run.spec().snapshots();
        runKey = run.identity().runKey();
        stopping = run.spec().training().earlyStopping();
        spec = wanted.selects(run.spec().seed()) ? wanted : SnapshotSpec.NONE;
    }

    @Override
    public void started(NetworkView network) {
        live = network.layers();
    }

    @Override
    public void epochEnded(EpochSummary epoch) {
        if (spec.epochs().contains(epoch.epoch())) {
            kept.put(epoch.epoch(), state(epoch.epoch()));
        }
        // The state before training is no candidate for the best epoch.
        if (spec.best() && epoch.epoch() > 0 && stopping.improves(epoch, bestSoFar)) {
            bestSoFar = epoch;
            best = state(epoch.epoch());
        }
        if (spec.end()) {
            end = state(epoch.epoch());
        }
    }

    /** The rows of what was kept, in the order of epochs and layers. */
    List<SnapshotRow> rows() {
        for (State state : new State[] {best, end}) {
            if (state != null) {
                kept.put(state.epoch, state);
            }
        }
        List<SnapshotRow> rows = new ArrayList<>();
        for (State state : kept.values()) {
            for (int layer = 0; layer < state.signs.size(); layer++) {
                byte[] floats = state.floats == null ? null : state.floats.get(layer);
                rows.add(SnapshotRow.of(runKey, state.epoch, layer, state.signs.get(layer), floats));
            }
        }
        return rows;
    }

    private State state(int epoch) {
        return new State(
                epoch,
                live.stream().map(layer -> layer.signs().copy()).toList(),
                spec.floats() ? live.stream().map(SnapshotRow::floats).toList() : null);
    }
}
