package org.bitsweep.nn;

import org.bitsweep.bits.Function;
import org.bitsweep.bits.Kernels;

/**
 * The divergence of a weight with multiplicative Gaussian noise of variance α, N(θ, αθ²), from the log-uniform prior
 * {@code p(ln |w|) = const}. It depends on α only, and has no closed form; this is the approximation of Molchanov, Ashukha
 * and Vetrov 2017, "Variational dropout sparsifies deep neural networks", equation 14:
 *
 * <p>{@code KL ≈ k1 - k1 σ(k2 + k3 ln α) + ½ ln(1 + 1/α)} nats, k1 = 0.63576, k2 = 1.87320, k3 = 1.48695.
 *
 * <p>The prior is improper, so that KL has an arbitrary constant: it is chosen to be 0 for infinite noise.
 */
public final class LogUniformPrior {
    private static final double K1 = 0.63576;
    private static final double K2 = 1.87320;
    private static final double K3 = 1.48695;

    private LogUniformPrior() {}

    /** The divergence in nats of one weight with a noise of ln α. */
    public static double nats(double logAlpha) {
        double sigmoid = 1 / (1 + StrictMath.exp(-(K2 + K3 * logAlpha)));
        double tail = StrictMath.log1p(StrictMath.exp(-Math.abs(logAlpha))) + Math.max(0, -logAlpha);
        return K1 - K1 * sigmoid + 0.5 * tail;
    }

    /**
     * The derivative of {@link #nats} by ln α, {@code -k1 k3 σ(1 - σ) - ½ σ(-ln α)}, of many.
     *
     * @param n a multiple of {@link Kernels#LANES}
     * @param scratch as long
     */
    static void slopes(Kernels kernels, int n, float[] logAlpha, float[] slopes, float[] scratch) {
        for (int i = 0; i < n; i++) {
            slopes[i] = Math.fma((float) K3, logAlpha[i], (float) K2);
            scratch[i] = -logAlpha[i];
        }
        kernels.apply(Function.SIGMOID, n, slopes, slopes);
        kernels.apply(Function.SIGMOID, n, scratch, scratch);
        for (int i = 0; i < n; i++) {
            slopes[i] = -(float) (K1 * K3) * slopes[i] * (1f - slopes[i]) - 0.5f * scratch[i];
        }
    }
}
