package org.bitsweep.nn;

import org.bitsweep.bits.BitMatrix;
import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.Rng;

/**
 * A layer without bias whose latent weights are trained and whose binarized weights, their signs, are used:
 * {@code y = x · sign(W)ᵀ} with W of outputs x inputs and sign(0) = -1.
 *
 * <p>The gradient of a binarized weight is taken as that of its latent weight (identity straight-through estimator,
 * Bengio et al. 2013; Hubara et al. 2016 without the clipping).
 */
final class DenseLayer {
    private final Kernels kernels;
    private final int inputs;
    private final int outputs;
    private final int inputStride;
    private final int outputStride;
    /** Latent weights, outputs x inputStride; the padding stays 0. */
    private final float[] latent;

    private final float[] gradient;
    private final BitMatrix signs;
    private final long[] previousSigns;
    /** The signs as ±1, one row an input (for float inputs), 0 in the padding. */
    private final float[] signsByInput;
    /** The signs as ±1, one row an output (for the gradient of the inputs), 0 in the padding. */
    private final float[] signsByOutput;
    /** The packed signs, words x outputStride (for binary inputs). */
    private final long[] signWords;

    private final Adam adam;

    DenseLayer(Kernels kernels, int inputs, int outputs, double initialDeviation, Adam.Settings adam, Rng rng) {
        this.kernels = kernels;
        this.inputs = inputs;
        this.outputs = outputs;
        this.inputStride = Kernels.padded(inputs);
        this.outputStride = Kernels.padded(outputs);
        this.latent = new float[outputs * inputStride];
        this.gradient = new float[latent.length];
        this.signs = new BitMatrix(outputs, inputs);
        this.previousSigns = new long[signs.words().length];
        this.signsByInput = new float[inputs * outputStride];
        this.signsByOutput = new float[outputs * inputStride];
        this.signWords = new long[signs.wordsPerRow() * outputStride];
        this.adam = new Adam(adam, latent.length);
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < inputs; i++) {
                latent[o * inputStride + i] = (float) (initialDeviation * rng.nextGaussian());
            }
        }
        binarize();
    }

    int inputs() {
        return inputs;
    }

    int outputs() {
        return outputs;
    }

    /** Row length of outputs: {@link #outputs()} padded. */
    int outputStride() {
        return outputStride;
    }

    BitMatrix signs() {
        return signs;
    }

    float[] latent() {
        return latent;
    }

    float[] gradient() {
        return gradient;
    }

    /** {@code y = x · sign(W)ᵀ} for float inputs: x is rows x inputStride, y rows x outputStride. */
    void forward(int rows, float[] x, float[] y) {
        kernels.gemm(rows, outputStride, inputs, x, inputStride, 1, signsByInput, outputStride, y, outputStride);
    }

    /** {@code y = x · sign(W)ᵀ} for packed ±1 inputs. */
    void forward(int rows, long[] x, float[] y) {
        kernels.xnorGemm(rows, outputStride, inputs, x, signWords, y, outputStride);
    }

    /** Gradient of the weights, {@code dyᵀ · x}, summed over the rows. */
    void backwardWeights(int rows, float[] x, float[] dy) {
        kernels.gemm(outputs, inputStride, rows, dy, 1, outputStride, x, inputStride, gradient, inputStride);
    }

    /** Gradient of the inputs, {@code dx = dy · sign(W)}. */
    void backwardInputs(int rows, float[] dy, float[] dx) {
        kernels.gemm(rows, inputStride, outputs, dy, outputStride, 1, signsByOutput, inputStride, dx, inputStride);
    }

    /** Updates the latent weights and binarizes them; returns the number of signs that changed. */
    int update(int step) {
        adam.update(latent, gradient, step);
        long[] words = signs.words();
        System.arraycopy(words, 0, previousSigns, 0, words.length);
        binarize();
        int flips = 0;
        for (int i = 0; i < words.length; i++) {
            flips += Long.bitCount(words[i] ^ previousSigns[i]);
        }
        return flips;
    }

    /** Replaces the latent weights (outputs x inputStride, 0 in the padding) and binarizes them. */
    void restore(float[] weights) {
        System.arraycopy(weights, 0, latent, 0, latent.length);
        binarize();
    }

    private void binarize() {
        kernels.packSigns(outputs, inputs, latent, inputStride, signs.words());
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < inputs; i++) {
                float sign = latent[o * inputStride + i] > 0f ? 1f : -1f;
                signsByOutput[o * inputStride + i] = sign;
                signsByInput[i * outputStride + o] = sign;
            }
        }
        int wordsPerRow = signs.wordsPerRow();
        for (int o = 0; o < outputs; o++) {
            for (int k = 0; k < wordsPerRow; k++) {
                signWords[k * outputStride + o] = signs.words()[o * wordsPerRow + k];
            }
        }
    }
}
