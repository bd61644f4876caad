package org.bitsweep.info;

/**
 * Information in float weights as the divergence of a Gaussian posterior around them from a Gaussian prior around where they
 * started: {@code KL(N(w, diag(1/p)) || N(w0, λ²)) = ½ Σ ((1/p + (w - w0)²) / λ² - 1 + ln(λ² p))} (Achille and Soatto
 * 2018, "Emergence of invariance and disentanglement in deep representations"; Achille, Paolini and Soatto 2019, "Where is
 * the information in a deep neural network?"). The prior is {@code N(w0, λ²)}, independently for each weight.
 * Two choices of the precision p:
 *
 * <ul>
 *   <li><b>Fisher</b>: p = F, the diagonal of the empirical Fisher information, the mean over the training samples of the
 *       squared gradients. Infinite where a weight has F = 0, and huge where F is tiny: the posterior is then far wider
 *       than the prior.
 *   <li><b>Laplace</b>: p = N·F + 1/λ², the precision of the Laplace approximation of the posterior under that prior after
 *       N samples. Always finite; a weight that no sample depends on has the prior's variance, and no information but for
 *       how far it moved.
 * </ul>
 */
public final class GaussianWeights {
    private GaussianWeights() {}

    /**
     * With p = F.
     *
     * @param weights w and, at the same places, origins w0 and squares Σ g² over the samples
     * @param deviation λ, positive
     * @return nats; infinite if a weight has F = 0
     */
    public static double fisher(float[] weights, float[] origins, double[] squares, int samples, double deviation) {
        double nats = 0;
        for (int i = 0; i < weights.length; i++) {
            nats += squares[i] == 0
                    ? Double.POSITIVE_INFINITY
                    : divergence((double) weights[i] - origins[i], squares[i] / samples, deviation);
        }
        return nats;
    }

    /** With p = N·F + 1/λ²; see {@link #fisher} for the arguments. In nats. */
    public static double laplace(float[] weights, float[] origins, double[] squares, double deviation) {
        double nats = 0;
        for (int i = 0; i < weights.length; i++) {
            double precision = squares[i] + 1 / (deviation * deviation);
            nats += divergence((double) weights[i] - origins[i], precision, deviation);
        }
        return nats;
    }

    /** Σ (w - w0)² · N·F: the gradient form with the Fisher information's diagonal only. */
    public static double movedSquares(float[] weights, float[] origins, double[] squares) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double moved = (double) weights[i] - origins[i];
            sum += moved * moved * squares[i];
        }
        return sum;
    }

    private static double divergence(double moved, double precision, double deviation) {
        double variance = deviation * deviation;
        return 0.5 * ((1 / precision + moved * moved) / variance - 1 + StrictMath.log(variance * precision));
    }
}
