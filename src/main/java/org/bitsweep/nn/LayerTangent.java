package org.bitsweep.nn;

import java.util.Arrays;
import org.bitsweep.bits.Factor;
import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.Scratch;

/**
 * How what one layer computes changes along a direction of the parameters: forward the tangents of its values, backward
 * those of gradients, and from them the layer's part of a Hessian-vector product (Pearlmutter 1994). The first layer of a
 * network with an embedding has the tables' rows in place of samples.
 */
final class LayerTangent {
    private final Kernels kernels;
    private final Scratch scratch = new Scratch();
    private final Network.Layer layer;
    private final Linear linear;
    private final Activation activation;
    private final int in;
    private final int out;
    /** Null unless the layer's inputs are looked up. */
    private final Embedding embedding;

    private final Signal from;
    /** Of what flows in; null if that does not change. */
    private final Signal fromTangent;

    private final Signal signalTangent;
    private final float[] tangent;
    private final float[] gradient;
    private final float[] gradientTangent;

    private final float[] direction;
    private final Factor directionColumns;
    private final Factor directionRows;
    private final float[] ones;
    private final float[] biasDirection;

    private final float[] spare;
    private final float[] tableValues;
    private final float[] tableGradient;
    private final float[] tableGradientTangent;
    private final float[] below;
    private final float[] belowTangent;
    private final float[] belowSpare;
    private final float[] weightSpare;
    private final float[] biasSpare;

    /** @param fromTangent tangents of what flows in; null if that does not change */
    LayerTangent(Kernels kernels, Network.Layer layer, int capacity, Embedding embedding, Signal fromTangent) {
        this.kernels = kernels;
        this.layer = layer;
        this.linear = layer.linear();
        this.in = linear.inputStride;
        this.out = linear.outputStride;
        this.embedding = embedding;
        this.activation = layer.units() == null ? null : ((HiddenUnits.Floats) layer.units()).activation();
        this.from = embedding == null ? layer.from() : embedding.rows();
        this.fromTangent = fromTangent;
        this.signalTangent = activation == null ? null : Signal.floats(capacity, linear.outputs);
        this.tangent = new float[capacity * out];
        this.gradient = new float[capacity * out];
        this.gradientTangent = new float[capacity * out];
        this.direction = new float[linear.latent.length];
        this.directionColumns = new Factor.Columns(direction, in, linear.outputs);
        this.directionRows = new Factor.Rows(direction, in);
        this.ones = new float[out];
        Arrays.fill(ones, 1f);
        this.biasDirection = new float[out];
        int rows = embedding == null ? capacity : from.capacity();
        this.spare = new float[rows * out];
        this.tableValues = embedding == null ? null : new float[rows * out];
        this.tableGradient = embedding == null ? null : new float[rows * out];
        this.tableGradientTangent = embedding == null ? null : new float[rows * out];
        this.below = fromTangent == null ? null : new float[rows * in];
        this.belowTangent = fromTangent == null ? null : new float[rows * in];
        this.belowSpare = fromTangent == null ? null : new float[rows * in];
        this.weightSpare = new float[linear.latent.length];
        this.biasSpare = new float[out];
    }

    /** Takes the layer's part of a direction. */
    void follow(float[] weights, float[] bias) {
        System.arraycopy(weights, 0, direction, 0, direction.length);
        System.arraycopy(bias, 0, biasDirection, 0, out);
    }

    /** Tangents of what goes on to the next layer. */
    Signal signalTangent() {
        return signalTangent;
    }

    /** Tangents of the values before the activation, samples x stride. */
    float[] tangent() {
        return tangent;
    }

    /** Gradient of the loss by the values before the activation. */
    float[] gradient() {
        return gradient;
    }

    float[] gradientTangent() {
        return gradientTangent;
    }

    /** After the layer's own evaluation of the batch. */
    void forward(int rows) {
        int all = embedding == null ? rows : from.capacity();
        float[] values = embedding == null ? tangent : tableValues;
        kernels.gemm(all, out, linear.inputs, from.floats(), in, directionColumns, values, out, scratch);
        if (fromTangent != null) {
            linear.forward(all, fromTangent, spare);
            add(all * out, spare, values);
        }
        if (embedding != null) {
            embedding.gather(rows, layer.from(), tableValues, tangent, out);
        }
        kernels.affine(rows, out, tangent, tangent, ones, biasDirection);
        if (activation != null) {
            System.arraycopy(tangent, 0, signalTangent.floats(), 0, rows * out);
            kernels.scaleBySlope(activation.slope(), 0, rows * out, layer.outputs(), signalTangent.floats());
        }
    }

    /** Adds the layer's part of the product, and hands gradients down: to the layer below, or to the embedding. */
    void backward(int rows, float[] weights, float[] bias, LayerTangent lower) {
        kernels.columnSums(rows, out, gradientTangent, biasSpare);
        add(out, biasSpare, bias);
        int all = rows;
        float[] g = gradient;
        float[] gTangent = gradientTangent;
        if (embedding != null) {
            all = from.capacity();
            g = tableGradient;
            gTangent = tableGradientTangent;
            embedding.scatter(rows, layer.from(), gradient, g, out);
            embedding.scatter(rows, layer.from(), gradientTangent, gTangent, out);
        }
        addWeights(all, gTangent, from.factor(), weights);
        if (fromTangent != null) {
            addWeights(all, g, fromTangent.factor(), weights);
            linear.backward(all, g, below);
            linear.backward(all, gTangent, belowTangent);
            kernels.gemm(all, in, linear.outputs, g, out, directionRows, belowSpare, in, scratch);
            add(all * in, belowSpare, belowTangent);
            if (lower != null) {
                lower.differentiate(rows, below, belowTangent);
            }
        }
    }

    /** The tangents of the gradients of what flows in, after {@link #backward}. */
    float[] belowTangent() {
        return belowTangent;
    }

    private void addWeights(int rows, float[] left, Factor right, float[] weights) {
        kernels.gemmTransposed(0, linear.outputs, in, rows, left, out, right, weightSpare, in, scratch);
        add(weights.length, weightSpare, weights);
    }

    /** From the gradients of what the layer passes on, and their tangents, those of its values before the activation. */
    private void differentiate(int rows, float[] g, float[] gTangent) {
        int n = rows * out;
        System.arraycopy(g, 0, gradient, 0, n);
        System.arraycopy(gTangent, 0, gradientTangent, 0, n);
        kernels.scaleBySlope(activation.slope(), 0, n, layer.outputs(), gradient);
        kernels.scaleBySlope(activation.slope(), 0, n, layer.outputs(), gradientTangent);
        if (activation.bends()) {
            float[] a = layer.units().signal().floats();
            for (int i = 0; i < n; i++) {
                gradientTangent[i] += g[i] * activation.bend(a[i]) * tangent[i];
            }
        }
    }

    private static void add(int n, float[] from, float[] to) {
        for (int i = 0; i < n; i++) {
            to[i] += from[i];
        }
    }
}
