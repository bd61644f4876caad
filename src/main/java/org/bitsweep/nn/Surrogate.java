package org.bitsweep.nn;

import java.util.Optional;
import org.bitsweep.bits.Slope;

/**
 * What a straight-through estimator puts in the place of the derivative of the sign, as a function of the value x before
 * the sign.
 */
public enum Surrogate {
    /** 1 (Bengio, Léonard and Courville 2013). */
    IDENTITY(null),
    /** 1 where |x| &lt;= 1, else 0 (Hubara et al. 2016, equation 4). */
    CLIPPED(Slope.CLIPPED),
    /** 1 - tanh²(x) (differentiable soft quantization, Gong et al. 2019, with unit slope). */
    TANH(Slope.TANH),
    /** 2 - 2|x| where |x| &lt; 1, else 0 (Bi-Real net, Liu et al. 2018, equation 7). */
    APPROX_SIGN(Slope.APPROX_SIGN),
    /** β(2 - βx · tanh(βx/2)) / (1 + cosh(βx)) with β = 5 (BNN+, Darabi et al. 2018, equation 3). */
    SWISH_SIGN(Slope.SWISH_SIGN);

    /** Made once: training asks for it in every step. */
    private final Optional<Slope> slope;

    Surrogate(Slope slope) {
        this.slope = Optional.ofNullable(slope);
    }

    /** The kernel's slope; none for the identity, which changes nothing. */
    Optional<Slope> slope() {
        return slope;
    }
}
