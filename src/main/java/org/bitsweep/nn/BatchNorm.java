package org.bitsweep.nn;

import java.util.Arrays;

/**
 * Batch normalisation (Ioffe and Szegedy 2015): {@code z = scale · (y - mean) / √(variance + ε) + shift} per column,
 * with the batch's mean and biased variance in training and running ones in evaluation. The running variance takes the
 * unbiased variance of each batch, with momentum 0.1.
 *
 * <p>Matrices are rows x stride; columns beyond {@code width} are padding, which comes out as 0. A sum over the batch is
 * one chain in the order of the rows.
 */
final class BatchNorm {
    private static final float EPSILON = 1e-5f;
    private static final float MOMENTUM = 0.1f;

    private final int stride;
    private final float[] scale;
    private final float[] shift;
    private final float[] scaleGradient;
    private final float[] shiftGradient;
    private final float[] runningMean;
    private final float[] runningVariance;
    private final float[] mean;
    private final float[] inverseDeviation;
    private final float[] factor;
    private final float[] offset;
    private final Adam scaleAdam;
    private final Adam shiftAdam;

    BatchNorm(int width, int stride, Adam.Settings adam) {
        this.stride = stride;
        this.scale = new float[stride];
        this.shift = new float[stride];
        this.scaleGradient = new float[stride];
        this.shiftGradient = new float[stride];
        this.runningMean = new float[stride];
        this.runningVariance = new float[stride];
        this.mean = new float[stride];
        this.inverseDeviation = new float[stride];
        this.factor = new float[stride];
        this.offset = new float[stride];
        this.scaleAdam = new Adam(adam, stride);
        this.shiftAdam = new Adam(adam, stride);
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

    /** Training mode: y is replaced by its normalised value ŷ, z receives scale · ŷ + shift. */
    void forward(int rows, float[] y, float[] z) {
        Arrays.fill(mean, 0f);
        for (int r = 0; r < rows; r++) {
            int row = r * stride;
            for (int j = 0; j < stride; j++) {
                mean[j] += y[row + j];
            }
        }
        float[] squares = factor;
        Arrays.fill(squares, 0f);
        for (int j = 0; j < stride; j++) {
            mean[j] /= rows;
        }
        for (int r = 0; r < rows; r++) {
            int row = r * stride;
            for (int j = 0; j < stride; j++) {
                float centred = y[row + j] - mean[j];
                y[row + j] = centred;
                squares[j] = Math.fma(centred, centred, squares[j]);
            }
        }
        for (int j = 0; j < stride; j++) {
            runningMean[j] = Math.fma(MOMENTUM, mean[j], (1 - MOMENTUM) * runningMean[j]);
            runningVariance[j] = Math.fma(MOMENTUM, squares[j] / (rows - 1), (1 - MOMENTUM) * runningVariance[j]);
            inverseDeviation[j] = 1f / (float) Math.sqrt(squares[j] / rows + EPSILON);
        }
        for (int r = 0; r < rows; r++) {
            int row = r * stride;
            for (int j = 0; j < stride; j++) {
                float normalised = y[row + j] * inverseDeviation[j];
                y[row + j] = normalised;
                z[row + j] = Math.fma(scale[j], normalised, shift[j]);
            }
        }
    }

    /** Evaluation mode, with the running mean and variance: y is replaced by z. */
    void evaluate(int rows, float[] y) {
        for (int j = 0; j < stride; j++) {
            factor[j] = scale[j] / (float) Math.sqrt(runningVariance[j] + EPSILON);
            offset[j] = Math.fma(-runningMean[j], factor[j], shift[j]);
        }
        for (int r = 0; r < rows; r++) {
            int row = r * stride;
            for (int j = 0; j < stride; j++) {
                y[row + j] = Math.fma(y[row + j], factor[j], offset[j]);
            }
        }
    }

    /**
     * Gradients of scale and shift, and dz replaced by the gradient of the layer's input, all through the batch's mean
     * and variance: {@code dy = scale / √(variance + ε) · (dz - mean(dz) - ŷ · mean(dz · ŷ))}.
     *
     * @param normalised what {@link #forward} left in y
     */
    void backward(int rows, float[] normalised, float[] dz) {
        Arrays.fill(scaleGradient, 0f);
        Arrays.fill(shiftGradient, 0f);
        for (int r = 0; r < rows; r++) {
            int row = r * stride;
            for (int j = 0; j < stride; j++) {
                scaleGradient[j] = Math.fma(dz[row + j], normalised[row + j], scaleGradient[j]);
                shiftGradient[j] += dz[row + j];
            }
        }
        float[] meanGradient = mean;
        float[] meanProduct = offset;
        for (int j = 0; j < stride; j++) {
            meanGradient[j] = shiftGradient[j] / rows;
            meanProduct[j] = scaleGradient[j] / rows;
            factor[j] = scale[j] * inverseDeviation[j];
        }
        for (int r = 0; r < rows; r++) {
            int row = r * stride;
            for (int j = 0; j < stride; j++) {
                float centred = dz[row + j] - meanGradient[j];
                dz[row + j] = factor[j] * Math.fma(-normalised[row + j], meanProduct[j], centred);
            }
        }
    }

    void update(int step) {
        scaleAdam.update(scale, scaleGradient, step);
        shiftAdam.update(shift, shiftGradient, step);
    }
}
