package org.bitsweep.run;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.data.RunData;
import org.bitsweep.info.GaussianWeights;
import org.bitsweep.info.SignInformation;
import org.bitsweep.nn.EpochSummary;
import org.bitsweep.nn.LayerView;
import org.bitsweep.nn.NetworkView;
import org.bitsweep.nn.SampleGradients;
import org.bitsweep.nn.TrainingListener;

/**
 * Measures the information in the weights while a network trains: of float and quantized layers by their latent weights,
 * of binarized layers by their signs, each layer for itself and all of a kind together. w0 are the weights before training,
 * the training samples those of the run. The last part of a row's name is the prior.
 */
final class WeightInformationProbe implements TrainingListener {
    private static final double LN_2 = StrictMath.log(2);

    private final WeightInformationSpec spec;
    private final RunData data;
    private final int maxEpochs;
    private final Measurements measurements;
    private final String gaussian;
    private final String coin;

    private NetworkView network;
    private final List<float[]> origins = new ArrayList<>();
    private final List<BitMatrix> signs = new ArrayList<>();

    WeightInformationProbe(WeightInformationSpec spec, RunData data, int maxEpochs, Measurements measurements) {
        this.spec = spec;
        this.data = data;
        this.maxEpochs = maxEpochs;
        this.measurements = measurements;
        this.gaussian = "/N(w0," + spec.deviation() + "^2)";
        this.coin = ",s=" + spec.scale() + "/Bernoulli(1/2)";
    }

    @Override
    public void started(NetworkView started) {
        network = started;
        for (LayerView layer : started.layers()) {
            origins.add(layer.binarized() ? null : weights(layer));
            signs.add(layer.signs().copy());
        }
    }

    @Override
    public void epochEnded(EpochSummary summary) {
        if (!spec.every().includes(summary.epoch(), maxEpochs)) {
            return;
        }
        measureNoise(summary.epoch());
        boolean anyBinarized = network.layers().stream().anyMatch(LayerView::binarized);
        boolean anyFloat = !network.layers().stream().allMatch(LayerView::binarized);
        if (anyBinarized) {
            measureSigns(summary.epoch());
        }
        if (anyFloat) {
            measureFloats(summary.epoch());
        }
    }

    private void measureNoise(int epoch) {
        double all = 0;
        boolean any = false;
        for (int l = 0; l < network.layers().size(); l++) {
            OptionalDouble nats = network.noiseNats(l);
            if (nats.isPresent()) {
                addNoise(epoch, l, nats.getAsDouble());
                all += nats.getAsDouble();
                any = true;
            }
        }
        if (any) {
            addNoise(epoch, Measurements.WHOLE_NETWORK, all);
        }
    }

    private void addNoise(int epoch, int layer, double nats) {
        measurements.add(epoch, layer, "nats/noise/log-uniform", nats);
        measurements.add(epoch, layer, "bits/noise/log-uniform", nats / LN_2);
    }

    private void measureSigns(int epoch) {
        long allWeights = 0;
        long allFlips = 0;
        double allNats = 0;
        for (int l = 0; l < network.layers().size(); l++) {
            LayerView layer = network.layers().get(l);
            if (layer.binarized()) {
                long weights = (long) layer.outputWidth() * layer.inputWidth();
                long flips = flips(layer.signs(), signs.get(l));
                double nats = meanField(layer);
                addSigns(epoch, l, weights, flips, nats);
                allWeights += weights;
                allFlips += flips;
                allNats += nats;
            }
        }
        addSigns(epoch, Measurements.WHOLE_NETWORK, allWeights, allFlips, allNats);
    }

    private void addSigns(int epoch, int layer, long weights, long flips, double nats) {
        measurements.add(epoch, layer, "flips/initial-signs", flips);
        measurements.add(epoch, layer, "bits/flip-code/uniform-count", SignInformation.flipCode(weights, flips));
        measurements.add(epoch, layer, "bits/flip-entropy/rate-as-found", SignInformation.flipEntropy(weights, flips));
        measurements.add(epoch, layer, "nats/mean-field" + coin, nats);
        measurements.add(epoch, layer, "bits/mean-field" + coin, nats / LN_2);
    }

    private double meanField(LayerView layer) {
        double nats = 0;
        for (int o = 0; o < layer.outputWidth(); o++) {
            for (int i = 0; i < layer.inputWidth(); i++) {
                nats += SignInformation.meanField(layer.latentWeight(o, i), spec.scale());
            }
        }
        return nats;
    }

    private void measureFloats(int epoch) {
        SampleGradients gradients = network.sampleGradients(data.train(), origins);
        Floats all = new Floats();
        for (int l = 0; l < network.layers().size(); l++) {
            if (origins.get(l) != null) {
                Floats layer = floats(l, gradients);
                add(epoch, l, layer, gradients.projections()[l]);
                all.add(layer);
            }
        }
        add(epoch, Measurements.WHOLE_NETWORK, all, gradients.projection());
    }

    private Floats floats(int l, SampleGradients gradients) {
        float[] weights = weights(network.layers().get(l));
        float[] origin = origins.get(l);
        double[] squares = gradients.squares().get(l);
        Floats layer = new Floats();
        layer.fisher = GaussianWeights.fisher(weights, origin, squares, gradients.samples(), spec.deviation());
        layer.laplace = GaussianWeights.laplace(weights, origin, squares, spec.deviation());
        layer.moved = GaussianWeights.movedSquares(weights, origin, squares);
        for (double square : squares) {
            layer.unseen += square == 0 ? 1 : 0;
        }
        return layer;
    }

    /** The Fisher form does not exist where a weight has no Fisher information. */
    private void add(int epoch, int layer, Floats values, double projection) {
        if (Double.isFinite(values.fisher)) {
            measurements.add(epoch, layer, "nats/gaussian-fisher" + gaussian, values.fisher);
            measurements.add(epoch, layer, "bits/gaussian-fisher" + gaussian, values.fisher / LN_2);
        }
        measurements.add(epoch, layer, "nats/gaussian-laplace" + gaussian, values.laplace);
        measurements.add(epoch, layer, "bits/gaussian-laplace" + gaussian, values.laplace / LN_2);
        measurements.add(epoch, layer, "gradient-form/w0", projection);
        measurements.add(epoch, layer, "gradient-form-diagonal/w0", values.moved);
        measurements.add(epoch, layer, "weights-without-fisher-information", values.unseen);
    }

    private static final class Floats {
        private double fisher;
        private double laplace;
        private double moved;
        private long unseen;

        void add(Floats other) {
            fisher += other.fisher;
            laplace += other.laplace;
            moved += other.moved;
            unseen += other.unseen;
        }
    }

    private static long flips(BitMatrix now, BitMatrix before) {
        long flips = 0;
        for (int w = 0; w < now.words().length; w++) {
            flips += Long.bitCount(now.words()[w] ^ before.words()[w]);
        }
        return flips;
    }

    private static float[] weights(LayerView layer) {
        float[] weights = new float[layer.outputWidth() * layer.inputWidth()];
        int at = 0;
        for (int o = 0; o < layer.outputWidth(); o++) {
            for (int i = 0; i < layer.inputWidth(); i++) {
                weights[at++] = layer.latentWeight(o, i);
            }
        }
        return weights;
    }
}
