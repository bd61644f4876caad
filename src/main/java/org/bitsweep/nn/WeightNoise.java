package org.bitsweep.nn;

import org.bitsweep.bits.Rng;

/**
 * Noise on the weights of one training.
 *
 * @param share β / N: what a nat of divergence costs
 * @param logVariance ln α before training
 * @param rng draws the noise
 */
record WeightNoise(double share, double logVariance, Rng rng) {}
