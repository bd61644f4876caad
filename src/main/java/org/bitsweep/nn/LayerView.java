package org.bitsweep.nn;

import org.bitsweep.bits.BitMatrix;
import org.bitsweep.bits.Flips;

/** One layer of a network in training, to look at: all that is here is live, and changes with the next step. */
public interface LayerView {
    /** Number of its inputs. */
    int inputWidth();

    /** Number of its outputs. */
    int outputWidth();

    /** Whether it is a table of an embedding, whose columns are no units and keep their order. */
    default boolean isTable() {
        return false;
    }

    /** Whether its weights are used by their signs only. */
    boolean binarized();

    /** The signs of its latent weights, outputs x inputs: 1 for a positive weight. */
    BitMatrix signs();

    /** The signs that the last step changed. */
    Flips flips();

    /** A trained weight. */
    float latentWeight(int output, int input);

    /** A weight as it is used: its sign as ±1, its quantized value, or itself. */
    float effectiveWeight(int output, int input);

    /** The gradient of the last step's mean loss by a latent weight, surrogates included, weight decay not. */
    float weightGradient(int output, int input);

    /** A value that the layer passed on for a sample of the last batch: after the activation, or a logit. */
    float activation(int sample, int unit);
}
