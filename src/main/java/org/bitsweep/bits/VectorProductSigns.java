package org.bitsweep.bits;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The signs of float products with packed signs, in less than half the time of the products. The sums of four inputs
 * with all 16 choices of signs are made once for as many rows as a few vectors have lanes, and are then looked up for every
 * column (Arlazarov, Dinic, Kronrod and Faradžev 1970). Sums of four round otherwise than one chain of additions does:
 * wherever that could turn a sign, the chain is computed.
 */
final class VectorProductSigns {
    private static final VectorSpecies<Float> FLOATS = VectorWidth.floats();
    private static final VectorSpecies<Integer> INTS = VectorWidth.ints();
    private static final int LANES = FLOATS.length();

    /** Rows that are taken at a time. */
    private static final int ROWS = 4 * LANES;

    /** Inputs whose sums are looked up. */
    private static final int GROUP = 4;

    /** Floats of a table: a sum for each choice of signs and row. */
    private static final int TABLE = (1 << GROUP) * ROWS;

    private static final int ROWS_SHIFT = Integer.numberOfTrailingZeros(ROWS);

    /** Inputs that are taken at a time: their tables stay in the first-level cache. */
    private static final int STEPS = Long.SIZE;

    /** Columns from which on tables pay: they are made for one column as for many. */
    private static final int TABLES_PAY = 32;

    /** Up to it the bound below is proved. */
    private static final int MOST_DEPTH = 1 << 17;

    /** One of so many products at most is a tie. */
    private static final int MOST_TIES = 64;

    private static final float HALF_ULP = 0x1p-24f;

    private VectorProductSigns() {}

    /** Whether tables are faster here, and can be trusted. */
    static boolean pays(int m, int n, int depth, float[] factor, float[] offset) {
        return n >= TABLES_PAY && m >= LANES && depth <= MOST_DEPTH && isFinite(n, factor) && isFinite(n, offset);
    }

