package org.bitsweep.run.probes;

import java.util.Map;
import org.bitsweep.bits.Rng;
import org.bitsweep.data.RunData;
import org.bitsweep.data.Samples;
import org.bitsweep.nn.EpochSummary;
import org.bitsweep.nn.NetworkView;
import org.bitsweep.nn.Sharpness;
import org.bitsweep.nn.TrainingListener;
import org.bitsweep.run.Measurements;
import org.bitsweep.run.ProbeProvider;

/**
 * The largest eigenvalue of the Hessian of the training loss, by power iteration. Settings: {@code samples}, drawn once from
 * those that the run trains on, 0 for all (0); {@code products} Hessian-vector products at most (100); {@code tolerance}, the
 * residual as a share of the eigenvalue at which to stop (0.01); {@code every} so many epochs (1).
 */
public final class SharpnessProbe implements ProbeProvider {
    /** Time of a product a weight and sample, and how many it usually takes. */
    private static final double SECONDS = 2.2e-10;

    private static final int USUAL_PRODUCTS = 40;

    /** Made by the service loader. */
    public SharpnessProbe() {}

    @Override
    public String kind() {
        return "sharpness";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean passesSamples() {
        return true;
    }

    @Override
    public void check(Map<String, String> written) {
        new ProbeSettings(written).requireKnown("samples", "products", "tolerance", "every");
        open(written, 0, (epoch, layer, name, value) -> {});
    }

    @Override
    public double seconds(Map<String, String> written, double weights, int samples, int epochs) {
        ProbeSettings settings = new ProbeSettings(written);
        int asked = settings.integer("samples", 0, 0, Integer.MAX_VALUE);
        int used = asked == 0 ? samples : Math.min(asked, samples);
        return SECONDS * USUAL_PRODUCTS * weights * used * EpochProbe.times(settings, epochs);
    }

    @Override
    public TrainingListener open(Map<String, String> written, long seed, Measurements measurements) {
        return new Probe(new ProbeSettings(written), seed, measurements);
    }

    private static final class Probe implements TrainingListener {
        private final int every;
        private final int count;
        private final int products;
        private final double tolerance;
        private final long seed;
        private final Measurements measurements;
        private NetworkView network;
        private Samples samples;

        Probe(ProbeSettings settings, long seed, Measurements measurements) {
            this.every = EpochProbe.every(settings);
            this.count = settings.integer("samples", 0, 0, Integer.MAX_VALUE);
            this.products = settings.integer("products", 100, 1, 100_000);
            this.tolerance = settings.number("tolerance", 0.01, 0, 1);
            this.seed = seed;
            this.measurements = measurements;
        }

        @Override
        public void started(NetworkView started, RunData data) {
            network = started;
            samples = count == 0 || count >= data.train().count() ? data.train() : drawn(data.train());
        }

        private Samples drawn(Samples all) {
            int[] order = new int[all.count()];
            for (int i = 0; i < order.length; i++) {
                order[i] = i;
            }
            Rng.stream(seed, "sharpness samples").shuffle(order);
            float[] features = new float[count * all.width()];
            int[] labels = new int[count];
            for (int i = 0; i < count; i++) {
                System.arraycopy(all.features(), order[i] * all.width(), features, i * all.width(), all.width());
                labels[i] = all.labels()[order[i]];
            }
            return new Samples(features, labels, count, all.width());
        }

        @Override
        public void epochEnded(EpochSummary summary) {
            if (summary.epoch() % every == 0) {
                Rng start = Rng.stream(seed, "sharpness " + summary.epoch());
                Sharpness sharpness = network.sharpness(samples, start, products, tolerance);
                measurements.add(
                        summary.epoch(), Measurements.WHOLE_NETWORK, "largest-eigenvalue", sharpness.eigenvalue());
                measurements.add(summary.epoch(), Measurements.WHOLE_NETWORK, "residual", sharpness.residual());
                measurements.add(summary.epoch(), Measurements.WHOLE_NETWORK, "products", sharpness.products());
            }
        }
    }
}
