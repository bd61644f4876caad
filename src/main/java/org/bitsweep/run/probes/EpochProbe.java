package org.bitsweep.run.probes;

import java.util.List;
import org.bitsweep.nn.EpochSummary;
import org.bitsweep.nn.LayerView;
import org.bitsweep.nn.NetworkView;
import org.bitsweep.nn.TrainingListener;

/** Looks at the layers of a network before training, and after each so many epochs. */
abstract class EpochProbe implements TrainingListener {
    private final int every;
    private List<LayerView> layers = List.of();

    EpochProbe(int every) {
        this.every = every;
    }

    /** How often a probe measures: the setting {@code every}, in epochs. */
    static int every(ProbeSettings settings) {
        return settings.integer("every", 1, 1, Integer.MAX_VALUE);
    }

    /** How often that is in a run. */
    static int times(ProbeSettings settings, int epochs) {
        return epochs / every(settings) + 1;
    }

    abstract void measure(int epoch, List<LayerView> layers);

    @Override
    public final void started(NetworkView network) {
        layers = network.layers();
    }

    @Override
    public final void epochEnded(EpochSummary summary) {
        if (summary.epoch() % every == 0) {
            measure(summary.epoch(), layers);
        }
    }

    /** The latent weights of a layer, outputs x inputs. */
    static double[] weights(LayerView layer) {
        double[] weights = new double[layer.outputWidth() * layer.inputWidth()];
        for (int output = 0; output < layer.outputWidth(); output++) {
            for (int input = 0; input < layer.inputWidth(); input++) {
                weights[output * layer.inputWidth() + input] = layer.latentWeight(output, input);
            }
        }
        return weights;
    }
}
