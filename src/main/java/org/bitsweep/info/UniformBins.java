package org.bitsweep.info;

/**
 * Bins of equal width that make floats discrete (Shwartz-Ziv and Tishby 2017; Saxe et al. 2018, "On the information
 * bottleneck theory of deep learning"): bin {@code ⌊(x - low) · (bins / (high - low))⌋}, values outside in the nearest
 * bin. All values are in bin 0 if the range is empty. The information that is found depends on them: of a continuous
 * layer it is infinite, and grows with every halving of the width by up to a bit a unit.
 */
public record UniformBins(int bins, double low, double high) {
    /** Where bins lie. */
    public enum Range {
        /** From the least to the greatest value of all float layers. */
        GLOBAL,
        /** From the least to the greatest value of the layer. */
        LAYER,
        /**
         * Over all values that the layer's function has: -1 to 1, or 0 to 1. Where that is not bounded (the upper end of
         * ReLU, both of logits), the layer's own least or greatest value.
         */
        ACTIVATION
    }

    /** The most bins that are accepted. */
    public static final int MOST = 65_536;

    public UniformBins {
        if (bins < 2 || bins > MOST) {
            throw new IllegalArgumentException("bins are " + bins + ", expected 2 to " + MOST);
        }
    }

    /** The bin of a value. */
    public int of(float x) {
        return bin(x, low, perUnit(), bins - 1);
    }

    /** Bins in a range of 1; 0 for an empty range. */
    private double perUnit() {
        return high > low ? bins / (high - low) : 0;
    }

    /** The conversion cuts towards 0, which is bin 0 on both sides, and bounds what an int cannot hold. */
    private static int bin(float x, double low, double perUnit, int last) {
        return Math.max(0, Math.min(last, (int) ((x - low) * perUnit)));
    }

    /** Units that share a word of a packed state. */
    private int unitsPerWord() {
        return Long.SIZE / (Integer.SIZE - Integer.numberOfLeadingZeros(bins - 1));
    }

    /** Words of a packed state of a layer. */
    int words(int width) {
        return (width + unitsPerWord() - 1) / unitsPerWord();
    }

    /** Packs the bins of {@code patterns x width} values into {@code patterns x words(width)} words. */
    void pack(float[] values, int patterns, int width, long[] packed) {
        double perUnit = perUnit();
        int perWord = unitsPerWord();
        int bits = Long.SIZE / perWord;
        int at = 0;
        int word = 0;
        for (int p = 0; p < patterns; p++) {
            for (int from = 0; from < width; from += perWord) {
                long state = 0;
                for (int u = Math.min(from + perWord, width); u > from; u--) {
                    state = state << bits | bin(values[at + u - 1], low, perUnit, bins - 1);
                }
                packed[word++] = state;
            }
            at += width;
        }
    }
}
