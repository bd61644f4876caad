package org.bitsweep.nn;

import org.bitsweep.bits.Factor;
import org.bitsweep.bits.Kernels;

/**
 * What flows into a layer, for every sample of a batch: floats, packed signs, or both where layers that follow need both.
 * The buffers belong to whoever writes them.
 */
final class Signal {
    private final int width;
    private final int stride;
    private final float[] floats;
    private final long[] signs;
    private final Factor factor;
    /** Whether the signs are the whole truth: values are ±1 and were not changed afterwards. */
    private boolean binary;

    private Signal(int width, float[] floats, long[] signs) {
        this.width = width;
        this.stride = Kernels.padded(width);
        this.floats = floats;
        this.signs = signs;
        this.binary = floats == null;
        this.factor = floats == null
                ? new Factor.SignRows(signs, words(width), width)
                : new Factor.Rows(floats, Kernels.padded(width));
    }

    static Signal floats(int capacity, int width) {
        return new Signal(width, new float[capacity * Kernels.padded(width)], null);
    }

    static Signal signs(int capacity, int width) {
        return new Signal(width, null, new long[capacity * words(width)]);
    }

    static Signal floatsAndSigns(int capacity, int width) {
        return new Signal(width, new float[capacity * Kernels.padded(width)], new long[capacity * words(width)]);
    }

    private static int words(int width) {
        return (width + 63) >>> 6;
    }

    /** Samples that it has room for. */
    int capacity() {
        return floats != null ? floats.length / stride : signs.length / words(width);
    }

    int width() {
        return width;
    }

    int stride() {
        return stride;
    }

    /** The values, samples x stride; null if there are only signs. */
    float[] floats() {
        return floats;
    }

    /** The packed signs, samples x words; null if there are only floats. */
    long[] packed() {
        return signs;
    }

    /** Whether the packed signs are all there is to know. */
    boolean binary() {
        return binary;
    }

    void setBinary(boolean value) {
        binary = value;
    }

    /** As the second factor of the gradient of weights: samples x width. */
    Factor factor() {
        return factor;
    }

    /** Puts the values of a sample into an array. */
    void copy(int sample, float[] values) {
        for (int j = 0; j < width; j++) {
            values[j] = value(sample, j);
        }
    }

    /** Whether any of the first samples has a value that differs from the given ones. */
    boolean differs(int samples, float[] values) {
        for (int r = 0; r < samples; r++) {
            for (int j = 0; j < width; j++) {
                if (value(r, j) != values[j]) {
                    return true;
                }
            }
        }
        return false;
    }

    /** One value. */
    float value(int sample, int unit) {
        if (floats != null) {
            return floats[sample * stride + unit];
        }
        long word = signs[sample * words(width) + (unit >>> 6)];
        return (word >>> unit & 1L) != 0 ? 1f : -1f;
    }
}
