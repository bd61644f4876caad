package org.bitsweep.bits;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The float products. The second factor is unpacked into panels of two vectors' width and at most {@link Scratch#DEPTH}
 * steps, which stay in the first-level cache while all rows pass over them; a tile of four rows by two vectors stays in
 * registers, and its eight independent chains hide the latency of the multiply-add. More chains would be spilled.
 */
final class VectorGemm {
    private static final VectorSpecies<Float> FLOATS = VectorWidth.floats();
    private static final VectorSpecies<Integer> INTS = VectorWidth.ints();
    private static final int LANES = FLOATS.length();
    private static final int PANEL = 2 * LANES;
    private static final int ROWS = Scratch.TILE_ROWS;

    /** Columns of the second factor from which on it pays to copy the first one: the tile is a sixth faster then. */
    private static final int PACKING_PAYS = 128;

    private static final int SIGN_BIT = 0x80000000;
    /** Bits of -1: flipping the sign bit where a weight is positive makes +1 of it. */
    private static final int MINUS_ONE = 0xBF800000;

    /** What moves bit j of a panel to the sign of column j. */
    private static final IntVector SHIFT_0 =
            IntVector.broadcast(INTS, 31).sub(IntVector.zero(INTS).addIndex(1));

    private static final IntVector SHIFT_1 = SHIFT_0.sub(LANES);

    private VectorGemm() {}

    static void gemm(int m, int n, int depth, float[] a, int lda, Factor b, float[] c, int ldc, Scratch scratch) {
        if (n >= PACKING_PAYS) {
            packed(0, m, n, depth, a, lda, 1, b, c, ldc, scratch);
            return;
        }
        int k = 0;
        do {
            int steps = Math.min(Scratch.DEPTH, depth - k);
            for (int j = 0; j < n; j += PANEL) {
                unpack(b, k, k + steps, j, scratch);
                if (n - j >= PANEL) {
                    rows(m, steps, a, k, lda, scratch.panel, c, j, ldc, k > 0);
                } else {
                    narrow(0, m, steps, a, k, lda, 1, scratch.panel, c, j, ldc, k > 0);
                }
            }
            k += Scratch.DEPTH;
        } while (k < depth);
    }

    static void gemmTransposed(
            int from, int to, int n, int depth, float[] a, int lda, Factor b, float[] c, int ldc, Scratch scratch) {
        packed(from, to, n, depth, a, 1, lda, b, c, ldc, scratch);
    }

    private static void packed(
            int from,
            int to,
            int n,
            int depth,
            float[] a,
            int rowStride,
            int stepStride,
            Factor b,
            float[] c,
            int ldc,
            Scratch scratch) {
        int k = 0;
        do {
            int steps = Math.min(Scratch.DEPTH, depth - k);
            for (int i = from; i < to; i += Scratch.ROWS) {
                int rows = Math.min(Scratch.ROWS, to - i);
                int tiled = rows & -ROWS;
                int a0 = i * rowStride + k * stepStride;
                if (stepStride == 1) {
                    packRows(tiled, steps, a, a0, rowStride, scratch.left);
                } else {
                    packColumns(tiled, steps, a, a0, stepStride, scratch.left);
                }
                for (int j = 0; j < n; j += PANEL) {
                    unpack(b, k, k + steps, j, scratch);
                    if (n - j >= PANEL) {
                        int at = i * ldc + j;
                        for (int r = 0; r < tiled; r += ROWS) {
                            packedTile(steps, scratch.left, r * steps, scratch.panel, c, at + r * ldc, ldc, k > 0);
                        }
                        for (int r = tiled; r < rows; r++) {
                            rowTile(steps, a, a0 + r * rowStride, stepStride, scratch.panel, c, at + r * ldc, k > 0);
                        }
                    } else {
                        narrow(
                                i,
                                i + rows,
                                steps,
                                a,
                                k * stepStride,
                                rowStride,
                                stepStride,
                                scratch.panel,
                                c,
                                j,
                                ldc,
                                k > 0);
                    }
                }
            }
            k += Scratch.DEPTH;
        } while (k < depth);
    }

