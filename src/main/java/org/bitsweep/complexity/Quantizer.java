package org.bitsweep.complexity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bitsweep.bits.BitMatrix;

/**
 * Uniform affine quantization of one tensor (arXiv 2605.15551): {@code q = clamp(round((w - low) / step), 0, 2^b - 1)} with
 * {@code step = (high - low) / (2^b - 1)}, halves rounded to even. All in double precision. Where all weights are equal,
 * q is 0.
 *
 * @param bits b, 1 to 16
 * @param range what low and high are
 */
public record Quantizer(int bits, Range range) {
    private static final int MOST_BITS = 16;
    private static final double CLIPPED = 0.0005;

    /** The range that the levels divide. */
    public enum Range {
        /** From the least to the greatest weight. */
        MIN_MAX,
        /** From the 0.05 % to the 99.95 % quantile (linear interpolation, type 7 of Hyndman and Fan 1996). */
        PERCENTILE
    }

    public Quantizer {
        if (bits < 1 || bits > MOST_BITS) {
            throw new IllegalArgumentException(bits + " bits a weight, expected 1 to " + MOST_BITS);
        }
    }

    /**
     * The level of each weight.
     *
     * @throws IllegalArgumentException if there is no weight, or one that is not finite
     */
    public int[] levels(double[] weights) {
        if (weights.length == 0) {
            throw new IllegalArgumentException("there are no weights to quantize");
        }
        for (int i = 0; i < weights.length; i++) {
            if (Double.isNaN(weights[i]) || Double.isInfinite(weights[i])) {
                throw new IllegalArgumentException("weight " + i + " is " + weights[i]);
            }
        }
        double low;
        double high;
        if (range == Range.PERCENTILE) {
            double[] sorted = weights.clone();
            Arrays.sort(sorted);
            low = quantile(sorted, CLIPPED);
            high = quantile(sorted, 1 - CLIPPED);
        } else {
            low = Arrays.stream(weights).min().getAsDouble();
            high = Arrays.stream(weights).max().getAsDouble();
        }
        int top = (1 << bits) - 1;
        double step = (high - low) / top;
        int[] levels = new int[weights.length];
        if (step == 0) {
            return levels;
        }
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (int) Math.max(0, Math.min(top, Math.rint((weights[i] - low) / step)));
        }
        return levels;
    }

    private static double quantile(double[] sorted, double p) {
        double place = (sorted.length - 1) * p;
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** The bit planes of levels in matrix layout, the plane of the least bit first. */
    public List<BitMatrix> planes(int[] levels, int rows, int cols) {
        List<BitMatrix> planes = new ArrayList<>();
        for (int bit = 0; bit < bits; bit++) {
            BitMatrix plane = new BitMatrix(rows, cols);
            for (int row = 0; row < rows; row++) {
                int word = row * plane.wordsPerRow();
                for (int col = 0; col < cols; col++) {
                    plane.words()[word + (col >>> 6)] |= (long) (levels[row * cols + col] >>> bit & 1) << col;
                }
            }
            planes.add(plane);
        }
        return planes;
    }
}
