package org.bitsweep.bits;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The kernels on the Vector API, lanes over outputs, several outputs in registers. */
final class VectorKernels implements Kernels {
    private static final VectorSpecies<Float> FLOATS = VectorWidth.floats();
    private static final VectorSpecies<Long> LONGS = VectorWidth.longs();
    private static final int FLOAT_LANES = FLOATS.length();
    private static final int LONG_LANES = LONGS.length();

    /** Came with JDK 19. Without it the compiled scalar loop, which uses the popcnt instruction, is the fastest. */
    private static final VectorOperators.Unary BIT_COUNT = bitCount();

    private final ScalarKernels scalar = new ScalarKernels();

    private static VectorOperators.Unary bitCount() {
        try {
            return (VectorOperators.Unary)
                    VectorOperators.class.getField("BIT_COUNT").get(null);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    @Override
    public void gemm(
            int m, int n, int depth, float[] a, int rowStride, int stepStride, float[] b, int ldb, float[] c, int ldc) {
        int i = 0;
        for (; i + 4 <= m; i += 4) {
            int j = 0;
            for (; j + 2 * FLOAT_LANES <= n; j += 2 * FLOAT_LANES) {
                tile4x2(depth, a, i * rowStride, rowStride, stepStride, b, j, ldb, c, i * ldc + j, ldc);
            }
            for (; j < n; j += FLOAT_LANES) {
                for (int r = i; r < i + 4; r++) {
                    tile1x1(depth, a, r * rowStride, stepStride, b, j, ldb, c, r * ldc + j);
                }
            }
        }
        for (; i < m; i++) {
            for (int j = 0; j < n; j += FLOAT_LANES) {
                tile1x1(depth, a, i * rowStride, stepStride, b, j, ldb, c, i * ldc + j);
            }
        }
    }

    /** Four rows by two vectors: eight independent chains hide the latency of the multiply-add. */
    private static void tile4x2(
            int depth,
            float[] a,
            int a0,
            int rowStride,
            int stepStride,
            float[] b,
            int b0,
            int ldb,
            float[] c,
            int c0,
            int ldc) {
        FloatVector s00 = FloatVector.zero(FLOATS);
        FloatVector s01 = s00;
        FloatVector s10 = s00;
        FloatVector s11 = s00;
        FloatVector s20 = s00;
        FloatVector s21 = s00;
        FloatVector s30 = s00;
        FloatVector s31 = s00;
        int a1 = a0 + rowStride;
        int a2 = a1 + rowStride;
        int a3 = a2 + rowStride;
        for (int k = 0; k < depth; k++) {
            FloatVector x0 = FloatVector.fromArray(FLOATS, b, b0);
            FloatVector x1 = FloatVector.fromArray(FLOATS, b, b0 + FLOAT_LANES);
            FloatVector f = FloatVector.broadcast(FLOATS, a[a0]);
            s00 = f.fma(x0, s00);
            s01 = f.fma(x1, s01);
            f = FloatVector.broadcast(FLOATS, a[a1]);
            s10 = f.fma(x0, s10);
            s11 = f.fma(x1, s11);
            f = FloatVector.broadcast(FLOATS, a[a2]);
            s20 = f.fma(x0, s20);
            s21 = f.fma(x1, s21);
            f = FloatVector.broadcast(FLOATS, a[a3]);
            s30 = f.fma(x0, s30);
            s31 = f.fma(x1, s31);
            a0 += stepStride;
            a1 += stepStride;
            a2 += stepStride;
            a3 += stepStride;
            b0 += ldb;
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + FLOAT_LANES);
        c0 += ldc;
        s10.intoArray(c, c0);
        s11.intoArray(c, c0 + FLOAT_LANES);
        c0 += ldc;
        s20.intoArray(c, c0);
        s21.intoArray(c, c0 + FLOAT_LANES);
        c0 += ldc;
        s30.intoArray(c, c0);
        s31.intoArray(c, c0 + FLOAT_LANES);
    }

    private static void tile1x1(
            int depth, float[] a, int a0, int stepStride, float[] b, int b0, int ldb, float[] c, int c0) {
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int k = 0; k < depth; k++) {
            sum = FloatVector.broadcast(FLOATS, a[a0]).fma(FloatVector.fromArray(FLOATS, b, b0), sum);
            a0 += stepStride;
            b0 += ldb;
        }
        sum.intoArray(c, c0);
    }

    @Override
    public void xnorGemm(int m, int n, int bits, long[] a, long[] w, float[] y, int ldy) {
        if (BIT_COUNT == null) {
            scalar.xnorGemm(m, n, bits, a, w, y, ldy);
            return;
        }
        int words = (bits + 63) >>> 6;
        long[] counts = new long[4 * LONG_LANES];
        for (int i = 0; i < m; i++) {
            int j = 0;
            for (; j + 4 * LONG_LANES <= n; j += 4 * LONG_LANES) {
                countUnequal4(words, a, i * words, w, j, n, counts);
                for (int lane = 0; lane < 4 * LONG_LANES; lane++) {
                    y[i * ldy + j + lane] = bits - 2 * (int) counts[lane];
                }
            }
            for (; j < n; j += LONG_LANES) {
                countUnequal1(words, a, i * words, w, j, n, counts);
                for (int lane = 0; lane < LONG_LANES; lane++) {
                    y[i * ldy + j + lane] = bits - 2 * (int) counts[lane];
                }
            }
        }
    }

    private static void countUnequal4(int words, long[] a, int a0, long[] w, int w0, int n, long[] counts) {
        LongVector s0 = LongVector.zero(LONGS);
        LongVector s1 = s0;
        LongVector s2 = s0;
        LongVector s3 = s0;
        for (int k = 0; k < words; k++) {
            LongVector x = LongVector.broadcast(LONGS, a[a0 + k]);
            s0 = s0.add(x.lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, w, w0))
                    .lanewise(BIT_COUNT));
            s1 = s1.add(x.lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, w, w0 + LONG_LANES))
                    .lanewise(BIT_COUNT));
            s2 = s2.add(x.lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, w, w0 + 2 * LONG_LANES))
                    .lanewise(BIT_COUNT));
            s3 = s3.add(x.lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, w, w0 + 3 * LONG_LANES))
                    .lanewise(BIT_COUNT));
            w0 += n;
        }
        s0.intoArray(counts, 0);
        s1.intoArray(counts, LONG_LANES);
        s2.intoArray(counts, 2 * LONG_LANES);
        s3.intoArray(counts, 3 * LONG_LANES);
    }

    private static void countUnequal1(int words, long[] a, int a0, long[] w, int w0, int n, long[] counts) {
        LongVector sum = LongVector.zero(LONGS);
        for (int k = 0; k < words; k++) {
            sum = sum.add(LongVector.broadcast(LONGS, a[a0 + k])
                    .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, w, w0))
                    .lanewise(BIT_COUNT));
            w0 += n;
        }
        sum.intoArray(counts, 0);
    }

    @Override
    public void packSigns(int rows, int cols, float[] x, int ldx, long[] out) {
        int words = (cols + 63) >>> 6;
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < words; k++) {
                int count = Math.min(64, cols - 64 * k);
                int from = r * ldx + 64 * k;
                long word = 0;
                for (int b = 0; b < count; b += FLOAT_LANES) {
                    word |= FloatVector.fromArray(FLOATS, x, from + b)
                                    .compare(VectorOperators.GT, 0f)
                                    .toLong()
                            << b;
                }
                out[r * words + k] = count == 64 ? word : word & (1L << count) - 1;
            }
        }
    }
}
