package org.bitsweep.nn;

import org.bitsweep.bits.Function;
import org.bitsweep.bits.Slope;

/** Functions of float hidden units. */
public enum Activation {
    /** max(x, 0). */
    RELU(Function.RELU, Slope.POSITIVE, 0, Double.POSITIVE_INFINITY),
    /** Hyperbolic tangent. */
    TANH(Function.TANH, Slope.TANH, -1, 1),
    /** x, held between -1 and 1. */
    HARD_TANH(Function.HARD_TANH, Slope.INSIDE, -1, 1),
    /** 1 / (1 + e^-x). */
    SIGMOID(Function.SIGMOID, Slope.SIGMOID, 0, 1);

    private final Function function;
    private final Slope slope;
    private final double lowest;
    private final double highest;

    Activation(Function function, Slope slope, double lowest, double highest) {
        this.function = function;
        this.slope = slope;
        this.lowest = lowest;
        this.highest = highest;
    }

    /** The lower end of its values. */
    double lowest() {
        return lowest;
    }

    /** The upper end of its values; ∞ if there is none. */
    double highest() {
        return highest;
    }

    /** Whether the second derivative is anywhere other than 0. */
    boolean bends() {
        return slope == Slope.TANH || slope == Slope.SIGMOID;
    }

    /** The second derivative where the function has the value a. */
    float bend(float a) {
        return switch (slope) {
            case TANH -> -2 * a * (1 - a * a);
            case SIGMOID -> a * (1 - a) * (1 - 2 * a);
            default -> 0f;
        };
    }

    Function function() {
        return function;
    }

    Slope slope() {
        return slope;
    }
}
