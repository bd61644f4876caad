package org.bitsweep.nn;

import java.io.Serializable;

/**
 * A regularizer that bounds the information in the weights (Achille and Soatto 2018, "Emergence of invariance and
 * disentanglement in deep representations"): in training every weight has multiplicative Gaussian noise whose variance α is
 * learnt, and what is minimised is the loss of a sample plus {@code β / N} times the weights' divergence from the
 * {@linkplain LogUniformPrior log-uniform prior} in nats, for N training samples. With cross-entropy and β = 1 that is a
 * variational bound (Kingma, Salimans and Welling 2015). In evaluation weights are used without noise.
 *
 * @param beta β, 0 or more
 * @param logVariance ln α before training
 */
public record WeightNoiseSpec(double beta, double logVariance) implements Serializable {
    /** Beyond it, either way, ln α is cut. */
    public static final double MOST = 20;

    public WeightNoiseSpec {
        if (!(beta >= 0 && beta < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("training.regularizer.beta is " + beta + ", expected 0 or more");
        }
        if (!(Math.abs(logVariance) <= MOST)) {
            throw new IllegalArgumentException(
                    "training.regularizer.log-variance is " + logVariance + ", expected -" + MOST + " to " + MOST);
        }
    }
}
