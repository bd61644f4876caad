package org.bitsweep.info;

/** Information in binarized weights, given where they started. */
public final class SignInformation {
    private static final double LN_2 = StrictMath.log(2);

    private SignInformation() {}

    /**
     * Bits of a code for which signs flipped, given the initial signs: the number k of flips, uniform on 0 .. n, then which
     * of the sets of that size, {@code log2(n + 1) + log2 C(n, k)} (enumerative coding: Cover 1973; with that prior it is
     * the Bayesian code of a Bernoulli sequence under a uniform prior for its rate).
     */
    public static double flipCode(long weights, long flips) {
        require(weights, flips);
        long few = Math.min(flips, weights - flips);
        double nats = StrictMath.log(weights + 1.0);
        for (long i = 1; i <= few; i++) {
            nats += StrictMath.log((weights - few + i) / (double) i);
        }
        return nats / LN_2;
    }

    /**
     * Bits of the signs given the initial ones if each had flipped independently with the frequency k/n that was found:
     * {@code n h(k/n)}, h the binary entropy. Less than any code that has to tell the rate.
     */
    public static double flipEntropy(long weights, long flips) {
        require(weights, flips);
        return weights == 0 ? 0 : weights * (term((double) flips / weights) + term(1 - (double) flips / weights));
    }

    /**
     * The divergence of a mean-field posterior from fair coins, {@code KL(Bernoulli(σ(2w/s)) || Bernoulli(1/2))}: a weight of
     * ±1 with the mean tanh(w/s), natural parameter w/s (Shayer, Levi and Fetaya 2018, "Learning discrete weights using the
     * local reparameterization trick"; Meng, Bachmann and Khan 2020, "Training binary neural networks using the Bayesian
     * learning rule"). Far from 0 it is one bit, at 0 none.
     *
     * @param weight the latent weight w
     * @param scale s, positive
     * @return nats
     */
    public static double meanField(double weight, double scale) {
        double a = 2 * Math.abs(weight) / scale;
        double t = StrictMath.exp(-a);
        // With p = 1 / (1 + t): ln 2 + p ln p + (1 - p) ln (1 - p), in which nothing overflows.
        double entropy = StrictMath.log1p(t) + (t == 0 ? 0 : a * t / (1 + t));
        return LN_2 - entropy;
    }

    private static double term(double p) {
        return p == 0 ? 0 : -p * StrictMath.log(p) / LN_2;
    }

    private static void require(long weights, long flips) {
        if (flips < 0 || flips > weights) {
            throw new IllegalArgumentException(flips + " of " + weights + " signs flipped, expected 0 to " + weights);
        }
    }
}
