package org.bitsweep.info;

import org.bitsweep.nn.LayerOutput;

/** What one layer passes on for each of N patterns, collected batch by batch. */
final class LayerStates {
    private final LayerOutput output;
    private final int patterns;
    /** Packed states, N x stride words; of floats there are none. */
    private final long[] packed;

    private final int stride;
    /** N x width; null unless the values are floats. */
    private final float[] floats;

    LayerStates(LayerOutput output, int patterns) {
        this.output = output;
        this.patterns = patterns;
        this.stride = switch (output.kind()) {
            case SIGNS -> (output.width() + 63) >>> 6;
            case LEVELS -> (output.width() + 1) >>> 1;
            case FLOATS -> 0;
        };
        this.packed = new long[Math.multiplyExact(patterns, stride)];
        this.floats = output.kind() == LayerOutput.Kind.FLOATS
                ? new float[Math.multiplyExact(patterns, output.width())]
                : null;
    }

    /** Takes the rows of the output's batch as patterns {@code first} and following. */
    void collect(int first, int rows) {
        switch (output.kind()) {
            case SIGNS -> System.arraycopy(output.signs(), 0, packed, first * stride, rows * stride);
            case LEVELS -> {
                for (int r = 0; r < rows; r++) {
                    packLevels(r * output.stride(), (first + r) * stride);
                }
            }
            case FLOATS -> {
                for (int r = 0; r < rows; r++) {
                    System.arraycopy(
                            output.floats(), r * output.stride(), floats, (first + r) * output.width(), output.width());
                }
            }
        }
    }

    /** Two values a word, by the bits of their floats. */
    private void packLevels(int row, int word) {
        float[] values = output.floats();
        for (int u = 0; u < output.width(); u += 2) {
            long low = bits(values[row + u]);
            long high = u + 1 < output.width() ? bits(values[row + u + 1]) : 0;
            packed[word++] = high << 32 | low;
        }
    }

    /** Adding 0 turns -0 into 0, which is the same level. */
    private static long bits(float value) {
        return Float.floatToIntBits(value + 0f) & 0xffffffffL;
    }

    LayerOutput output() {
        return output;
    }

    boolean isFloat() {
        return floats != null;
    }

    /** The values of a layer of floats, N x width. */
    float[] floats() {
        return floats;
    }

    /** Numbers the states of a layer whose values are discrete. */
    int number(StateTable table, int[] numbers) {
        return output.kind() == LayerOutput.Kind.SIGNS && output.width() <= StateTable.FEW_BITS
                ? table.numberFew(packed, output.width(), patterns, numbers)
                : table.number(packed, stride, patterns, numbers);
    }

    /** Numbers the states of a layer of floats by their bins. */
    int number(UniformBins bins, StateTable table, int[] numbers) {
        int words = bins.words(output.width());
        long[] binned = new long[Math.multiplyExact(patterns, words)];
        bins.pack(floats, patterns, output.width(), binned);
        return table.number(binned, words, patterns, numbers);
    }

    /** From the least to the greatest value of a layer of floats. */
    Extent extent() {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : floats) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return new Extent(low, high);
    }

    /** The ends of the values of the layer's function, and where there are none, its own least or greatest value. */
    Extent range() {
        double lowest = output.lowest();
        double highest = output.highest();
        if (Double.isFinite(lowest) && Double.isFinite(highest)) {
            return new Extent(lowest, highest);
        }
        Extent own = extent();
        return new Extent(
                Double.isInfinite(lowest) ? own.low : lowest, Double.isInfinite(highest) ? own.high : highest);
    }

    /** From a least to a greatest value. */
    record Extent(double low, double high) {
        Extent and(Extent other) {
            return new Extent(Math.min(low, other.low), Math.max(high, other.high));
        }
    }
}
