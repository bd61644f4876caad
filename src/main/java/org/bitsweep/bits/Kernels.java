package org.bitsweep.bits;

/**
 * The inner loops of training. There are two tiers, {@link ScalarKernels} and {@link VectorKernels}, and they give the
 * same bits: an output element is one chain of fused multiply-adds in the order of {@code k}, started from +0; vector
 * lanes hold different outputs, never parts of one sum.
 *
 * <p>No kernel checks its arguments: callers own the shapes. Rows of {@code b}, {@code c} and {@code y} are padded to a
 * multiple of {@link #LANES} elements, and kernels write the padding of their output too.
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
     * Float product: {@code c[i·ldc + j] = Σ_k a[i·rowStride + k·stepStride] · b[k·ldb + j]}, for i &lt; m, k &lt; depth
     * and j &lt; n, with n a multiple of {@link #LANES}. The two strides of {@code a} make one kernel serve the plain
     * product and the one with a transposed first factor.
     */
    void gemm(
            int m, int n, int depth, float[] a, int rowStride, int stepStride, float[] b, int ldb, float[] c, int ldc);

    /**
     * Binary product of ±1 values: {@code y[i·ldy + j] = bits - 2·popcount(a_i xor w_j)}, exact in float.
     *
     * @param m rows of {@code a}
     * @param n columns of {@code y}, a multiple of {@link #LANES}
     * @param bits length of a row in bits; bits beyond it must be equal (0) in both factors
     * @param a m x words packed rows
     * @param w words x n packed columns: word {@code k} of output {@code j} is at {@code k·n + j}
     */
    void xnorGemm(int m, int n, int bits, long[] a, long[] w, float[] y, int ldy);

    /**
     * Packs signs: bit {@code c} of row {@code r} of {@code out} is 1 where {@code x[r·ldx + c] > 0}, else 0 (zero,
     * negative, NaN).
     *
     * @param ldx row length of {@code x}, a multiple of {@link #LANES}
     * @param out rows x ⌈cols / 64⌉ words, bits beyond {@code cols} set to 0
     */
    void packSigns(int rows, int cols, float[] x, int ldx, long[] out);
}
