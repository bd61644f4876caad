package org.bitsweep.run;

import java.util.ArrayList;
import java.util.List;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.complexity.BlockCounts;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.nn.EpochSummary;
import org.bitsweep.nn.TrainingListener;

/**
 * Measures BDM and block entropy of the binarized weights while a network trains: over all layers, and with pooling by
 * layer also for each. Epoch 0 is measured before the first step.
 */
final class ComplexityProbe implements TrainingListener {
    /** One epoch's means, in bits; entry 0 is the whole network, entry l + 1 is layer l. */
    record Values(int epoch, double[] bdm, double[] entropy) {}

    private final ComplexitySpec spec;
    private final CtmTable table;
    private final BlockCounts counts;
    private final List<Values> epochs = new ArrayList<>();

    private List<BitMatrix> signs;
    private double[] bdm;
    private double[] entropy;
    private int measured;

    ComplexityProbe(ComplexitySpec spec, CtmTable table) {
        this.spec = spec;
        this.table = table;
        this.counts = new BlockCounts(spec.block());
    }

    List<Values> epochs() {
        return epochs;
    }

    @Override
    public void started(List<BitMatrix> live) {
        signs = live;
        int scopes = spec.pooling() == ComplexitySpec.Pooling.LAYER ? 1 + live.size() : 1;
        bdm = new double[scopes];
        entropy = new double[scopes];
    }

    @Override
    public void stepped(int epoch, int flips) {
        if (spec.every() == ComplexitySpec.Every.STEP) {
            measure();
        }
    }

    @Override
    public void epochEnded(EpochSummary epoch) {
        if (measured == 0) {
            measure();
        }
        int scopes = bdm.length;
        Values means = new Values(epoch.epoch(), new double[scopes], new double[scopes]);
        for (int scope = 0; scope < scopes; scope++) {
            means.bdm[scope] = bdm[scope] / measured;
            means.entropy[scope] = entropy[scope] / measured;
            bdm[scope] = 0;
            entropy[scope] = 0;
        }
        measured = 0;
        epochs.add(means);
    }

    private void measure() {
        counts.clear();
        signs.forEach(counts::add);
        record(0);
        for (int scope = 1; scope < bdm.length; scope++) {
            counts.clear();
            counts.add(signs.get(scope - 1));
            record(scope);
        }
        measured++;
    }

    private void record(int scope) {
        bdm[scope] += counts.bdm(table);
        entropy[scope] += counts.entropy();
    }
}
