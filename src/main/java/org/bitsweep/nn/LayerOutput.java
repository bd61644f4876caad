package org.bitsweep.nn;

/**
 * Where a layer leaves what it passes on to the next, or its logits. The arrays are live: they hold the samples of the last
 * batch, and are for reading only.
 *
 * @param kind what the values are
 * @param width values a sample
 * @param stride length of a row of {@code floats}
 * @param signs packed signs, samples x ⌈width / 64⌉ words, 1 for +1; null unless the kind is {@link Kind#SIGNS}
 * @param floats samples x stride; null if there are only signs
 * @param lowest the least value that the layer's function has, or -∞
 * @param highest the greatest, or ∞
 */
public record LayerOutput(
        Kind kind, int width, int stride, long[] signs, float[] floats, double lowest, double highest) {
    /** What a layer's values are. */
    public enum Kind {
        /** -1 or 1. */
        SIGNS,
        /** Floats of which there are finitely many: quantized, or a function of a layer whose values are. */
        LEVELS,
        /** Floats. */
        FLOATS
    }

    static LayerOutput ofSigns(Signal signal) {
        return new LayerOutput(Kind.SIGNS, signal.width(), signal.stride(), signal.packed(), signal.floats(), -1, 1);
    }

    static LayerOutput ofFloats(Signal signal, Activation activation, boolean quantized) {
        return new LayerOutput(
                quantized ? Kind.LEVELS : Kind.FLOATS,
                signal.width(),
                signal.stride(),
                null,
                signal.floats(),
                activation.lowest(),
                activation.highest());
    }

    static LayerOutput ofLogits(int width, int stride, float[] logits, boolean discrete) {
        return new LayerOutput(
                discrete ? Kind.LEVELS : Kind.FLOATS,
                width,
                stride,
                null,
                logits,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY);
    }
}
