package org.bitsweep.nn;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import org.bitsweep.bits.Kernels;

/**
 * A multilayer perceptron.
 *
 * @param kind what its weights and hidden units are
 * @param hidden widths of the hidden layers, from input to output; may be empty
 * @param normalisation which layers are followed by batch normalisation; the others have a bias
 * @param dropout share of the hidden units' values that each training step sets to 0, the rest being scaled up by
 *     1 / (1 - dropout) (Srivastava et al. 2014)
 * @param initialisation how latent weights start; biases start at 0
 * @param embedding tables that inputs are looked up in; null for none
 */
public record NetworkSpec(
        NetworkKind kind,
        List<Integer> hidden,
        Normalisation normalisation,
        double dropout,
        Initialisation initialisation,
        EmbeddingSpec embedding)
        implements Serializable {
    /** Where batch normalisation stands. */
    public enum Normalisation {
        ALL,
        HIDDEN,
        NONE
    }

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
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException(
                    "network.dropout is " + dropout + ", expected at least 0 and less than 1");
        }
        if (embedding != null && kind instanceof NetworkKind.Binarized bnn && bnn.binaryInput()) {
            throw new IllegalArgumentException(
                    "network.input is binary, expected float: the inputs of an embedding are numbers of tokens");
        }
    }

    /** Numbers that the first layer of weights sees. */
    int embedded(int inputs) {
        return embedding == null ? inputs : inputs * embedding.width();
    }

    /** Number of layers of weights. */
    public int depth() {
        return hidden.size() + 1;
    }

    /** Whether batch normalisation follows a layer. */
    boolean normalises(int layer) {
        return switch (normalisation) {
            case ALL -> true;
            case HIDDEN -> layer < hidden.size();
            case NONE -> false;
        };
    }

    /** Whether any layer is normalised over the batch: a training step then needs two samples. */
    public boolean needsPairs() {
        return normalisation == Normalisation.ALL || normalisation == Normalisation.HIDDEN && !hidden.isEmpty();
    }

    /**
     * Checks that the tensors of a layer fit into arrays.
     *
     * @throws IllegalArgumentException if one does not
     */
    public void requireFits(int inputs, int classes) {
        if (embedding != null) {
            long rows = (long) inputs * embedding.tokens();
            long widest = Math.max(embedded(inputs), hidden.isEmpty() ? classes : hidden.get(0));
            if (rows * (widest + Kernels.LANES) > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("network.embedding has " + rows + " rows of up to " + widest
                        + " numbers, more than an array holds");
            }
        }
        long from = Kernels.padded(embedded(inputs));
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
        String first = embedding == null ? "" : "x" + embedding.tokens() + "e" + embedding.width();
        return kind.label() + " " + inputs + first + "-" + widths + classes;
    }

    /** Number of weights. */
    public long weights(int inputs, int classes) {
        long weights = embedding == null ? 0 : (long) embedding.tokens() * embedded(inputs);
        int from = embedded(inputs);
        for (int width : hidden) {
            weights += (long) from * width;
            from = width;
        }
        return weights + (long) from * classes;
    }

    /** Number of trained parameters: the weights, and scale and shift of every normalised unit or the bias of others. */
    public long parameters(int inputs, int classes) {
        long parameters = weights(inputs, classes);
        for (int l = 0; l < depth(); l++) {
            long units = l < hidden.size() ? hidden.get(l) : classes;
            parameters += normalises(l) ? 2 * units : units;
        }
        return parameters;
    }
}
