package org.bitsweep.nn;

import java.util.List;

/**
 * The gradients of the losses of single samples by the latent weights of float and quantized layers, in evaluation mode,
 * surrogates included. A binarized layer has none.
 *
 * @param samples number of samples, N
 * @param squares for each layer Σ g², over the samples, of every weight: outputs x inputs, row-major; null for a binarized
 *     layer. Divided by N, it is the diagonal of the empirical Fisher information, if the loss is a cross-entropy.
 * @param projections for each layer Σ ((w - w0) · g)², over the samples, with the inner product over its weights; 0 for a
 *     binarized layer. It is (w - w0)ᵀ N F (w - w0) with the whole empirical Fisher information: the gradient form of the
 *     information in weights (Wang et al. 2022, "PAC-Bayes information bottleneck").
 * @param projection the same with the inner product over the weights of all such layers
 */
public record SampleGradients(int samples, List<double[]> squares, double[] projections, double projection) {}