    private static boolean isFinite(int n, float[] values) {
        for (int j = 0; j < n; j++) {
            if (!Float.isFinite(values[j])) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether it was worth while: if the chains have to decide too often, nothing is done. */
    static boolean pack(
            int m,
            int n,
            int depth,
            float[] a,
            int lda,
            Factor.SignColumns b,
            float[] factor,
            float[] offset,
            long[] out,
            Scratch scratch) {
        int words = (n + 63) >>> 6;
        for (int i = 0; i < m; i += ROWS) {
            int rows = Math.min(ROWS, m - i);
            float[] sums = sums(rows, n, depth, a, i * lda, lda, b, scratch);
            if (i == 0 && areTies(rows, n, sums, factor, offset, scratch)) {
                return false;
            }
            for (int j = 0; j < n; j += Integer.SIZE) {
                int columns = Math.min(Integer.SIZE, n - j);
                decide(columns, j, sums, scratch.margins, factor, offset, scratch.bits, scratch.unsure);
                int inside = -1 >>> -columns;
                for (int r = 0; r < rows; r++) {
                    int bits = scratch.bits[r] & inside;
                    int unsure = Float.isFinite(scratch.margins[r]) ? scratch.unsure[r] : inside;
                    for (int left = unsure; left != 0; left &= left - 1) {
                        int c = Integer.numberOfTrailingZeros(left);
                        boolean positive = isPositive(depth, a, (i + r) * lda, b, j + c, factor[j + c], offset[j + c]);
                        bits = positive ? bits | 1 << c : bits & ~(1 << c);
                    }
                    put(out, (i + r) * words + (j >>> 6), j, bits);
                }
            }
        }
        return true;
    }

    /** Whether many products end at 0, as those of a few whole numbers do. A chain takes many times as long as a look-up. */
    private static boolean areTies(int rows, int n, float[] sums, float[] factor, float[] offset, Scratch scratch) {
        int ties = 0;
        for (int j = 0; j < n; j += Integer.SIZE) {
            decide(
                    Math.min(Integer.SIZE, n - j),
                    j,
                    sums,
                    scratch.margins,
                    factor,
                    offset,
                    scratch.bits,
                    scratch.unsure);
            for (int r = 0; r < rows; r++) {
                ties += Integer.bitCount(scratch.unsure[r]);
            }
        }
        return ties > n * rows / MOST_TIES;
    }

    /** Sums of products, column by column for all rows, and how far they may be from their chains. */
    private static float[] sums(
            int rows, int n, int depth, float[] a, int from, int lda, Factor.SignColumns b, Scratch scratch) {
        float[] sums = scratch.sums((n + 1) * ROWS);
        Arrays.fill(sums, 0, (n + 1) * ROWS, 0f);
        Arrays.fill(scratch.sizes, 0f);
        for (int k = 0; k < depth; k += STEPS) {
            int steps = Math.min(STEPS, depth - k);
            int groups = (steps + GROUP - 1) / GROUP;
            transpose(rows, steps, groups * GROUP, a, from + k, lda, scratch.left);
            for (int g = 0; g < groups; g++) {
                tabulate(scratch.left, g * GROUP * ROWS, scratch.tables, g * TABLE);
                measure(scratch.left, g * GROUP * ROWS, scratch.sizes);
            }
            add(n, groups, b.words(), k >>> 6, b.wordsPerColumn(), scratch.tables, sums);
        }
        bound(scratch.sizes, scratch.margins);
        return sums;
    }

    /** A half of a word; the lower one first, which clears the upper one. */
    private static void put(long[] out, int at, int column, int bits) {
        long half = bits & 0xffffffffL;
        out[at] = (column & Integer.SIZE) == 0 ? half : out[at] | half << Integer.SIZE;
    }

    /** The rows beside each other, step after step; steps beyond the last are 0, rows beyond it anything. */
    private static void transpose(int rows, int steps, int padded, float[] a, int from, int lda, float[] out) {
        for (int r = 0; r < rows; r += 4) {
            int a0 = from + r * lda;
            int a1 = from + Math.min(r + 1, rows - 1) * lda;
            int a2 = from + Math.min(r + 2, rows - 1) * lda;
            int a3 = from + Math.min(r + 3, rows - 1) * lda;
            for (int k = 0; k < steps; k++) {
                int to = k * ROWS + r;
                out[to] = a[a0 + k];
                out[to + 1] = a[a1 + k];
                out[to + 2] = a[a2 + k];
                out[to + 3] = a[a3 + k];
            }
        }
        Arrays.fill(out, steps * ROWS, padded * ROWS, 0f);
    }

    /** The sums of four inputs for each choice of their signs: bit s of a sum's number is 1 where input s is added. */
    private static void tabulate(float[] x, int from, float[] table, int to) {
        for (int v = 0; v < ROWS; v += LANES) {
            FloatVector x0 = FloatVector.fromArray(FLOATS, x, from + v);
            FloatVector x1 = FloatVector.fromArray(FLOATS, x, from + ROWS + v);
            FloatVector x2 = FloatVector.fromArray(FLOATS, x, from + 2 * ROWS + v);
            FloatVector x3 = FloatVector.fromArray(FLOATS, x, from + 3 * ROWS + v);
            FloatVector sum = x0.add(x1);
            FloatVector difference = x0.sub(x1);
            int at = to + v;
            sum.add(x2).add(x3).intoArray(table, at + 0b1111 * ROWS);
            sum.add(x2).sub(x3).intoArray(table, at + 0b0111 * ROWS);
            sum.sub(x2).add(x3).intoArray(table, at + 0b1011 * ROWS);
            sum.sub(x2).sub(x3).intoArray(table, at + 0b0011 * ROWS);
            difference.add(x2).add(x3).intoArray(table, at + 0b1101 * ROWS);
            difference.add(x2).sub(x3).intoArray(table, at + 0b0101 * ROWS);
            difference.sub(x2).add(x3).intoArray(table, at + 0b1001 * ROWS);
            difference.sub(x2).sub(x3).intoArray(table, at + 0b0001 * ROWS);
        }
        for (int choice = 0b0001; choice <= 0b1111; choice += 2) {
            int opposite = ~choice & 0b1111;
            for (int v = 0; v < ROWS; v += LANES) {
                FloatVector.fromArray(FLOATS, table, to + choice * ROWS + v)
                        .neg()
                        .intoArray(table, to + opposite * ROWS + v);
            }
        }
    }

    /** Adds up sizes of inputs, and the sums so far. */
    private static void measure(float[] x, int from, float[] sizes) {
        for (int v = 0; v < ROWS; v += LANES) {
            FloatVector size = FloatVector.fromArray(FLOATS, sizes, v)
                    .add(FloatVector.fromArray(FLOATS, x, from + v).abs())
                    .add(FloatVector.fromArray(FLOATS, x, from + ROWS + v).abs())
                    .add(FloatVector.fromArray(FLOATS, x, from + 2 * ROWS + v).abs())
                    .add(FloatVector.fromArray(FLOATS, x, from + 3 * ROWS + v).abs());
            size.intoArray(sizes, v);
            FloatVector.fromArray(FLOATS, sizes, ROWS + v).add(size).intoArray(sizes, ROWS + v);
        }
    }

    /**
     * By how much a sum of four and a chain may differ. An addition is off by at most half a unit in the last place, u,
     * of its result, which is no larger than the sum S of all sizes up to it (Higham 2002, section 4.2). With T the sum over
     * groups of S after each, the chain is off by at most 4uT, the groups' sums by uT, and the sums within groups by 3uS; the rest
     * of the factors is for the rounding of S, T and the comparison.
     */
    private static void bound(float[] sizes, float[] margins) {
        for (int r = 0; r < ROWS; r++) {
            margins[r] = HALF_ULP * (5.25f * sizes[ROWS + r] + 4f * sizes[r]);
        }
    }

    /** Adds to each column's sums what its signs choose from the tables; two columns at a time hide what an addition takes. */
    private static void add(int n, int groups, long[] words, int word, int stride, float[] tables, float[] sums) {
        for (int j = 0; j < n; j += 2) {
            int at = j * ROWS;
            int next = at + ROWS;
            FloatVector s0 = FloatVector.fromArray(FLOATS, sums, at);
            FloatVector s1 = FloatVector.fromArray(FLOATS, sums, at + LANES);
            FloatVector s2 = FloatVector.fromArray(FLOATS, sums, at + 2 * LANES);
            FloatVector s3 = FloatVector.fromArray(FLOATS, sums, at + 3 * LANES);
            FloatVector t0 = FloatVector.fromArray(FLOATS, sums, next);
            FloatVector t1 = FloatVector.fromArray(FLOATS, sums, next + LANES);
            FloatVector t2 = FloatVector.fromArray(FLOATS, sums, next + 2 * LANES);
            FloatVector t3 = FloatVector.fromArray(FLOATS, sums, next + 3 * LANES);
            long signs = words[j * stride + word];
            long nextSigns = words[Math.min(j + 1, n - 1) * stride + word];
            for (int g = 0; g < groups; g++) {
                int s = g * TABLE + (((int) signs & 0b1111) << ROWS_SHIFT);
                int t = g * TABLE + (((int) nextSigns & 0b1111) << ROWS_SHIFT);
                signs >>>= GROUP;
                nextSigns >>>= GROUP;
                s0 = s0.add(FloatVector.fromArray(FLOATS, tables, s));
                s1 = s1.add(FloatVector.fromArray(FLOATS, tables, s + LANES));
                s2 = s2.add(FloatVector.fromArray(FLOATS, tables, s + 2 * LANES));
                s3 = s3.add(FloatVector.fromArray(FLOATS, tables, s + 3 * LANES));
                t0 = t0.add(FloatVector.fromArray(FLOATS, tables, t));
                t1 = t1.add(FloatVector.fromArray(FLOATS, tables, t + LANES));
                t2 = t2.add(FloatVector.fromArray(FLOATS, tables, t + 2 * LANES));
                t3 = t3.add(FloatVector.fromArray(FLOATS, tables, t + 3 * LANES));
            }
            s0.intoArray(sums, at);
            s1.intoArray(sums, at + LANES);
            s2.intoArray(sums, at + 2 * LANES);
            s3.intoArray(sums, at + 3 * LANES);
            t0.intoArray(sums, next);
            t1.intoArray(sums, next + LANES);
            t2.intoArray(sums, next + 2 * LANES);
            t3.intoArray(sums, next + 3 * LANES);
        }
    }

    /**
     * Bit c of a row: whether column {@code first + c} is positive, and whether it is unsure because the ends of what the
     * product may be are not of one mind. What is done to the product rounds monotonically, so that all between them agree
     * if they do.
     */
    private static void decide(
            int columns,
            int first,
            float[] sums,
            float[] margins,
            float[] factor,
            float[] offset,
            int[] bits,
            int[] unsure) {
        for (int v = 0; v < ROWS; v += LANES) {
            FloatVector margin = FloatVector.fromArray(FLOATS, margins, v);
            IntVector others = IntVector.zero(INTS);
            IntVector disagreeing = IntVector.zero(INTS);
            for (int c = 0; c < columns; c++) {
                FloatVector sum = FloatVector.fromArray(FLOATS, sums, (first + c) * ROWS + v);
                FloatVector gain = FloatVector.broadcast(FLOATS, factor[first + c]);
                FloatVector shift = FloatVector.broadcast(FLOATS, offset[first + c]);
                IntVector low = sum.sub(margin).fma(gain, shift).reinterpretAsInts();
                IntVector high = sum.add(margin).fma(gain, shift).reinterpretAsInts();
                // The sign of these is set but for positive numbers: 0 borrows it, negative ones have it.
                IntVector lowIsNot = low.sub(1).lanewise(VectorOperators.OR, low);
                IntVector highIsNot = high.sub(1).lanewise(VectorOperators.OR, high);
                IntVector differ = lowIsNot.lanewise(VectorOperators.XOR, highIsNot);
                others = others.lanewise(
                        VectorOperators.OR,
                        lowIsNot.lanewise(VectorOperators.ASHR, 31).and(1 << c));
                disagreeing = disagreeing.lanewise(
                        VectorOperators.OR,
                        differ.lanewise(VectorOperators.ASHR, 31).and(1 << c));
            }
            others.not().intoArray(bits, v);
            disagreeing.intoArray(unsure, v);
        }
    }

    private static boolean isPositive(
            int depth, float[] a, int row, Factor.SignColumns b, int column, float factor, float offset) {
        long[] words = b.words();
        int first = column * b.wordsPerColumn();
        float sum = 0f;
        for (int k = 0; k < depth; k++) {
            // The bit 0 sets the sign of what is added.
            int flip = (int) (~words[first + (k >>> 6)] >>> k) << 31;
            sum += Float.intBitsToFloat(Float.floatToRawIntBits(a[row + k]) ^ flip);
        }
        return Float.floatToRawIntBits(Math.fma(sum, factor, offset)) > 0;
    }
}
