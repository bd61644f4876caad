package org.bitsweep.run;

import java.util.ArrayList;
import java.util.List;
import org.bitsweep.bits.Rng;
import org.bitsweep.complexity.IncrementalComplexity;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.nn.EpochSummary;
import org.bitsweep.nn.LayerView;
import org.bitsweep.nn.NetworkView;
import org.bitsweep.nn.TrainingListener;

/**
 * Measures BDM and block entropy of the signs of the weights while a network trains: over all measured layers, and with
 * pooling by layer also for each. Measured are the binarized layers, or, in a network that has none, all. Epoch 0 is
 * measured before the first step.
 */
public final class ComplexityProbe implements TrainingListener {
    /**
     * One epoch's means, in bits; entry 0 is the whole network, entry i + 1 is {@code layers.get(i)}.
     *
     * @param layers indices of the measured layers; empty with pooling over the network
     */
    public record Values(int epoch, List<Integer> layers, double[] bdm, double[] entropy) {}

    private final ComplexitySpec spec;
    private final CtmTable table;
    private final Rng rng;
    private final List<Values> epochs = new ArrayList<>();

    /** The measured layers, the pool of all of them, and with pooling by layer each of them. */
    private final List<LayerView> layers = new ArrayList<>();

    private Rearrangement arrangement;
    private IncrementalComplexity pooled;
    private final List<IncrementalComplexity> single = new ArrayList<>();
    private List<Integer> indices = List.of();
    private double[] bdm;
    private double[] entropy;
    private int measured;

    /** @param rng draws the arrangement */
    public ComplexityProbe(ComplexitySpec spec, CtmTable table, Rng rng) {
        this.spec = spec;
        this.table = table;
        this.rng = rng;
    }

    public List<Values> epochs() {
        return epochs;
    }

    @Override
    public void started(NetworkView network) {
        boolean any = network.layers().stream().anyMatch(LayerView::binarized);
        List<Integer> chosen = new ArrayList<>();
        for (int l = 0; l < network.layers().size(); l++) {
            if (network.layers().get(l).binarized() || !any) {
                layers.add(network.layers().get(l));
                chosen.add(l);
            }
        }
        indices = List.copyOf(chosen);
        arrangement = Rearrangement.of(spec.arrangement(), network.layers(), rng);
        pooled = complexity(indices);
        if (spec.pooling() == ComplexitySpec.Pooling.LAYER) {
            indices.forEach(index -> single.add(complexity(List.of(index))));
        }
        bdm = new double[1 + single.size()];
        entropy = new double[1 + single.size()];
    }

    private IncrementalComplexity complexity(List<Integer> of) {
        return new IncrementalComplexity(
                spec.decomposition(),
                table,
                of.stream()
                        .map(index -> arrangement.of(
                                index, layers.get(indices.indexOf(index)).signs()))
                        .toList());
    }

    @Override
    public void stepped(int epoch, int samples, int flips) {
        for (int i = 0; i < layers.size(); i++) {
            flip(pooled, i, i);
            if (!single.isEmpty()) {
                flip(single.get(i), 0, i);
            }
        }
        if (spec.every() == ComplexitySpec.Every.STEP) {
            measure();
        }
    }

    private void flip(IncrementalComplexity complexity, int matrix, int i) {
        LayerView layer = layers.get(i);
        if (arrangement.moves(indices.get(i))) {
            arrangement.flips(
                    indices.get(i), layer.signs(), layer.flips(), (row, col) -> complexity.flip(matrix, row, col));
        } else {
            complexity.flip(matrix, layer.flips());
        }
    }

    @Override
    public void epochEnded(EpochSummary epoch) {
        if (measured == 0) {
            measure();
        }
        int scopes = bdm.length;
        Values means = new Values(
                epoch.epoch(), single.isEmpty() ? List.of() : indices, new double[scopes], new double[scopes]);
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
        record(0, pooled);
        for (int i = 0; i < single.size(); i++) {
            record(i + 1, single.get(i));
        }
        measured++;
    }

    private void record(int scope, IncrementalComplexity complexity) {
        bdm[scope] += complexity.bdm();
        entropy[scope] += complexity.entropy();
    }
}
