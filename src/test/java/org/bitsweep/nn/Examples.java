package org.bitsweep.nn;

import java.util.Arrays;
import java.util.List;
import org.bitsweep.bits.Rng;
import org.bitsweep.data.RunData;
import org.bitsweep.data.Samples;
import org.bitsweep.nn.EarlyStopping.Metric;
import org.bitsweep.nn.NetworkKind.Binarized.FloatLayers;
import org.bitsweep.nn.NetworkSpec.Normalisation;
import org.bitsweep.nn.TrainingSpec.LossKind;

/** Networks, trainings and data of the tests. */
final class Examples {
    static final int WIDTH = 6;
    static final int CLASSES = 3;
    static final Schedule CONSTANT = new Schedule(new Schedule.Constant(), 0);

    /** A kind of each; by name, so that tests can list them. */
    enum Kind {
        BNN(bnn(FloatLayers.NONE)),
        BNN_FLOAT_ENDS(bnn(FloatLayers.BOTH)),
        BNN_BINARY_INPUT(
                new NetworkKind.Binarized(true, FloatLayers.NONE, Surrogate.TANH, Surrogate.APPROX_SIGN, false)),
        RELU(new NetworkKind.Plain(Activation.RELU)),
        SIGMOID(new NetworkKind.Plain(Activation.SIGMOID)),
        QUANT(new NetworkKind.Quantized(Activation.TANH, new Quantization(4, Quantization.Scheme.SYMMETRIC), 0)),
        QUANT_ACTIVATIONS(
                new NetworkKind.Quantized(Activation.RELU, new Quantization(4, Quantization.Scheme.AFFINE), 4));

        final NetworkKind kind;

        Kind(NetworkKind kind) {
            this.kind = kind;
        }

        NetworkSpec network(Normalisation normalisation, double dropout, Integer... hidden) {
            Initialisation start = new Initialisation(Initialisation.Scheme.GLOROT, 0.1);
            return new NetworkSpec(kind, List.of(hidden), normalisation, dropout, start, null);
        }
    }

    private Examples() {}

    private static NetworkKind bnn(FloatLayers floatLayers) {
        return new NetworkKind.Binarized(false, floatLayers, Surrogate.CLIPPED, Surrogate.IDENTITY, true);
    }

    static OptimizerSpec adam(double rate) {
        return new OptimizerSpec.Adam(rate, 0.9, 0.999, 1e-8, 0, false);
    }

    static OptimizerSpec sgd(double rate) {
        return new OptimizerSpec.Sgd(rate, 0.9, 1e-4);
    }

    static TrainingSpec training(OptimizerSpec optimizer, int batch, int epochs, EarlyStopping stopping) {
        return new TrainingSpec(optimizer, CONSTANT, LossKind.CROSS_ENTROPY, batch, epochs, stopping);
    }

    static EarlyStopping patience(int patience) {
        return new EarlyStopping(patience, 0, Metric.VALIDATION_LOSS);
    }

    /** Labels that have nothing to do with the features: the validation loss soon rises. */
    static RunData noise(int train) {
        return new RunData(gaussians(train, "train"), gaussians(50, "validation"), gaussians(40, "test"), CLASSES);
    }

    static Samples gaussians(int count, String name) {
        return gaussians(count, WIDTH, CLASSES, name);
    }

    static Samples gaussians(int count, int width, int classes, String name) {
        Rng rng = Rng.stream(count, name);
        float[] features = new float[count * width];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) rng.nextGaussian();
        }
        int[] labels = new int[count];
        Arrays.setAll(labels, i -> i % classes);
        return new Samples(features, labels, count, width);
    }

    static Samples constant(int count, float value) {
        Samples samples = gaussians(count, "constant");
        Arrays.fill(samples.features(), value);
        return samples;
    }

    /** One set for everything. */
    static RunData only(Samples samples) {
        return new RunData(samples, samples, samples, CLASSES);
    }
}