    /** Four values of one step beside each other, step after step: the tile then reads one stream. */
    private static void packColumns(int rows, int steps, float[] a, int from, int lda, float[] out) {
        for (int r = 0; r < rows; r += ROWS) {
            int to = r * steps;
            for (int k = 0; k < steps; k++) {
                int at = from + k * lda + r;
                out[to] = a[at];
                out[to + 1] = a[at + 1];
                out[to + 2] = a[at + 2];
                out[to + 3] = a[at + 3];
                to += ROWS;
            }
        }
    }

    /** The same from a factor whose steps lie side by side. */
    private static void packRows(int rows, int steps, float[] a, int from, int lda, float[] out) {
        for (int r = 0; r < rows; r += ROWS) {
            int to = r * steps;
            int a0 = from + r * lda;
            int a1 = a0 + lda;
            int a2 = a1 + lda;
            int a3 = a2 + lda;
            for (int k = 0; k < steps; k++) {
                out[to + ROWS * k] = a[a0 + k];
                out[to + ROWS * k + 1] = a[a1 + k];
                out[to + ROWS * k + 2] = a[a2 + k];
                out[to + ROWS * k + 3] = a[a3 + k];
            }
        }
    }

    private static void rows(
            int m, int steps, float[] a, int a0, int lda, float[] panel, float[] c, int c0, int ldc, boolean more) {
        int i = 0;
        for (; i + ROWS <= m; i += ROWS) {
            tile(steps, a, a0 + i * lda, lda, panel, c, c0 + i * ldc, ldc, more);
        }
        for (; i < m; i++) {
            rowTile(steps, a, a0 + i * lda, 1, panel, c, c0 + i * ldc, more);
        }
    }

