package org.bitsweep.nn;

import java.util.List;
import java.util.OptionalDouble;
import org.bitsweep.bits.Rng;
import org.bitsweep.data.Samples;

/** A network in training, to look at. */
public interface NetworkView {
    /** Its layers, from input to output. */
    List<LayerView> layers();

    /**
     * What each layer passes on, from input to output; the last one's are the logits. Tables of an embedding, which come
     * first among the {@link #layers}, pass on nothing by themselves.
     */
    List<LayerOutput> outputs();

    /**
     * Passes samples through the network in evaluation mode, batch by batch. Changes nothing that is trained, but the
     * activations of the last batch are gone.
     *
     * @param samples of as many features as the network has inputs
     */
    void forward(Samples samples, ForwardListener listener);

    /**
     * Sums over samples what the gradients of their losses say, in evaluation mode. Changes nothing that is trained, but the
     * activations of the last batch are gone.
     *
     * @param samples of as many features as the network has inputs
     * @param origins for each layer the w0 of its weights, outputs x inputs, row-major; may be null for binarized layers
     * @throws UnsupportedOperationException if the inputs are looked up in an embedding
     */
    SampleGradients sampleGradients(Samples samples, List<float[]> origins);

    /**
     * The sharpness of a minimum: the largest eigenvalue of the Hessian of the mean loss of samples by all trained
     * parameters, in evaluation mode. Changes nothing that is trained, but the activations of the last batch are gone.
     *
     * @param samples of as many features as the network has inputs
     * @param start draws the first direction
     * @param most Hessian-vector products
     * @param tolerance residual at which to stop, as a share of the eigenvalue
     * @throws UnsupportedOperationException if the loss has no second derivative (signs, quantized activations), batches are
     *     normalised, or weights are noisy
     */
    Sharpness sharpness(Samples samples, Rng start, int most, double tolerance);

    /**
     * The divergence of a layer's noisy weights from the {@linkplain LogUniformPrior log-uniform prior}, in nats; empty if
     * its weights have no noise.
     *
     * @param layer its index among the {@link #layers}
     */
    OptionalDouble noiseNats(int layer);
}
