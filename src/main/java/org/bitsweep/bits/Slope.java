package org.bitsweep.bits;

/**
 * Factors that a gradient is multiplied by on its way back through a function of x: derivatives, or what a
 * straight-through estimator puts in the place of the derivative of the sign.
 */
public enum Slope {
    /** 1 where x &gt; 0, else 0: rectifier. */
    POSITIVE,
    /** 1 where |x| &lt; 1, else 0: hard tangent. */
    INSIDE,
    /** 1 where |x| &lt;= 1, else 0: the clipped straight-through estimator (Hubara et al. 2016, equation 4). */
    CLIPPED,
    /** 1 - tanh²(x): hyperbolic tangent, also as a surrogate of the sign (Gong et al. 2019, with k = t = 1). */
    TANH,
    /** σ(x) · (1 - σ(x)): sigmoid. */
    SIGMOID,
    /** 2 - 2|x| where |x| &lt; 1, else 0: the piecewise polynomial of Bi-Real net (Liu et al. 2018, equation 7). */
    APPROX_SIGN,
    /**
     * β · (2 - βx · tanh(βx/2)) / (1 + cosh(βx)) with β = 5: derivative of the swish-like sign of BNN+ (Darabi et al.
     * 2018, equation 3).
     */
    SWISH_SIGN
}
