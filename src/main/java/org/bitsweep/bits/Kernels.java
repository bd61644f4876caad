package org.bitsweep.bits;

/**
 * The inner loops of training. There are two tiers, {@link ScalarKernels} and {@link VectorKernels}, and they give the
 * same bits: an output element is one chain of fused multiply-adds in the order of {@code k}, started from +0; vector
 * lanes hold different outputs, never parts of one sum.
 *
 * <p>No kernel checks its arguments: callers own the shapes. Rows of float matrices are padded to a multiple of
 * {@link #LANES} elements; the padding of what a product reads holds 0 and so does the padding of what it writes.
 */
public sealed interface Kernels permits ScalarKernels, VectorKernels {
    /** Padding of rows, in elements: the lanes of the widest vector (512 bits of 32). */
    int LANES = 16;

    /** The kernels of this JVM's tier. */
    static Kernels best() {
        return Tier.selected().kernels();
    }

    /** {@code columns} rounded up to the padding. */
    static int padded(int columns) {
        return (columns + LANES - 1) & -LANES;
    }

    /**
     * Float product: {@code c[i·ldc + j] = Σ_k a[i·lda + k] · b(k, j)}, for i &lt; m, k &lt; depth and j &lt; n.
     *
     * @param n columns of {@code c}, a multiple of {@link #LANES}
     */
    void gemm(int m, int n, int depth, float[] a, int lda, Factor b, float[] c, int ldc, Scratch scratch);

    /**
     * Float product with a transposed first factor: {@code c[i·ldc + j] = Σ_k a[k·lda + i] · b(k, j)}, for
     * from &lt;= i &lt; to.
     *
     * @param n columns of {@code c}, a multiple of {@link #LANES}
     */
    void gemmTransposed(
            int from, int to, int n, int depth, float[] a, int lda, Factor b, float[] c, int ldc, Scratch scratch);

    /**
     * Binary product of ±1 values: {@code y[i·ldy + j] = bits - 2·popcount(a_i xor w_j)}, exact in float, and 0 for
     * outputs &lt;= j &lt; padded(outputs).
     *
     * @param m rows of {@code a} and of {@code y}
     * @param bits length of a row in bits; bits beyond it must be equal (0) in both factors
     * @param a m x words packed rows
     * @param w outputs x words packed rows
     */
    void xnorGemm(int m, int outputs, int bits, long[] a, long[] w, float[] y, int ldy, Scratch scratch);

    /**
     * Packs signs: bit {@code c} of row {@code r} of {@code out} is 1 where {@code x[r·ldx + c] > 0}, else 0, for
     * from &lt;= r &lt; to. That of a NaN is the opposite of its own sign bit.
     *
     * @param ldx row length of {@code x}, a multiple of {@link #LANES}
     * @param out rows x ⌈cols / 64⌉ words, bits beyond {@code cols} set to 0
     * @param flips receives the bits of {@code out} that change; may be null
     */
    void packSigns(int from, int to, int cols, float[] x, int ldx, long[] out, Flips flips);

    /**
     * Packs the signs of a product with signs, scaled and shifted by column: what {@link #gemm}, {@link #affine} and
     * {@link #packSigns} give, bit for bit, unless there is a NaN in {@code a}.
     *
     * @param n columns of the product
     * @param factor of each column, padded
     * @param offset of each column, padded
     * @param spare m x padded(n), overwritten or not
     * @param out m x ⌈n / 64⌉ words
     */
    default void packProductSigns(
            int m,
            int n,
            int depth,
            float[] a,
            int lda,
            Factor.SignColumns b,
            float[] factor,
            float[] offset,
            float[] spare,
            long[] out,
            Scratch scratch) {
        int stride = padded(n);
        gemm(m, stride, depth, a, lda, b, spare, stride, scratch);
        affine(m, stride, spare, spare, factor, offset);
        packSigns(0, m, n, spare, stride, out, null);
    }

    /**
     * Batch normalisation in training (Ioffe and Szegedy 2015, algorithm 1), column by column; every sum is one chain in
     * the order of the rows. {@code y} is replaced by ŷ = (y - mean) / √(variance + ε), {@code z} receives
     * {@code scale · ŷ + shift}.
     *
     * @param stride columns of all arrays, a multiple of {@link #LANES}
     * @param mean receives the mean of each column
     * @param variance receives the biased variance of each column
     * @param inverse receives 1 / √(variance + ε)
     */
    void normalise(
            int rows,
            int stride,
            float[] y,
            float[] z,
            float epsilon,
            float[] scale,
            float[] shift,
            float[] mean,
            float[] variance,
            float[] inverse);

    /**
     * The gradient of {@link #normalise}: {@code g}, the gradient of z, is replaced by that of y,
     * {@code scale · inverse · (g - mean(g) - ŷ · mean(g · ŷ))}.
     *
     * @param normalised what {@link #normalise} left in {@code y}
     * @param scaleGradient receives Σ g · ŷ of each column
     * @param shiftGradient receives Σ g of each column
     */
    void normaliseBackward(
            int rows,
            int stride,
            float[] normalised,
            float[] g,
            float[] scale,
            float[] inverse,
            float[] scaleGradient,
            float[] shiftGradient);

    /** {@code z[r·stride + j] = y[r·stride + j] · factor[j] + offset[j]}; z may be y. */
    void affine(int rows, int stride, float[] y, float[] z, float[] factor, float[] offset);

    /** Sums of columns, each one chain in the order of the rows. */
    void columnSums(int rows, int stride, float[] x, float[] sums);

    /** One update of {@code p[from .. to - 1]} by Adam or AdamW; the moments m and v are updated too. */
    void adam(int from, int to, float[] p, float[] g, float[] m, float[] v, AdamCoefficients step);

    /**
     * One update of {@code p[from .. to - 1]} by gradient descent: {@code m = momentum · m + g + decay · p}, then
     * {@code p = p - rate · m}.
     */
    void descend(int from, int to, float[] p, float[] g, float[] m, float rate, float momentum, float decay);

    /** {@code y[i] = function(x[i])} for i &lt; n, a multiple of {@link #LANES}; y may be x. */
    void apply(Function function, int n, float[] x, float[] y);

    /** Lowers {@code ends[0]} to the least of {@code x[0 .. n - 1]} and raises {@code ends[1]} to the greatest. */
    void extend(int n, float[] x, float[] ends);

    /**
     * Rounds to multiples of a step, half to even: {@code y[i] = step · round(min(max(x[i] / step, least), most))} for
     * i &lt; n, a multiple of {@link #LANES}; never -0; y may be x.
     *
     * @param least a whole number of steps, of a magnitude of at most 2^22
     * @param most likewise
     */
    void quantize(int n, float[] x, float[] y, float step, float least, float most);

    /** Sets {@code inside[i]} to -1 where {@code low <= x[i] <= high}, else to 0, for i &lt; n, a multiple of LANES. */
    void markInside(int n, float[] x, float low, float high, int[] inside);

    /** Sets {@code g[i]} to 0 where {@code inside[i]} is 0, for i &lt; n, a multiple of {@link #LANES}. */
    void keepInside(int n, int[] inside, float[] g);

    /** {@code g[i] = g[i] · slope(x[i])} for from &lt;= i &lt; to, both multiples of {@link #LANES}. */
    void scaleBySlope(Slope slope, int from, int to, float[] x, float[] g);
}
