package org.bitsweep.nn;

import org.bitsweep.bits.Function;
import org.bitsweep.bits.Slope;

/** Functions of float hidden units. */
public enum Activation {
    /** max(x, 0). */
    RELU(Function.RELU, Slope.POSITIVE),
    /** Hyperbolic tangent. */
    TANH(Function.TANH, Slope.TANH),
    /** x, held between -1 and 1. */
    HARD_TANH(Function.HARD_TANH, Slope.INSIDE),
    /** 1 / (1 + e^-x). */
    SIGMOID(Function.SIGMOID, Slope.SIGMOID);

    private final Function function;
    private final Slope slope;

    Activation(Function function, Slope slope) {
        this.function = function;
        this.slope = slope;
    }

    Function function() {
        return function;
    }

    Slope slope() {
        return slope;
    }
}
