package org.bitsweep.nn;

import java.util.Arrays;
import org.bitsweep.bits.Kernels;

/** {@code z = y + bias}, with a bias that starts at 0. */
final class Bias implements Normalisation {
    private final Kernels kernels;
    private final int width;
    private final int stride;
    private final float[] ones;
    private final float[] bias;
    private final Affine evaluation;
    private final float[] gradient;
    private final Optimizer.Update update;

    Bias(Kernels kernels, int width, Optimizer optimizer) {
        this.kernels = kernels;
        this.width = width;
        this.stride = Kernels.padded(width);
        this.ones = new float[stride];
        this.bias = new float[stride];
        this.evaluation = new Affine(ones, bias);
        this.gradient = new float[stride];
        this.update = optimizer.update(stride);
        Arrays.fill(ones, 0, width, 1f);
    }

    @Override
    public void forward(int rows, float[] y, float[] z) {
        kernels.affine(rows, stride, y, z, ones, bias);
    }

    @Override
    public Affine evaluation() {
        return evaluation;
    }

    @Override
    public void backward(int rows, float[] y, float[] g) {
        kernels.columnSums(rows, stride, g, gradient);
    }

    @Override
    public void backwardInEvaluation(int rows, float[] g) {}

    @Override
    public void update() {
        Arrays.fill(gradient, width, stride, 0f);
        update.apply(0, stride, bias, gradient);
    }

    @Override
    public float[][] tensors() {
        return new float[][] {bias};
    }

    float[] bias() {
        return bias;
    }

    float[] gradient() {
        return gradient;
    }
}
