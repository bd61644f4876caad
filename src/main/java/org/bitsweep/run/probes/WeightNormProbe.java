package org.bitsweep.run.probes;

import java.util.List;
import org.bitsweep.nn.LayerView;
import org.bitsweep.run.Measurements;

/**
 * Norms of the latent weights, of each layer and of all together: {@code l1} Σ|w|, {@code l2} √Σw², {@code largest}
 * max |w|; and {@code l2-moved}, the l2 norm of what the weights moved from where they started. Setting: {@code every} so
 * many epochs (1).
 */
public final class WeightNormProbe extends EpochProbeProvider {
    /** The time of a weight. */
    private static final double SECONDS = 4e-9;

    /** Made by the service loader. */
    public WeightNormProbe() {
        super("weight-norm", "every");
    }

    @Override
    double seconds(ProbeSettings settings, double weights) {
        return SECONDS * weights;
    }

    @Override
    EpochProbe probe(ProbeSettings written, long seed, Measurements measurements) {
        return new Probe(written, measurements);
    }

    private static final class Probe extends EpochProbe {
        private final Measurements measurements;
        private List<double[]> starts;

        Probe(ProbeSettings settings, Measurements measurements) {
            super(every(settings));
            this.measurements = measurements;
        }

        @Override
        void measure(int epoch, List<LayerView> layers) {
            List<double[]> weights = layers.stream().map(EpochProbe::weights).toList();
            if (starts == null) {
                starts = weights;
            }
            Norms all = new Norms();
            for (int l = 0; l < weights.size(); l++) {
                Norms layer = new Norms();
                layer.add(weights.get(l), starts.get(l));
                all.add(weights.get(l), starts.get(l));
                layer.report(epoch, l, measurements);
            }
            all.report(epoch, Measurements.WHOLE_NETWORK, measurements);
        }
    }

    private static final class Norms {
        private double absolute;
        private double squares;
        private double largest;
        private double moved;

        void add(double[] weights, double[] starts) {
            for (int i = 0; i < weights.length; i++) {
                double size = Math.abs(weights[i]);
                double way = weights[i] - starts[i];
                absolute += size;
                squares += size * size;
                largest = Math.max(largest, size);
                moved += way * way;
            }
        }

        void report(int epoch, int layer, Measurements measurements) {
            measurements.add(epoch, layer, "l1", absolute);
            measurements.add(epoch, layer, "l2", Math.sqrt(squares));
            measurements.add(epoch, layer, "largest", largest);
            measurements.add(epoch, layer, "l2-moved", Math.sqrt(moved));
        }
    }
}
