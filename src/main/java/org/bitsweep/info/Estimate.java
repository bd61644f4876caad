package org.bitsweep.info;

import org.bitsweep.complexity.Log2;

/**
 * One estimated information with what it rests on.
 *
 * @param bits the value
 * @param samples number of patterns, N
 * @param width units of the layer
 * @param saturated whether the layer's plug-in entropy is within 5 % of log2 N, the most that N patterns can show: the
 *     value then tells of the number of patterns and not of the layer (Nothnagel and Geiger 2026, "Information Plane
 *     Analysis of Binary Neural Networks", arXiv:2605.03636)
 */
public record Estimate(Estimator estimator, double bits, int samples, int width, boolean saturated) {
    /** Share of log2 N from which a plug-in entropy counts as saturated. */
    public static final double SATURATION = 0.95;

    /** Whether a plug-in entropy of N patterns is saturated. */
    public static boolean saturated(double entropy, int samples) {
        return entropy >= SATURATION * Log2.of(samples);
    }
}
