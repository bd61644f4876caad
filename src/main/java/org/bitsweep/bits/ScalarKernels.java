package org.bitsweep.bits;

import java.util.Arrays;

/** The kernels in plain Java: the reference of the vector tier, and what runs where the Vector API does not. */
final class ScalarKernels implements Kernels {
    @Override
    public void gemm(
            int m, int n, int depth, float[] a, int rowStride, int stepStride, float[] b, int ldb, float[] c, int ldc) {
        for (int i = 0; i < m; i++) {
            int row = i * ldc;
            Arrays.fill(c, row, row + n, 0f);
            for (int k = 0; k < depth; k++) {
                float factor = a[i * rowStride + k * stepStride];
                int from = k * ldb;
                for (int j = 0; j < n; j++) {
                    c[row + j] = Math.fma(factor, b[from + j], c[row + j]);
                }
            }
        }
    }

    @Override
    public void xnorGemm(int m, int n, int bits, long[] a, long[] w, float[] y, int ldy) {
        int words = (bits + 63) >>> 6;
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                int unequal = 0;
                for (int k = 0; k < words; k++) {
                    unequal += Long.bitCount(a[i * words + k] ^ w[k * n + j]);
                }
                y[i * ldy + j] = bits - 2 * unequal;
            }
        }
    }

    @Override
    public void packSigns(int rows, int cols, float[] x, int ldx, long[] out) {
        int words = (cols + 63) >>> 6;
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < words; k++) {
                int from = r * ldx + 64 * k;
                int count = Math.min(64, cols - 64 * k);
                long word = 0;
                for (int b = 0; b < count; b++) {
                    word |= (x[from + b] > 0f ? 1L : 0L) << b;
                }
                out[r * words + k] = word;
            }
        }
    }
}