    private static void tile(
            int steps, float[] a, int a0, int lda, float[] panel, float[] c, int c0, int ldc, boolean more) {
        int c1 = c0 + ldc;
        int c2 = c1 + ldc;
        int c3 = c2 + ldc;
        FloatVector s00 = start(c, c0, more);
        FloatVector s01 = start(c, c0 + LANES, more);
        FloatVector s10 = start(c, c1, more);
        FloatVector s11 = start(c, c1 + LANES, more);
        FloatVector s20 = start(c, c2, more);
        FloatVector s21 = start(c, c2 + LANES, more);
        FloatVector s30 = start(c, c3, more);
        FloatVector s31 = start(c, c3 + LANES, more);
        int a1 = a0 + lda;
        int a2 = a1 + lda;
        int a3 = a2 + lda;
        for (int k = 0; k < steps; k++) {
            FloatVector x0 = FloatVector.fromArray(FLOATS, panel, k * PANEL);
            FloatVector x1 = FloatVector.fromArray(FLOATS, panel, k * PANEL + LANES);
            FloatVector f = FloatVector.broadcast(FLOATS, a[a0 + k]);
            s00 = f.fma(x0, s00);
            s01 = f.fma(x1, s01);
            f = FloatVector.broadcast(FLOATS, a[a1 + k]);
            s10 = f.fma(x0, s10);
            s11 = f.fma(x1, s11);
            f = FloatVector.broadcast(FLOATS, a[a2 + k]);
            s20 = f.fma(x0, s20);
            s21 = f.fma(x1, s21);
            f = FloatVector.broadcast(FLOATS, a[a3 + k]);
            s30 = f.fma(x0, s30);
            s31 = f.fma(x1, s31);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + LANES);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + LANES);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + LANES);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + LANES);
    }

    private static void packedTile(
            int steps, float[] left, int a0, float[] panel, float[] c, int c0, int ldc, boolean more) {
        int c1 = c0 + ldc;
        int c2 = c1 + ldc;
        int c3 = c2 + ldc;
        FloatVector s00 = start(c, c0, more);
        FloatVector s01 = start(c, c0 + LANES, more);
        FloatVector s10 = start(c, c1, more);
        FloatVector s11 = start(c, c1 + LANES, more);
        FloatVector s20 = start(c, c2, more);
        FloatVector s21 = start(c, c2 + LANES, more);
        FloatVector s30 = start(c, c3, more);
        FloatVector s31 = start(c, c3 + LANES, more);
        for (int k = 0; k < steps; k++) {
            FloatVector x0 = FloatVector.fromArray(FLOATS, panel, k * PANEL);
            FloatVector x1 = FloatVector.fromArray(FLOATS, panel, k * PANEL + LANES);
            FloatVector f = FloatVector.broadcast(FLOATS, left[a0 + ROWS * k]);
            s00 = f.fma(x0, s00);
            s01 = f.fma(x1, s01);
            f = FloatVector.broadcast(FLOATS, left[a0 + ROWS * k + 1]);
            s10 = f.fma(x0, s10);
            s11 = f.fma(x1, s11);
            f = FloatVector.broadcast(FLOATS, left[a0 + ROWS * k + 2]);
            s20 = f.fma(x0, s20);
            s21 = f.fma(x1, s21);
            f = FloatVector.broadcast(FLOATS, left[a0 + ROWS * k + 3]);
            s30 = f.fma(x0, s30);
            s31 = f.fma(x1, s31);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + LANES);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + LANES);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + LANES);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + LANES);
    }

    /** One of the rows that are left over. */
    private static void rowTile(
            int steps, float[] a, int a0, int stepStride, float[] panel, float[] c, int c0, boolean more) {
        FloatVector s0 = start(c, c0, more);
        FloatVector s1 = start(c, c0 + LANES, more);
        for (int k = 0; k < steps; k++) {
            FloatVector f = FloatVector.broadcast(FLOATS, a[a0]);
            s0 = f.fma(FloatVector.fromArray(FLOATS, panel, k * PANEL), s0);
            s1 = f.fma(FloatVector.fromArray(FLOATS, panel, k * PANEL + LANES), s1);
            a0 += stepStride;
        }
        s0.intoArray(c, c0);
        s1.intoArray(c, c0 + LANES);
    }

    /** The last panel where it is one vector wide: only with vectors of 512 bits. */
    private static void narrow(
            int from,
            int to,
            int steps,
            float[] a,
            int a0,
            int rowStride,
            int stepStride,
            float[] panel,
            float[] c,
            int c0,
            int ldc,
            boolean more) {
        for (int i = from; i < to; i++) {
            FloatVector sum = start(c, c0 + i * ldc, more);
            int at = a0 + i * rowStride;
            for (int k = 0; k < steps; k++) {
                sum = FloatVector.broadcast(FLOATS, a[at]).fma(FloatVector.fromArray(FLOATS, panel, k * PANEL), sum);
                at += stepStride;
            }
            sum.intoArray(c, c0 + i * ldc);
        }
    }

    private static FloatVector start(float[] c, int at, boolean more) {
        return more ? FloatVector.fromArray(FLOATS, c, at) : FloatVector.zero(FLOATS);
    }

    private static void unpack(Factor b, int from, int to, int first, Scratch scratch) {
        if (b instanceof Factor.Rows rows && first + PANEL <= rows.stride()) {
            copy(rows, from, to, first, scratch.panel);
        } else if (b instanceof Factor.SignRows signs) {
            expandRows(signs, from, to, first, scratch);
        } else if (b instanceof Factor.SignColumns signs) {
            expandColumns(signs, from, to, first, scratch);
        } else {
            b.unpack(from, to, first, PANEL, scratch.panel);
        }
    }

    private static void copy(Factor.Rows rows, int from, int to, int first, float[] out) {
        for (int k = from; k < to; k++) {
            int at = k * rows.stride() + first;
            int row = (k - from) * PANEL;
            FloatVector.fromArray(FLOATS, rows.values(), at).intoArray(out, row);
            FloatVector.fromArray(FLOATS, rows.values(), at + LANES).intoArray(out, row + LANES);
        }
    }

    /*
     * In the two loops below every vector is made and used within one pass: JDK 17 is prone to allocate what it holds
     * across passes.
     */

    /** The bits of a panel are in one word: 64 is a multiple of the panel's width. */
    private static void expandRows(Factor.SignRows signs, int from, int to, int first, Scratch scratch) {
        markInside(signs.columns() - first, scratch.inside);
        int word = from * signs.wordsPerRow() + (first >>> 6);
        expandRows(to - from, signs.words(), word, signs.wordsPerRow(), first, scratch.inside, scratch.panel);
    }

    private static void expandRows(
            int steps, long[] words, int word, int stride, int first, int[] inside, float[] out) {
        for (int k = 0; k < steps; k++) {
            IntVector bits = IntVector.broadcast(INTS, (int) (words[word + k * stride] >>> first));
            bits.lanewise(VectorOperators.LSHL, SHIFT_0)
                    .and(SIGN_BIT)
                    .lanewise(VectorOperators.XOR, MINUS_ONE)
                    .and(IntVector.fromArray(INTS, inside, 0))
                    .reinterpretAsFloats()
                    .intoArray(out, k * PANEL);
            bits.lanewise(VectorOperators.LSHL, SHIFT_1)
                    .and(SIGN_BIT)
                    .lanewise(VectorOperators.XOR, MINUS_ONE)
                    .and(IntVector.fromArray(INTS, inside, LANES))
                    .reinterpretAsFloats()
                    .intoArray(out, k * PANEL + LANES);
        }
    }

    private static void expandColumns(Factor.SignColumns signs, int from, int to, int first, Scratch scratch) {
        markInside(signs.columns() - first, scratch.inside);
        for (int k = from; k < to; k += Integer.SIZE) {
            gatherHalves(signs, k, first, scratch.halves);
            int steps = Math.min(Integer.SIZE, to - k);
            expandHalves(steps, scratch.halves, scratch.inside, scratch.panel, (k - from) * PANEL);
        }
    }

    /** Bit k of each column's half word, counted from the highest, becomes the sign of a float of step k. */
    private static void expandHalves(int steps, int[] halves, int[] inside, float[] out, int first) {
        for (int k = 0; k < steps; k++) {
            IntVector.fromArray(INTS, halves, 0)
                    .lanewise(VectorOperators.LSHL, k)
                    .and(SIGN_BIT)
                    .lanewise(VectorOperators.XOR, MINUS_ONE)
                    .and(IntVector.fromArray(INTS, inside, 0))
                    .reinterpretAsFloats()
                    .intoArray(out, first + k * PANEL);
            IntVector.fromArray(INTS, halves, LANES)
                    .lanewise(VectorOperators.LSHL, k)
                    .and(SIGN_BIT)
                    .lanewise(VectorOperators.XOR, MINUS_ONE)
                    .and(IntVector.fromArray(INTS, inside, LANES))
                    .reinterpretAsFloats()
                    .intoArray(out, first + k * PANEL + LANES);
        }
    }

    private static void gatherHalves(Factor.SignColumns signs, int k, int first, int[] halves) {
        int columns = Math.min(PANEL, signs.columns() - first);
        for (int j = 0; j < columns; j++) {
            long word = signs.words()[(first + j) * signs.wordsPerColumn() + (k >>> 6)];
            halves[j] = Integer.reverse((int) (word >>> (k & Integer.SIZE)));
        }
    }

    /** All ones for the panel's columns that exist, else zeros. */
    private static void markInside(int columns, int[] inside) {
        for (int j = 0; j < PANEL; j++) {
            inside[j] = j < columns ? -1 : 0;
        }
    }
}
