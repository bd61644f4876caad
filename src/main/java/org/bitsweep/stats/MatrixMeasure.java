package org.bitsweep.stats;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.complexity.BlockCounts;
import org.bitsweep.complexity.BlockShape;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.ctm.CtmTables;
import scala.collection.Seq;

/** What SQL functions compute from the bits of one matrix. */
enum MatrixMeasure {
    BDM,
    BLOCK_ENTROPY;

    private static final ThreadLocal<BlockCounts> COUNTS =
            ThreadLocal.withInitial(() -> new BlockCounts(new BlockShape(4, 4)));

    private static final class Table {
        static final CtmTable SHIPPED = load();

        private static CtmTable load() {
            try {
                return CtmTables.load("2d");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The value in bits; null if an argument is null. */
    Double of(Object bits, Object rows, Object cols) {
        if (bits == null || rows == null || cols == null) {
            return null;
        }
        BitMatrix matrix = matrix(bits, whole(rows, "rows"), whole(cols, "columns"));
        BlockCounts counts = COUNTS.get();
        counts.clear();
        counts.add(matrix);
        if (counts.total() == 0) {
            throw new IllegalArgumentException(
                    "a matrix of " + matrix.rows() + " x " + matrix.cols() + " bits has no block of 4x4");
        }
        return this == BDM ? counts.bdm(Table.SHIPPED) : counts.entropy();
    }

    private static int whole(Object value, String what) {
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
            long number = ((Number) value).longValue();
            if (number > 0 && number <= Integer.MAX_VALUE) {
                return (int) number;
            }
        }
        throw new IllegalArgumentException("the number of " + what + " is " + value + ", expected a positive integer");
    }

    private static BitMatrix matrix(Object bits, int rows, int cols) {
        long cells = (long) rows * cols;
        if (bits instanceof byte[] packed) {
            check((cells + 7) / 8, packed.length, "bytes", rows, cols);
            BitMatrix matrix = new BitMatrix(rows, cols);
            long at = 0;
            for (int row = 0; row < rows; row++) {
                for (int col = 0; col < cols; col++, at++) {
                    if ((packed[(int) (at >>> 3)] >>> 7 - (at & 7) & 1) != 0) {
                        matrix.set(row, col, true);
                    }
                }
            }
            return matrix;
        }
        if (bits instanceof Seq<?> array) {
            check(cells, array.size(), "elements", rows, cols);
            BitMatrix matrix = new BitMatrix(rows, cols);
            for (int i = 0; i < array.size(); i++) {
                matrix.set(i / cols, i % cols, bit(array.apply(i)));
            }
            return matrix;
        }
        throw new IllegalArgumentException("the bits of a matrix are an array or binary");
    }

    private static void check(long expected, long actual, String what, int rows, int cols) {
        if (expected != actual) {
            throw new IllegalArgumentException(
                    actual + " " + what + " for " + rows + " x " + cols + " bits, expected " + expected);
        }
    }

    private static boolean bit(Object element) {
        if (element instanceof Boolean bit) {
            return bit;
        }
        if (element instanceof Number number && (number.doubleValue() == 0 || number.doubleValue() == 1)) {
            return number.doubleValue() == 1;
        }
        throw new IllegalArgumentException("an element is " + element + ", expected 0 or 1");
    }
}
