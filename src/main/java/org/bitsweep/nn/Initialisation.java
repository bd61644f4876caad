package org.bitsweep.nn;

import java.io.Serializable;
import org.bitsweep.bits.Rng;

/**
 * How latent weights start.
 *
 * @param deviation standard deviation of {@link Scheme#NORMAL}; the others follow from the layer's size
 * @param seed what they are drawn by, the same for all runs; null for each run's own seed
 */
public record Initialisation(Scheme scheme, double deviation, Long seed) implements Serializable {
    /** The distribution of the weights of a layer. */
    public enum Scheme {
        /** Normal, with a deviation of one's choice. */
        NORMAL,
        /** Normal with variance 2 / inputs (He et al. 2015): for rectifiers. */
        HE,
        /** Uniform with variance 2 / (inputs + outputs) (Glorot and Bengio 2010): for symmetric activations. */
        GLOROT,
        /** Uniform on ±1 / √inputs (LeCun et al. 1998; what PyTorch's linear layers start from). */
        UNIFORM
    }

    public Initialisation {
        if (!(deviation > 0 && deviation < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "network.initial-deviation is " + deviation + ", expected a positive number");
        }
    }

    /** Weights that are drawn by the run's own seed. */
    public Initialisation(Scheme scheme, double deviation) {
        this(scheme, deviation, null);
    }

    /** Where the weights of a run come from. */
    Rng stream(long runSeed) {
        return Rng.stream(seed == null ? runSeed : seed, "initialisation");
    }

    /** Draws one weight of a layer. */
    float draw(int inputs, int outputs, Rng rng) {
        return (float)
                switch (scheme) {
                    case NORMAL -> deviation * rng.nextGaussian();
                    case HE -> Math.sqrt(2.0 / inputs) * rng.nextGaussian();
                    case GLOROT -> Math.sqrt(6.0 / (inputs + outputs)) * (2 * rng.nextDouble() - 1);
                    case UNIFORM -> (2 * rng.nextDouble() - 1) / Math.sqrt(inputs);
                };
    }
}
