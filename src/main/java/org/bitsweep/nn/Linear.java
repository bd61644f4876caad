package org.bitsweep.nn;

import org.bitsweep.bits.BitMatrix;
import org.bitsweep.bits.Factor;
import org.bitsweep.bits.Flips;
import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.Rng;
import org.bitsweep.bits.Scratch;

/**
 * The weights of a layer, outputs x inputs: latent float ones, which are trained, and effective ones, which are used:
 * {@code y = x · Wᵀ}. What is effective is up to the subclass; the signs of the latent weights are kept for all of them.
 */
abstract sealed class Linear {
    /** Floats that are updated at a time, while their gradient is still in the cache. */
    private static final int BLOCK = 1 << 17;

    final Kernels kernels;
    final Scratch scratch;
    final int inputs;
    final int outputs;
    final int inputStride;
    final int outputStride;
    /** Outputs x inputStride; the padding stays 0. */
    final float[] latent;

    final BitMatrix signs;
    private final float[] gradient;
    private final Flips flips;
    private final Optimizer.Update update;

    Linear(
            Kernels kernels,
            Scratch scratch,
            int inputs,
            int outputs,
            Initialisation initialisation,
            Optimizer optimizer,
            Rng rng) {
        this.kernels = kernels;
        this.scratch = scratch;
        this.inputs = inputs;
        this.outputs = outputs;
        this.inputStride = Kernels.padded(inputs);
        this.outputStride = Kernels.padded(outputs);
        this.latent = new float[outputs * inputStride];
        this.gradient = new float[latent.length];
        this.signs = new BitMatrix(outputs, inputs);
        this.flips = new Flips(signs.words().length);
        this.update = optimizer.update(latent.length);
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < inputs; i++) {
                latent[o * inputStride + i] = initialisation.draw(inputs, outputs, rng);
            }
        }
        kernels.packSigns(0, outputs, inputs, latent, inputStride, signs.words(), null);
    }

    /** {@code y = x · Wᵀ}; y is samples x outputStride, 0 in the padding. */
    abstract void forward(int rows, Signal x, float[] y);

    /** Gradient of the inputs, {@code dx = dy · W}. */
    abstract void backward(int rows, float[] dy, float[] dx);

    /** After rows {@code from .. to - 1} of the gradient of the effective weights have been computed: that of the latent. */
    void toLatent(int from, int to, float[] effectiveGradient) {}

    /** After rows {@code from .. to - 1} of the latent weights have been updated. */
    void constrain(int from, int to) {}

    /** After all latent weights have changed. */
    void refresh() {}

    /**
     * One update by the gradient {@code dyᵀ · x}. A block of outputs at a time goes through all that happens to it.
     *
     * @return number of signs that changed
     */
    int update(int rows, Signal x, float[] dy) {
        return update(rows, x, dy, null);
    }

    /**
     * The same with a further gradient of the effective weights.
     *
     * @param added outputs x inputStride; null for none
     */
    int update(int rows, Signal x, float[] dy, float[] added) {
        flips.clear();
        int block = Math.max(Scratch.TILE_ROWS, BLOCK / inputStride & -Scratch.TILE_ROWS);
        for (int from = 0; from < outputs; from += block) {
            int to = Math.min(from + block, outputs);
            kernels.gemmTransposed(
                    from, to, inputStride, rows, dy, outputStride, x.factor(), gradient, inputStride, scratch);
            if (added != null) {
                for (int i = from * inputStride; i < to * inputStride; i++) {
                    gradient[i] += added[i];
                }
            }
            toLatent(from * inputStride, to * inputStride, gradient);
            update.apply(from * inputStride, to * inputStride, latent, gradient);
            constrain(from * inputStride, to * inputStride);
            kernels.packSigns(from, to, inputs, latent, inputStride, signs.words(), flips);
        }
        refresh();
        return flips.count();
    }

    /** After the latent weights have been replaced from outside. */
    void latentReplaced() {
        kernels.packSigns(0, outputs, inputs, latent, inputStride, signs.words(), null);
        refresh();
    }

    /** Gradient of the latent weights in the last update, outputs x inputStride. */
    float[] gradient() {
        return gradient;
    }

    /** The signs that the last update changed. */
    Flips flips() {
        return flips;
    }

    /** An effective weight. */
    abstract float effective(int output, int input);

    /**
     * Weights that are used by their signs, sign(0) = -1 (Courbariaux et al. 2016). The gradient of a sign, multiplied by
     * the surrogate at the latent weight, is that of the latent weight.
     */
    static final class Binarized extends Linear {
        private final Factor.SignColumns forwardFactor;
        private final Factor backwardFactor;
        private final Surrogate surrogate;
        private final boolean clip;

        Binarized(
                Kernels kernels,
                Scratch scratch,
                int inputs,
                int outputs,
                Initialisation initialisation,
                Optimizer optimizer,
                Rng rng,
                Surrogate surrogate,
                boolean clip) {
            super(kernels, scratch, inputs, outputs, initialisation, optimizer, rng);
            this.forwardFactor = new Factor.SignColumns(signs);
            this.backwardFactor = new Factor.SignRows(signs);
            this.surrogate = surrogate;
            this.clip = clip;
        }

        @Override
        void forward(int rows, Signal x, float[] y) {
            if (x.binary()) {
                kernels.xnorGemm(rows, outputs, inputs, x.packed(), signs.words(), y, outputStride, scratch);
            } else {
                kernels.gemm(
                        rows, outputStride, inputs, x.floats(), inputStride, forwardFactor, y, outputStride, scratch);
            }
        }

        /** Packs the signs of {@code x · Wᵀ}, scaled and shifted, where x is floats; less work than {@link #forward}. */
        void forwardSigns(int rows, Signal x, Normalisation.Affine then, float[] spare, long[] signs) {
            kernels.packProductSigns(
                    rows,
                    outputs,
                    inputs,
                    x.floats(),
                    inputStride,
                    forwardFactor,
                    then.factor(),
                    then.offset(),
                    spare,
                    signs,
                    scratch);
        }

        @Override
        void backward(int rows, float[] dy, float[] dx) {
            kernels.gemm(rows, inputStride, outputs, dy, outputStride, backwardFactor, dx, inputStride, scratch);
        }

        @Override
        void toLatent(int from, int to, float[] effectiveGradient) {
            if (surrogate.slope().isPresent()) {
                kernels.scaleBySlope(surrogate.slope().get(), from, to, latent, effectiveGradient);
            }
        }

        @Override
        void constrain(int from, int to) {
            if (clip) {
                for (int i = from; i < to; i++) {
                    latent[i] = Math.max(-1f, Math.min(1f, latent[i]));
                }
            }
        }

        @Override
        float effective(int output, int input) {
            return signs.get(output, input) ? 1f : -1f;
        }
    }

    /** Weights that are used as they are trained, or in a few bits. */
    static final class Plain extends Linear {
        private final Quantization quantization;
        private final float[] effective;
        /** Least and greatest weight, and 0. */
        private final float[] ends = new float[2];

        private final Factor forwardFactor;
        private final Factor backwardFactor;

        /** @param quantization null for none */
        Plain(
                Kernels kernels,
                Scratch scratch,
                int inputs,
                int outputs,
                Initialisation initialisation,
                Optimizer optimizer,
                Rng rng,
                Quantization quantization) {
            super(kernels, scratch, inputs, outputs, initialisation, optimizer, rng);
            this.quantization = quantization;
            this.effective = quantization == null ? latent : new float[latent.length];
            this.forwardFactor = new Factor.Columns(effective, inputStride, outputs);
            this.backwardFactor = new Factor.Rows(effective, inputStride);
            refresh();
        }

        @Override
        void refresh() {
            if (quantization != null) {
                ends[0] = 0f;
                ends[1] = 0f;
                kernels.extend(latent.length, latent, ends);
                quantization.apply(kernels, latent.length, latent, effective, ends[0], ends[1]);
            }
        }

        @Override
        void forward(int rows, Signal x, float[] y) {
            kernels.gemm(rows, outputStride, inputs, x.floats(), inputStride, forwardFactor, y, outputStride, scratch);
        }

        @Override
        void backward(int rows, float[] dy, float[] dx) {
            kernels.gemm(rows, inputStride, outputs, dy, outputStride, backwardFactor, dx, inputStride, scratch);
        }

        @Override
        float effective(int output, int input) {
            return effective[output * inputStride + input];
        }
    }
}
