package org.bitsweep.nn;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import org.bitsweep.bits.Kernels;

/**
 * A multilayer perceptron with binarized weights and binarized hidden activations.
 *
 * @param hidden widths of the hidden layers, from input to output; may be empty
 * @param initialDeviation standard deviation of the normal distribution that latent weights start from
 */
public record NetworkSpec(List<Integer> hidden, double initialDeviation) implements Serializable {
    /** The widest layer that is accepted: beyond it a run would not fit a laptop. */
    public static final int WIDEST = 16_384;

    public NetworkSpec {
        hidden = List.copyOf(hidden);
        for (int width : hidden) {
            if (width < 1 || width > WIDEST) {
                throw new IllegalArgumentException(
                        "network.hidden has a layer of width " + width + ", expected 1 to " + WIDEST);
            }
        }
        if (!(initialDeviation > 0 && initialDeviation < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "network.initial-deviation is " + initialDeviation + ", expected a positive number");
        }
    }

    /**
     * Checks that the tensors of a layer fit into arrays.
     *
     * @throws IllegalArgumentException if one does not
     */
    public void requireFits(int inputs, int classes) {
        long from = Kernels.padded(inputs);
        for (int width : hidden) {
            if (from * Kernels.padded(width) > Integer.MAX_VALUE - Kernels.LANES) {
                throw new IllegalArgumentException(
                        "network.hidden has a layer of " + from + " x " + width + " weights, more than an array holds");
            }
            from = Kernels.padded(width);
        }
        if (from * Kernels.padded(classes) > Integer.MAX_VALUE - Kernels.LANES) {
            throw new IllegalArgumentException(
                    "the last layer has " + from + " x " + classes + " weights, more than an array holds");
        }
    }

    /** What the network is called in tables, for example {@code bnn 100-32-16-10}. */
    public String label(int inputs, int classes) {
        String widths = hidden.stream().map(width -> width + "-").collect(Collectors.joining());
        return "bnn " + inputs + "-" + widths + classes;
    }

    /** Number of binarized weights. */
    public long weights(int inputs, int classes) {
        long weights = 0;
        int from = inputs;
        for (int width : hidden) {
            weights += (long) from * width;
            from = width;
        }
        return weights + (long) from * classes;
    }

    /** Number of trained parameters: the weights, and scale and shift of every batch normalisation. */
    public long parameters(int inputs, int classes) {
        long units = hidden.stream().mapToLong(Integer::longValue).sum() + classes;
        return weights(inputs, classes) + 2 * units;
    }
}
