package org.bitsweep.bits;

/**
 * The second factor of a product, depth x n, in the form in which it is stored. The arrays are views: a product reads what
 * they hold when it is called.
 */
public sealed interface Factor {
    /**
     * Writes the elements of rows {@code from .. to - 1} and columns {@code first .. first + width - 1} one row after the
     * other; columns beyond the factor's last become 0. The scalar form, for every tier.
     */
    void unpack(int from, int to, int first, int width, float[] out);

    /**
     * Floats by row: element (k, j) is {@code values[k · stride + j]}; the padding up to the stride holds 0.
     *
     * @param stride length of a row, a multiple of {@link Kernels#LANES}
     */
    record Rows(float[] values, int stride) implements Factor {
        @Override
        public void unpack(int from, int to, int first, int width, float[] out) {
            int inside = Math.min(width, stride - first);
            for (int k = from; k < to; k++) {
                int row = (k - from) * width;
                System.arraycopy(values, k * stride + first, out, row, inside);
                for (int j = inside; j < width; j++) {
                    out[row + j] = 0f;
                }
            }
        }
    }

    /**
     * Floats by column, the transpose of {@link Rows}: element (k, j) is {@code values[j · stride + k]}.
     *
     * @param columns number of columns that are stored
     */
    record Columns(float[] values, int stride, int columns) implements Factor {
        @Override
        public void unpack(int from, int to, int first, int width, float[] out) {
            for (int j = 0; j < width; j++) {
                int column = (first + j) * stride;
                boolean inside = first + j < columns;
                for (int k = from; k < to; k++) {
                    out[(k - from) * width + j] = inside ? values[column + k] : 0f;
                }
            }
        }
    }

    /**
     * Packed signs by row: element (k, j) is +1 where bit j of row k is 1, else -1.
     *
     * @param words rows of {@code wordsPerRow} words
     * @param columns number of columns that are stored
     */
    record SignRows(long[] words, int wordsPerRow, int columns) implements Factor {
        public SignRows(BitMatrix matrix) {
            this(matrix.words(), matrix.wordsPerRow(), matrix.cols());
        }

        @Override
        public void unpack(int from, int to, int first, int width, float[] out) {
            for (int k = from; k < to; k++) {
                for (int j = 0; j < width; j++) {
                    int column = first + j;
                    out[(k - from) * width + j] =
                            column < columns ? sign(words[k * wordsPerRow + (column >>> 6)], column) : 0f;
                }
            }
        }
    }

    /**
     * Packed signs by column, the transpose of {@link SignRows}: element (k, j) is +1 where bit k of column j is 1, else
     * -1.
     *
     * @param words columns of {@code wordsPerColumn} words
     * @param columns number of columns that are stored
     */
    record SignColumns(long[] words, int wordsPerColumn, int columns) implements Factor {
        public SignColumns(BitMatrix transposed) {
            this(transposed.words(), transposed.wordsPerRow(), transposed.rows());
        }

        @Override
        public void unpack(int from, int to, int first, int width, float[] out) {
            for (int j = 0; j < width; j++) {
                int column = first + j;
                for (int k = from; k < to; k++) {
                    out[(k - from) * width + j] =
                            column < columns ? sign(words[column * wordsPerColumn + (k >>> 6)], k) : 0f;
                }
            }
        }
    }

    private static float sign(long word, int bit) {
        return (word >>> bit & 1L) != 0 ? 1f : -1f;
    }
}
