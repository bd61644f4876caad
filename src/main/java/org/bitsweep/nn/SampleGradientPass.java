package org.bitsweep.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bitsweep.bits.Factor;
import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.Scratch;

/**
 * Sums over samples what single gradients say. The gradient of a sample by a weight is the product of that of the layer's
 * product and the layer's input, so that the squares of all samples sum up to a product of squares.
 */
final class SampleGradientPass {
    private final Kernels kernels;
    private final Network.Layer[] layers;
    private final LayerSums[] sums;
    private final double[] inner;
    private double projection;

    /** @param origins for each layer the w0, outputs x inputs; that of a binarized layer is not looked at */
    SampleGradientPass(Kernels kernels, Network.Layer[] layers, int capacity, List<float[]> origins) {
        this.kernels = kernels;
        this.layers = layers;
        this.sums = new LayerSums[layers.length];
        this.inner = new double[capacity];
        for (int l = 0; l < layers.length; l++) {
            sums[l] = layers[l].binarized() ? null : new LayerSums(layers[l].linear(), capacity, origins.get(l));
        }
    }

    /** Takes a batch that went forward, with the gradient of its mean loss by the logits. */
    void add(int rows) {
        Arrays.fill(inner, 0, rows, 0);
        for (int l = layers.length - 1; l >= 0; l--) {
            layers[l].backwardInEvaluation(rows, l == 0 ? null : layers[l - 1].gradient());
            if (sums[l] != null) {
                sums[l].add(rows, layers[l].from(), layers[l].gradient());
            }
        }
        for (int r = 0; r < rows; r++) {
            projection += inner[r] * inner[r];
        }
    }

    SampleGradients result(int samples) {
        List<double[]> squares = new ArrayList<>();
        double[] projections = new double[sums.length];
        for (int l = 0; l < sums.length; l++) {
            squares.add(sums[l] == null ? null : sums[l].squares);
            projections[l] = sums[l] == null ? 0 : sums[l].projection;
        }
        return new SampleGradients(samples, squares, projections, projection);
    }

    private final class LayerSums {
        private final Linear linear;
        private final double[] squares;
        private final float[] squaredInputs;
        private final float[] squaredGradients;
        private final float[] product;
        private final float[] moved;
        private final Factor squaredInputFactor;
        private final Factor difference;
        private final Scratch scratch = new Scratch();
        private double projection;

        LayerSums(Linear linear, int capacity, float[] origin) {
            this.linear = linear;
            this.squares = new double[linear.outputs * linear.inputs];
            this.squaredInputs = new float[capacity * linear.inputStride];
            this.squaredGradients = new float[capacity * linear.outputStride];
            this.product = new float[linear.outputs * linear.inputStride];
            this.moved = new float[capacity * linear.outputStride];
            float[] offsets = new float[linear.latent.length];
            for (int o = 0; o < linear.outputs; o++) {
                for (int i = 0; i < linear.inputs; i++) {
                    int at = o * linear.inputStride + i;
                    offsets[at] = linear.latent[at] - origin[o * linear.inputs + i];
                }
            }
            this.squaredInputFactor = new Factor.Rows(squaredInputs, linear.inputStride);
            this.difference = new Factor.Columns(offsets, linear.inputStride, linear.outputs);
        }

        /** @param gradient of the mean loss: a sample's own is {@code rows} times as large */
        void add(int rows, Signal x, float[] gradient) {
            int out = linear.outputStride;
            int in = linear.inputStride;
            for (int i = 0; i < rows * in; i++) {
                squaredInputs[i] = x.floats()[i] * x.floats()[i];
            }
            for (int i = 0; i < rows * out; i++) {
                float own = rows * gradient[i];
                squaredGradients[i] = own * own;
            }
            kernels.gemmTransposed(
                    0, linear.outputs, in, rows, squaredGradients, out, squaredInputFactor, product, in, scratch);
            for (int o = 0; o < linear.outputs; o++) {
                for (int i = 0; i < linear.inputs; i++) {
                    squares[o * linear.inputs + i] += product[o * in + i];
                }
            }
            kernels.gemm(rows, out, linear.inputs, x.floats(), in, difference, moved, out, scratch);
            for (int r = 0; r < rows; r++) {
                double sum = 0;
                for (int j = r * out; j < r * out + linear.outputs; j++) {
                    sum += (double) moved[j] * (rows * gradient[j]);
                }
                projection += sum * sum;
                inner[r] += sum;
            }
        }
    }
}
