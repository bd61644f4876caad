package org.bitsweep.bits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BitMatrixTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 63, 64, 65, 127, 128, 129})
    void everyBitReadsBackAsItWasSet(int cols) {
        boolean[][] expected = random(5, cols);
        BitMatrix matrix = filled(expected, cols);

        for (int r = 0; r < 5; r++) {
            for (int c = 0; c < cols; c++) {
                assertThat(matrix.get(r, c)).as("(%d, %d)", r, c).isEqualTo(expected[r][c]);
            }
        }
    }

    @Test
    void columnsAreBitsOfWordsFromTheLowestAndRowsBeginANewWord() {
        BitMatrix matrix = new BitMatrix(2, 70);
        matrix.set(0, 0, true);
        matrix.set(0, 69, true);
        matrix.set(1, 63, true);

        assertThat(matrix.wordsPerRow()).isEqualTo(2);
        assertThat(matrix.words()).containsExactly(1L, 1L << 5, 1L << 63, 0L);
    }

    @Test
    void settingABitLeavesTheOthers() {
        BitMatrix matrix = BitMatrix.parse("111", "111");
        matrix.set(0, 1, false);

        assertThat(matrix).isEqualTo(BitMatrix.parse("101", "111"));
    }

    @Test
    void flippingTwiceGivesTheSameBit() {
        BitMatrix matrix = new BitMatrix(3, 130);
        matrix.flip(2, 129);
        assertThat(matrix.get(2, 129)).isTrue();
        assertThat(matrix.cardinality()).isEqualTo(1);
        matrix.flip(2, 129);

        assertThat(matrix).isEqualTo(new BitMatrix(3, 130));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64, 65, 127})
    void bitsBeyondTheLastColumnStayZero(int cols) {
        BitMatrix matrix = new BitMatrix(1, cols);
        for (int c = 0; c < cols; c++) {
            matrix.set(0, c, true);
        }

        assertThat(matrix.words()[matrix.wordsPerRow() - 1]).isEqualTo(-1L >>> (64 - cols % 64) % 64);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 127, 128})
    void cardinalityCountsTheOnes(int cols) {
        boolean[][] expected = random(4, cols);
        int ones = 0;
        for (boolean[] row : expected) {
            for (boolean bit : row) {
                ones += bit ? 1 : 0;
            }
        }

        assertThat(filled(expected, cols).cardinality()).isEqualTo(ones);
    }

    @Test
    void parseReadsWhatToStringWrites() {
        BitMatrix matrix = filled(random(6, 67), 67);

        assertThat(BitMatrix.parse(matrix.toString().split("\n"))).isEqualTo(matrix);
        assertThat(BitMatrix.parse("01", "10").toString()).isEqualTo("01\n10");
    }

    @Test
    void parseOfNothingIsEmpty() {
        assertThat(BitMatrix.parse()).isEqualTo(new BitMatrix(0, 0));
    }

    @Test
    void rowsOfDifferentLengthsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BitMatrix.parse("010", "01"))
                .withMessage("row 1 has 2 columns, row 0 has 3");
    }

    @Test
    void charactersOtherThanZeroAndOneAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BitMatrix.parse("010", "0x1"))
                .withMessage("row 1, column 1 holds 'x', not 0 or 1");
    }

    @Test
    void aCopyIsIndependent() {
        BitMatrix matrix = BitMatrix.parse("01");
        BitMatrix copy = matrix.copy();
        assertThat(copy).isEqualTo(matrix).hasSameHashCodeAs(matrix);
        copy.flip(0, 0);

        assertThat(matrix).isEqualTo(BitMatrix.parse("01")).isNotEqualTo(copy);
    }

    @Test
    void matricesOfDifferentShapesAreDifferent() {
        assertThat(new BitMatrix(2, 3)).isNotEqualTo(new BitMatrix(2, 4)).isNotEqualTo(new BitMatrix(1, 3));
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, -1", "2, 0", "0, 65"})
    void cellsOutsideAreRefused(int row, int col) {
        BitMatrix matrix = new BitMatrix(2, 65);

        assertThatThrownBy(() -> matrix.get(row, col))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("(" + row + ", " + col + ") of a 2 x 65 matrix");
        assertThatThrownBy(() -> matrix.set(row, col, true)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> matrix.flip(row, col)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void negativeSizesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BitMatrix(-1, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new BitMatrix(1, -3));
    }

    private static boolean[][] random(int rows, int cols) {
        Rng rng = Rng.stream(cols, "test");
        boolean[][] bits = new boolean[rows][cols];
        for (boolean[] row : bits) {
            for (int c = 0; c < cols; c++) {
                row[c] = rng.nextInt(2) == 1;
            }
        }
        return bits;
    }

    private static BitMatrix filled(boolean[][] bits, int cols) {
        BitMatrix matrix = new BitMatrix(bits.length, cols);
        for (int r = 0; r < bits.length; r++) {
            for (int c = 0; c < cols; c++) {
                matrix.set(r, c, bits[r][c]);
            }
        }
        return matrix;
    }
}
