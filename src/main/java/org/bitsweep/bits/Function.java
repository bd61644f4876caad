package org.bitsweep.bits;

/** Functions that kernels apply element by element; see {@link Elements} for how exact they are. */
public enum Function {
    /** max(x, 0). */
    RELU,
    /** Hyperbolic tangent. */
    TANH,
    /** x between -1 and 1, else the nearer of the two. */
    HARD_TANH,
    /** 1 / (1 + e^-x). */
    SIGMOID,
    /** e^x, for x up to 88; at least e^-87. */
    EXP
}
