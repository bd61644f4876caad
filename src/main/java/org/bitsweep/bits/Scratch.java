package org.bitsweep.bits;

/** Working memory of the kernels: whoever calls them keeps one, so that no call allocates. Not thread-safe. */
public final class Scratch {
    /** Steps of a product that are taken at a time: a panel of the second factor stays in the first-level cache. */
    static final int DEPTH = 256;

    /** Rows of a transposed first factor that are taken at a time: they stay in the second-level cache. */
    static final int ROWS = 256;

    /** Rows of a tile: blocks of rows of a transposed first factor are best multiples of it. */
    public static final int TILE_ROWS = 4;

    /** Columns of a panel at most: two of the widest vectors. */
    private static final int WIDEST_PANEL = 2 * Kernels.LANES;

    /** Rows whose products' signs are taken at a time, at most: four of the widest vectors. */
    private static final int WIDEST_ROWS = 4 * Kernels.LANES;

    /** The most words of a row of bits: those of the widest layer. */
    private static final int WORDS = 1 << 10;

    final float[] panel = new float[DEPTH * WIDEST_PANEL];
    final float[] left = new float[DEPTH * ROWS];
    final long[] counts = new long[WIDEST_PANEL];
    final int[] inside = new int[WIDEST_PANEL];
    final int[] halves = new int[2 * WIDEST_PANEL];

    /** For 64 inputs the sums of each four of them, with all choices of signs and for as many rows as four vectors have. */
    final float[] tables = new float[Long.SIZE / 4 * 16 * WIDEST_ROWS];

    final float[] sizes = new float[2 * WIDEST_ROWS];
    final float[] margins = new float[WIDEST_ROWS];
    final int[] bits = new int[WIDEST_ROWS];
    final int[] unsure = new int[WIDEST_ROWS];
    private float[] sums = new float[0];
    long[] words = new long[WORDS];

    /** The words of a panel of packed weights. */
    long[] words(int count) {
        if (words.length < count) {
            words = new long[count];
        }
        return words;
    }

    /** Sums of products, by column. */
    float[] sums(int count) {
        if (sums.length < count) {
            sums = new float[count];
        }
        return sums;
    }
}
