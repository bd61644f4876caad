package org.bitsweep.nn;

import java.util.Arrays;
import org.bitsweep.bits.Kernels;

/**
 * Batch normalisation (Ioffe and Szegedy 2015): {@code z = scale · (y - mean) / √(variance + ε) + shift} per column,
 * with the batch's mean and biased variance in training and running ones in evaluation. The running variance takes the
 * unbiased variance of each batch, with momentum 0.1.
 */
final class BatchNorm implements Normalisation {
    private static final float EPSILON = 1e-5f;
    private static final float MOMENTUM = 0.1f;

    private final Kernels kernels;
    private final int stride;
    private final float[] scale;
    private final float[] shift;
    private final float[] scaleGradient;
    private final float[] shiftGradient;
    private final float[] runningMean;
    private final float[] runningVariance;
    private final float[] mean;
    private final float[] variance;
    private final float[] inverse;
    private final Affine evaluation;
    private final float[] noOffset;
    private final Optimizer.Update scaleUpdate;
    private final Optimizer.Update shiftUpdate;

    BatchNorm(Kernels kernels, int width, Optimizer optimizer) {
        this.kernels = kernels;
        this.stride = Kernels.padded(width);
        this.scale = new float[stride];
        this.shift = new float[stride];
        this.scaleGradient = new float[stride];
        this.shiftGradient = new float[stride];
        this.runningMean = new float[stride];
        this.runningVariance = new float[stride];
        this.mean = new float[stride];
        this.variance = new float[stride];
        this.inverse = new float[stride];
        this.evaluation = new Affine(new float[stride], new float[stride]);
        this.noOffset = new float[stride];
        this.scaleUpdate = optimizer.update(stride);
        this.shiftUpdate = optimizer.update(stride);
        Arrays.fill(scale, 0, width, 1f);
        Arrays.fill(runningVariance, 0, width, 1f);
    }

    float[] scale() {
        return scale;
    }

    float[] shift() {
        return shift;
    }

    float[] scaleGradient() {
        return scaleGradient;
    }

    float[] shiftGradient() {
        return shiftGradient;
    }

    float[] runningMean() {
        return runningMean;
    }

    float[] runningVariance() {
        return runningVariance;
    }

    @Override
    public void forward(int rows, float[] y, float[] z) {
        kernels.normalise(rows, stride, y, z, EPSILON, scale, shift, mean, variance, inverse);
        float unbiased = (float) rows / (rows - 1);
        for (int j = 0; j < stride; j++) {
            runningMean[j] = Math.fma(MOMENTUM, mean[j], (1 - MOMENTUM) * runningMean[j]);
            runningVariance[j] = Math.fma(MOMENTUM, variance[j] * unbiased, (1 - MOMENTUM) * runningVariance[j]);
        }
    }

    @Override
    public Affine evaluation() {
        float[] factor = evaluation.factor();
        float[] offset = evaluation.offset();
        for (int j = 0; j < stride; j++) {
            factor[j] = scale[j] / (float) Math.sqrt(runningVariance[j] + EPSILON);
            offset[j] = Math.fma(-runningMean[j], factor[j], shift[j]);
        }
        return evaluation;
    }

    @Override
    public void backward(int rows, float[] y, float[] g) {
        kernels.normaliseBackward(rows, stride, y, g, scale, inverse, scaleGradient, shiftGradient);
    }

    @Override
    public void backwardInEvaluation(int rows, float[] g) {
        kernels.affine(rows, stride, g, g, evaluation.factor(), noOffset);
    }

    @Override
    public void update() {
        scaleUpdate.apply(0, stride, scale, scaleGradient);
        shiftUpdate.apply(0, stride, shift, shiftGradient);
    }

    @Override
    public float[][] tensors() {
        return new float[][] {scale, shift, runningMean, runningVariance};
    }
}
