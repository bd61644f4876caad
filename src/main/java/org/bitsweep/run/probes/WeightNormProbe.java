package org.bitsweep.run.probes;

import java.util.List;
import java.util.Map;
import org.bitsweep.nn.LayerView;
import org.bitsweep.nn.TrainingListener;
import org.bitsweep.run.Measurements;
import org.bitsweep.run.ProbeProvider;

/**
 * Norms of the latent weights, of each layer and of all together: {@code l1} Σ|w|, {@code l2} √Σw², {@code largest}
 * max |w|; and {@code l2-moved}, the l2 norm of what the weights moved from where they started. Setting: {@code every} so
 * many epochs (1).
 */
public final class WeightNormProbe implements ProbeProvider {
    @Override
    public String kind() {
        return "weight-norm";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void check(Map<String, String> settings) {
        ProbeSettings written = new ProbeSettings(settings);
        written.requireKnown("every");
        new Probe(written, (epoch, layer, name, value) -> {});
    }

    @Override
    public TrainingListener open(Map<String, String> settings, long seed, Measurements measurements) {
        return new Probe(new ProbeSettings(settings), measurements);
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
