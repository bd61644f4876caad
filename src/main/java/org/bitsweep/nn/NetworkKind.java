package org.bitsweep.nn;

import java.io.Serializable;

/** What the weights and the hidden units of a network are. */
public sealed interface NetworkKind extends Serializable {
    /** Its name in configurations and tables. */
    String label();

    /** Whether the weights of a layer are used by their signs only. */
    boolean binarizes(int layer, int depth);

    /**
     * Binarized weights and hidden activations (Courbariaux et al. 2016; Hubara et al. 2016).
     *
     * @param binaryInput whether the inputs become +1 where they are above 0, else -1
     * @param floatLayers which layers keep their float weights
     * @param activations what stands for the derivative of the activations' sign
     * @param weights what stands for the derivative of the weights' sign
     * @param clipWeights whether latent weights of binarized layers are clipped to [-1, 1] after every step
     */
    record Binarized(
            boolean binaryInput, FloatLayers floatLayers, Surrogate activations, Surrogate weights, boolean clipWeights)
            implements NetworkKind {
        /** As in the works that keep the ends of a network in full precision. */
        public enum FloatLayers {
            NONE,
            FIRST,
            LAST,
            BOTH
        }

        @Override
        public String label() {
            return "bnn";
        }

        @Override
        public boolean binarizes(int layer, int depth) {
            boolean first = layer == 0 && (floatLayers == FloatLayers.FIRST || floatLayers == FloatLayers.BOTH);
            boolean last = layer == depth - 1 && (floatLayers == FloatLayers.LAST || floatLayers == FloatLayers.BOTH);
            return !first && !last;
        }
    }

    /** Float weights and hidden units. */
    record Plain(Activation activation) implements NetworkKind {
        @Override
        public String label() {
            return "float";
        }

        @Override
        public boolean binarizes(int layer, int depth) {
            return false;
        }
    }

    /**
     * Weights that are used in a few bits, while the float ones are trained.
     *
     * @param weights how weights are quantized
     * @param activationBits bits of the hidden units' values, quantized by the same scheme; 0 keeps them float
     */
    record Quantized(Activation activation, Quantization weights, int activationBits) implements NetworkKind {
        public Quantized {
            if (activationBits != 0) {
                Quantization.requireBits("network.quantization.activation-bits", activationBits);
            }
        }

        @Override
        public String label() {
            return "quant" + weights.bits();
        }

        @Override
        public boolean binarizes(int layer, int depth) {
            return false;
        }
    }
}
