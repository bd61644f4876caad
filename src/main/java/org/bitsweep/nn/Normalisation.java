package org.bitsweep.nn;

/** What stands between a layer's products and its activation: batch normalisation, or a bias. */
sealed interface Normalisation permits BatchNorm, Bias {
    /** Training mode: z receives the result; y is kept as {@link #backward} needs it. */
    void forward(int rows, float[] y, float[] z);

    /** What it is in evaluation mode. */
    Affine evaluation();

    /**
     * Replaces g, the gradient of z, by that of y, and computes the gradients of the own parameters.
     *
     * @param y what {@link #forward} left there
     */
    void backward(int rows, float[] y, float[] g);

    /** Replaces g, the gradient of z after {@link #evaluation}, by that of y. */
    void backwardInEvaluation(int rows, float[] g);

    /** Updates the own parameters. */
    void update();

    /** {@code z = y · factor + offset} by column; the arrays are live and padded. */
    record Affine(float[] factor, float[] offset) {}

    /** The own parameters and running statistics, live. */
    float[][] tensors();
}
