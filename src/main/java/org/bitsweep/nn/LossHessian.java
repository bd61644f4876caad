package org.bitsweep.nn;

import java.util.Arrays;
import java.util.List;
import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.Rng;
import org.bitsweep.data.Samples;

/**
 * The Hessian of the mean loss of some samples, in evaluation mode, by all trained parameters, in the order of the network's
 * layers: an embedding's tables, then weights and biases of each layer. Products with vectors are exact but for rounding:
 * forward-over-reverse (Pearlmutter 1994, "Fast exact multiplication by the Hessian"). Of quantized weights it is the
 * Hessian at the weights that are used.
 */
final class LossHessian implements PowerIteration.Matrix {
    private final Network network;
    private final Samples samples;
    private final Loss loss;
    private final int[] labels;
    private final Embedding embedding;
    private final int tables;
    private final LayerTangent[] tangents;
    private final Signal rowsTangent;
    private final float[][] shape;

    /**
     * @param labels of the batch that is loaded
     * @throws UnsupportedOperationException if the loss has no second derivative, or batches are normalised
     */
    LossHessian(Kernels kernels, Network network, Samples samples, Loss loss, int[] labels, Embedding embedding) {
        this.network = network;
        this.samples = samples;
        this.loss = loss;
        this.labels = labels;
        this.embedding = embedding;
        this.tables = embedding == null ? 0 : embedding.tables().size();
        this.tangents = new LayerTangent[network.depth()];
        this.shape = new float[tables + 2 * network.depth()][];
        this.rowsTangent = embedding == null
                ? null
                : Signal.floats(embedding.rows().capacity(), embedding.rows().width());
        for (int t = 0; t < tables; t++) {
            shape[t] = embedding.tables().get(t).latent();
        }
        for (int l = 0; l < tangents.length; l++) {
            Network.Layer layer = network.layer(l);
            requireSmooth(layer);
            tangents[l] = new LayerTangent(
                    kernels,
                    layer,
                    network.capacity(),
                    l == 0 ? embedding : null,
                    l == 0 ? rowsTangent : tangents[l - 1].signalTangent());
            shape[tables + 2 * l] = layer.linear().latent;
            shape[tables + 2 * l + 1] = ((Bias) layer.normalisation()).bias();
        }
    }

    private static void requireSmooth(Network.Layer layer) {
        boolean smooth = !layer.binarized()
                && !(layer.product() instanceof NoisyProduct)
                && layer.normalisation() instanceof Bias
                && (layer.units() == null || layer.units() instanceof HiddenUnits.Floats units && !units.quantizes());
        if (!smooth) {
            throw new UnsupportedOperationException("the Hessian of the loss needs network.kind = float, or quant with"
                    + " quantization.activation-bits = 0, with network.batch-norm = none and no regularizer");
        }
    }

    /** Zeros in the layout of vectors; what pads rows has to stay 0. */
    float[][] zeros() {
        return PowerIteration.zeros(shape);
    }

    Sharpness largestEigenvalue(Rng rng, int most, double tolerance) {
        float[][] start = zeros();
        for (int t = 0; t < tables; t++) {
            LayerView table = embedding.tables().get(t);
            draw(start[t], table.outputWidth(), table.inputWidth(), rng);
        }
        for (int l = 0; l < tangents.length; l++) {
            Linear linear = network.layer(l).linear();
            draw(start[tables + 2 * l], linear.outputs, linear.inputs, rng);
            draw(start[tables + 2 * l + 1], 1, linear.outputs, rng);
        }
        return new PowerIteration(this, most, tolerance, shape).run(start);
    }

    private static void draw(float[] tensor, int rows, int width, Rng rng) {
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < width; i++) {
                tensor[row * Kernels.padded(width) + i] = (float) rng.nextGaussian();
            }
        }
    }

    @Override
    public void times(float[][] direction, float[][] product) {
        for (int l = 0; l < tangents.length; l++) {
            tangents[l].follow(direction[tables + 2 * l], direction[tables + 2 * l + 1]);
        }
        if (embedding != null) {
            embedding.toRows(List.of(direction).subList(0, tables), rowsTangent.floats());
        }
        for (float[] tensor : product) {
            Arrays.fill(tensor, 0f);
        }
        network.forwardWithValues(samples, (first, rows) -> addBatch(rows, product));
    }

    private void addBatch(int rows, float[][] product) {
        for (LayerTangent tangent : tangents) {
            tangent.forward(rows);
        }
        Network.Layer last = network.layer(tangents.length - 1);
        LayerTangent top = tangents[tangents.length - 1];
        loss.evaluate(rows, last.outputs(), last.outputStride(), labels, top.gradient());
        loss.differentiate(rows, last.outputStride(), labels, top.gradient(), top.tangent(), top.gradientTangent());
        float share = (float) rows / samples.count();
        for (int i = 0; i < rows * last.outputStride(); i++) {
            top.gradient()[i] *= share;
            top.gradientTangent()[i] *= share;
        }
        for (int l = tangents.length - 1; l >= 0; l--) {
            tangents[l].backward(
                    rows, product[tables + 2 * l], product[tables + 2 * l + 1], l == 0 ? null : tangents[l - 1]);
        }
        if (embedding != null) {
            embedding.addFromRows(tangents[0].belowTangent(), List.of(product).subList(0, tables));
        }
    }
}
