package org.bitsweep.data;

/**
 * Resizes one image after another with the separable triangle filter of Pillow's {@code Image.resize(size, BILINEAR)}
 * ({@code src/libImaging/Resample.c}, {@code precompute_coeffs}): horizontally, then vertically; centre of output i at
 * (i + 0.5) * scale; support max(1, scale), so that no input pixel is skipped when the image shrinks; weights
 * normalised. As in Pillow's mode F, sums are in double and both passes store floats. Not thread-safe: it reuses a
 * buffer.
 */
final class TriangleResize {
    /** For each output i: input pixels {@code first[i] ...} with the weights {@code weights[i]}. */
    private record Axis(int[] first, double[][] weights) {
        static Axis of(int in, int out) {
            double scale = (double) in / out;
            double support = Math.max(1.0, scale);
            int[] first = new int[out];
            double[][] weights = new double[out][];
            for (int i = 0; i < out; i++) {
                double centre = (i + 0.5) * scale;
                first[i] = Math.max(0, (int) (centre - support + 0.5));
                int end = Math.min(in, (int) (centre + support + 0.5));
                weights[i] = triangle(first[i], end, centre, support);
            }
            return new Axis(first, weights);
        }

        private static double[] triangle(int first, int end, double centre, double support) {
            double[] weights = new double[end - first];
            double total = 0;
            for (int x = 0; x < weights.length; x++) {
                weights[x] = Math.max(0.0, 1.0 - Math.abs(x + first + 0.5 - centre) / support);
                total += weights[x];
            }
            for (int x = 0; x < weights.length; x++) {
                weights[x] /= total;
            }
            return weights;
        }
    }

    private final int height;
    private final int width;
    private final int newHeight;
    private final int newWidth;
    private final Axis rows;
    private final Axis columns;
    private final float[] narrowed;

    TriangleResize(int height, int width, int newHeight, int newWidth) {
        this.height = height;
        this.width = width;
        this.newHeight = newHeight;
        this.newWidth = newWidth;
        this.rows = Axis.of(height, newHeight);
        this.columns = Axis.of(width, newWidth);
        this.narrowed = new float[height * newWidth];
    }

    /** Resizes the image that starts at {@code in[inStart]} into {@code out[outStart] ...}, both row-major. */
    void apply(float[] in, int inStart, float[] out, int outStart) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < newWidth; x++) {
                int start = inStart + y * width + columns.first[x];
                narrowed[y * newWidth + x] = weightedSum(in, start, 1, columns.weights[x]);
            }
        }
        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                int start = rows.first[y] * newWidth + x;
                out[outStart + y * newWidth + x] = weightedSum(narrowed, start, newWidth, rows.weights[y]);
            }
        }
    }

    private static float weightedSum(float[] values, int start, int stride, double[] weights) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += values[start + k * stride] * weights[k];
        }
        return (float) sum;
    }
}
