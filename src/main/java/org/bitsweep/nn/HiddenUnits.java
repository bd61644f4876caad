package org.bitsweep.nn;

import java.util.Arrays;
import org.bitsweep.bits.Kernels;

/** The activation of a hidden layer, from values z to the signal that the next layer takes. */
abstract sealed class HiddenUnits {
    final Kernels kernels;
    final Signal signal;
    private final Dropout dropout;

    HiddenUnits(Kernels kernels, Signal signal, Dropout dropout) {
        this.kernels = kernels;
        this.signal = signal;
        this.dropout = dropout;
    }

    /** What goes on to the next layer. */
    Signal signal() {
        return signal;
    }

    /** The signal, to look at. */
    abstract LayerOutput output();

    /** Computes the signal of the values z. */
    void forward(int rows, float[] z, boolean training) {
        activate(rows, z, training);
        if (dropout != null && training) {
            dropout.forward(rows * signal.stride(), signal.floats());
            signal.setBinary(false);
        }
    }

    /** Turns g, the gradient of the signal, into that of z. */
    void backward(int rows, float[] z, float[] g) {
        if (dropout != null) {
            dropout.backward(rows * signal.stride(), g);
        }
        differentiate(rows, z, g);
    }

    abstract void activate(int rows, float[] z, boolean training);

    abstract void differentiate(int rows, float[] z, float[] g);

    /** What evaluation depends on besides parameters; live. */
    float[][] tensors() {
        return new float[0][];
    }

    /** Signs, with sign(0) = -1. */
    static final class Signs extends HiddenUnits {
        private final Surrogate surrogate;

        /** @param signal packed signs, and floats too where the next layer or dropout needs them */
        Signs(Kernels kernels, Signal signal, Dropout dropout, Surrogate surrogate) {
            super(kernels, signal, dropout);
            this.surrogate = surrogate;
        }

        @Override
        LayerOutput output() {
            return LayerOutput.ofSigns(signal);
        }

        @Override
        void activate(int rows, float[] z, boolean training) {
            kernels.packSigns(0, rows, signal.width(), z, signal.stride(), signal.packed(), null);
            if (signal.floats() != null) {
                float[] floats = signal.floats();
                for (int r = 0; r < rows; r++) {
                    for (int i = r * signal.stride(); i < r * signal.stride() + signal.width(); i++) {
                        floats[i] = z[i] > 0f ? 1f : -1f;
                    }
                }
            }
            signal.setBinary(true);
        }

        @Override
        void differentiate(int rows, float[] z, float[] g) {
            if (surrogate.slope().isPresent()) {
                kernels.scaleBySlope(surrogate.slope().get(), 0, rows * signal.stride(), z, g);
            }
        }
    }

    /** Floats, quantized after their function if that is asked for; the range of quantization is a running one. */
    static final class Floats extends HiddenUnits {
        private static final float MOMENTUM = 0.1f;

        private final Activation activation;
        private final Quantization quantization;
        /** Of each value -1 if it was inside the range, else 0; null without quantization. */
        private final int[] inside;
        /** Lower and upper end, and 1 once they have been set. */
        private final float[] range = new float[3];

        /** Least and greatest value of a batch, and 0. */
        private final float[] ends = new float[2];

        /** @param quantization null for none */
        Floats(Kernels kernels, Signal signal, Dropout dropout, Activation activation, Quantization quantization) {
            super(kernels, signal, dropout);
            this.activation = activation;
            this.quantization = quantization;
            this.inside = quantization == null ? null : new int[signal.floats().length];
        }

        Activation activation() {
            return activation;
        }

        boolean quantizes() {
            return quantization != null;
        }

        @Override
        LayerOutput output() {
            return LayerOutput.ofFloats(signal, activation, quantization != null);
        }

        @Override
        void activate(int rows, float[] z, boolean training) {
            int n = rows * signal.stride();
            float[] a = signal.floats();
            kernels.apply(activation.function(), n, z, a);
            clearPadding(rows, a);
            if (quantization != null) {
                if (training) {
                    follow(n, a);
                }
                boolean symmetric = quantization.scheme() == Quantization.Scheme.SYMMETRIC;
                float high = symmetric ? Math.max(-range[0], range[1]) : range[1];
                float low = symmetric ? -high : range[0];
                kernels.markInside(n, a, low, high, inside);
                quantization.apply(kernels, n, a, a, low, high);
            }
        }

        /** σ(0) is not 0. */
        private void clearPadding(int rows, float[] a) {
            if (activation == Activation.SIGMOID && signal.width() < signal.stride()) {
                for (int r = 0; r < rows; r++) {
                    Arrays.fill(a, r * signal.stride() + signal.width(), (r + 1) * signal.stride(), 0f);
                }
            }
        }

        private void follow(int n, float[] a) {
            ends[0] = 0f;
            ends[1] = 0f;
            kernels.extend(n, a, ends);
            float low = ends[0];
            float high = ends[1];
            if (quantization.scheme() == Quantization.Scheme.SYMMETRIC) {
                high = Math.max(-low, high);
                low = -high;
            }
            boolean first = range[2] == 0f;
            range[0] = first ? low : Math.fma(MOMENTUM, low, (1 - MOMENTUM) * range[0]);
            range[1] = first ? high : Math.fma(MOMENTUM, high, (1 - MOMENTUM) * range[1]);
            range[2] = 1f;
        }

        @Override
        void differentiate(int rows, float[] z, float[] g) {
            int n = rows * signal.stride();
            if (quantization != null) {
                kernels.keepInside(n, inside, g);
            }
            kernels.scaleBySlope(activation.slope(), 0, n, z, g);
        }

        @Override
        float[][] tensors() {
            return new float[][] {range};
        }
    }
}
