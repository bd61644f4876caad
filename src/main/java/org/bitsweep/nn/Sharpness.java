package org.bitsweep.nn;

/**
 * The largest eigenvalue of the Hessian of a loss, and how well it is known.
 *
 * @param eigenvalue the estimate: the Rayleigh quotient of the last direction
 * @param residual ‖Hv - λv‖ of that direction v, of length 1: an eigenvalue of H lies within that distance of the estimate
 * @param products Hessian-vector products that it took
 */
public record Sharpness(double eigenvalue, double residual, int products) {}
