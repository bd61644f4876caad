package org.bitsweep.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.bits.Rng;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.ctm.CtmTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockCountsTest {
    private static final BlockShape SQUARE = new BlockShape(4, 4);
    private static final long BIT = 1L << 40;

    @ParameterizedTest
    @ValueSource(strings = {"4x4", "2x3", "3x5", "1x12", "16x1", "1x1"})
    void aCellsBitIsItsNumberRowByRow(String text) {
        BlockShape shape = BlockShape.parse(text);
        for (int r = 0; r < shape.rows(); r++) {
            for (int c = 0; c < shape.cols(); c++) {
                BitMatrix matrix = new BitMatrix(shape.rows(), shape.cols());
                matrix.set(r, c, true);
                BlockCounts counts = counted(shape, matrix);

                assertThat(counts.count(1 << (r * shape.cols() + c)))
                        .as("(%d, %d)", r, c)
                        .isEqualTo(1);
                assertThat(counts.total()).isEqualTo(1);
            }
        }
    }

    /** Widths 3 and 5 do not divide 64: their blocks cross from one word to the next. */
    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"2x3, 1", "4x3, 2", "3x5, 3", "1x5, 4", "1x3, 5", "1x16, 6", "1x7, 7", "4x4, 8", "2x8, 9", "5x3, 10"})
    void blocksAreCutWithoutOverlapFromTheTopLeft(String text, long seed) {
        BlockShape shape = BlockShape.parse(text);
        for (int cols : new int[] {63, 64, 65, 127, 128, 129, 200}) {
            BitMatrix matrix = random(17, cols, seed);
            BlockCounts counts = counted(shape, matrix);

            assertThat(countsOf(counts)).as("%d columns", cols).isEqualTo(cellByCell(shape, matrix));
            assertThat(counts.total()).isEqualTo((long) (17 / shape.rows()) * (cols / shape.cols()));
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 100", "100, 3", "0, 0", "0, 8", "8, 0"})
    void aMatrixSmallerThanABlockCountsNothing(int rows, int cols) {
        BlockCounts counts = counted(SQUARE, random(rows, cols, 1));

        assertThat(counts.total()).isZero();
        assertThat(counts.distinct()).isZero();
        assertThat(counts.bdm(squares())).isZero();
        assertThat(counts.entropy()).isZero();
    }

    @Test
    void incompleteBlocksAtTheEdgesAreDropped() {
        BitMatrix matrix = new BitMatrix(7, 9);
        for (int r = 0; r < 7; r++) {
            for (int c = 0; c < 9; c++) {
                matrix.set(r, c, r >= 4 || c >= 8);
            }
        }
        BlockCounts counts = counted(SQUARE, matrix);

        assertThat(counts.total()).isEqualTo(2);
        assertThat(counts.count(0)).isEqualTo(2);
    }

    @Test
    void aBlockAndItsComplementAreDifferent() {
        BlockCounts counts = counted(SQUARE, BitMatrix.parse("00001111", "00001111", "00001111", "00001111"));

        assertThat(counts.distinct()).isEqualTo(2);
        assertThat(counts.count(0)).isEqualTo(1);
        assertThat(counts.count(0xffff)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"4, 4, 0", "8, 8, 2", "16, 128, 7"})
    void anAllZeroMatrixCostsItsBlockAndTheLogarithmOfTheCount(int rows, int cols, double log) {
        BlockCounts counts = counted(SQUARE, new BitMatrix(rows, cols));

        assertThat(counts.bdm(squares())).isEqualTo(squares()[0] / (double) BIT + log);
        assertThat(counts.entropy()).isEqualTo(0.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 25, 1000, 3001})
    void theEntropyOfOneBlockIsExactlyZeroHoweverOftenItOccurs(int times) {
        assertThat(counted(SQUARE, new BitMatrix(4, 4 * times)).entropy()).isEqualTo(0.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 64, 1024, 4096})
    void theEntropyOfDistinctBlocksIsExactlyTheLogarithmOfAPowerOfTwo(int blocks) {
        assertThat(counted(SQUARE, distinct(blocks)).entropy()).isEqualTo(Integer.numberOfTrailingZeros(blocks));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 10, 49, 1000, 5000})
    void theEntropyOfDistinctBlocksIsTheLogarithmOfTheirNumber(int blocks) {
        assertThat(counted(SQUARE, distinct(blocks)).entropy())
                .isCloseTo(Math.log(blocks) / Math.log(2), within(4e-15));
    }

    @Test
    void theBdmOfDistinctBlocksIsTheSumOfTheirValues() {
        long[] values = squares();
        long sum = 0;
        for (int block = 0; block < 300; block++) {
            sum += values[block];
        }

        assertThat(counted(SQUARE, distinct(300)).bdm(values)).isEqualTo(sum / (double) BIT);
    }

    @Test
    void clearForgetsEverything() {
        BlockCounts counts = counted(SQUARE, random(64, 64, 1));
        counts.entropy();
        counts.clear();
        assertThat(counts.total()).isZero();
        assertThat(counts.distinct()).isZero();
        assertThat(counts.entropy()).isZero();
        BitMatrix matrix = random(40, 70, 2);
        counts.add(matrix);

        BlockCounts fresh = counted(SQUARE, matrix);
        assertThat(countsOf(counts)).isEqualTo(countsOf(fresh));
        assertThat(counts.bdm(squares())).isEqualTo(fresh.bdm(squares()));
        assertThat(counts.entropy()).isEqualTo(fresh.entropy());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theOrderOfMatricesDoesNotChangeABit(long seed) {
        List<BitMatrix> matrices = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            matrices.add(random(8 + 5 * i, 90 - 7 * i, 10 * seed + i));
        }
        matrices.add(new BitMatrix(64, 64));
        BlockCounts forward = counted(new BlockShape(2, 3), matrices.toArray(BitMatrix[]::new));
        Collections.reverse(matrices);
        BlockCounts backward = counted(new BlockShape(2, 3), matrices.toArray(BitMatrix[]::new));
        long[] values = values(6);

        assertThat(backward.bdm(values)).isEqualTo(forward.bdm(values));
        assertThat(backward.entropy()).isEqualTo(forward.entropy());
    }

    /** Multiplicities on both sides of 1024, some of them equal, and more than sixteen. */
    @Test
    void largeMultiplicitiesCountAsSmallOnesDo() {
        int[] multiplicities = {
            1023, 1024, 1024, 1025, 1, 1, 2, 5000, 1100, 1101, 1102, 1103, 1104, 1105, 1106, 1107, 1108, 1109, 1110,
            1111, 1112, 1111, 4096, 9999, 1023
        };
        int total = Arrays.stream(multiplicities).sum();
        BitMatrix matrix = new BitMatrix(1, 5 * total);
        int position = 0;
        for (int block = 0; block < multiplicities.length; block++) {
            for (int i = 0; i < multiplicities[block]; i++, position += 5) {
                for (int bit = 0; bit < 5; bit++) {
                    matrix.set(0, position + bit, (block >> bit & 1) == 1);
                }
            }
        }
        long[] values = values(5);
        double bdm = 0;
        double entropy = 0;
        for (int block = 0; block < multiplicities.length; block++) {
            double p = (double) multiplicities[block] / total;
            bdm += values[block] / (double) BIT + Math.log(multiplicities[block]) / Math.log(2);
            entropy -= p * Math.log(p) / Math.log(2);
        }

        BlockCounts counts = counted(new BlockShape(1, 5), matrix);

        assertThat(counts.distinct()).isEqualTo(multiplicities.length);
        assertThat(counts.bdm(values)).isCloseTo(bdm, within(1e-10));
        assertThat(counts.entropy()).isCloseTo(entropy, within(1e-12));
    }

    @Test
    void bdmReadsTheTablesValuesOfTheShape() throws IOException {
        String text = "shape\tblock\tctm\n1x1\t0\t1\n1x1\t1\t1.5\n1x2\t00\t3\n1x2\t10\t4.25\n1x2\t01\t5\n1x2\t11\t6\n";
        CtmTable table =
                CtmTables.load("test.tsv", path -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));

        assertThat(counted(new BlockShape(1, 2), BitMatrix.parse("1000", "1010"))
                        .bdm(table))
                .isCloseTo(4.25 + 3 + Math.log(3) / Math.log(2), within(1e-14));
    }

    @Test
    void aTableWithoutTheShapeIsRefused() throws IOException {
        CtmTable table = CtmTables.load(
                "test.tsv",
                path -> new ByteArrayInputStream("shape\tblock\tctm\n1x1\t0\t1\n".getBytes(StandardCharsets.UTF_8)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> counted(SQUARE, new BitMatrix(4, 4)).bdm(table))
                .withMessageContaining("4x4");
    }

    private static BlockCounts counted(BlockShape shape, BitMatrix... matrices) {
        BlockCounts counts = new BlockCounts(shape);
        Arrays.stream(matrices).forEach(counts::add);
        return counts;
    }

    private static int[] countsOf(BlockCounts counts) {
        return IntStream.range(0, 1 << counts.shape().cells())
                .map(counts::count)
                .toArray();
    }

    private static int[] cellByCell(BlockShape shape, BitMatrix matrix) {
        int[] counts = new int[1 << shape.cells()];
        for (int r = 0; r + shape.rows() <= matrix.rows(); r += shape.rows()) {
            for (int c = 0; c + shape.cols() <= matrix.cols(); c += shape.cols()) {
                int block = 0;
                for (int cell = 0; cell < shape.cells(); cell++) {
                    boolean one = matrix.get(r + cell / shape.cols(), c + cell % shape.cols());
                    block += one ? 1 << cell : 0;
                }
                counts[block]++;
            }
        }
        return counts;
    }

    /** One row of the 4x4 blocks 0, 1, 2 and so on. */
    private static BitMatrix distinct(int blocks) {
        BitMatrix matrix = new BitMatrix(4, 4 * blocks);
        for (int block = 0; block < blocks; block++) {
            for (int cell = 0; cell < 16; cell++) {
                matrix.set(cell / 4, 4 * block + cell % 4, (block >> cell & 1) == 1);
            }
        }
        return matrix;
    }

    private static BitMatrix random(int rows, int cols, long seed) {
        Rng rng = Rng.stream(seed, "test");
        BitMatrix matrix = new BitMatrix(rows, cols);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                matrix.set(r, c, rng.nextInt(2) == 1);
            }
        }
        return matrix;
    }

    private static long[] squares() {
        return values(16);
    }

    /** Different values, from 20 bits on, for all blocks of so many cells. */
    private static long[] values(int cells) {
        return IntStream.range(0, 1 << cells)
                .mapToLong(block -> 20 * BIT + block * 123_456_789L)
                .toArray();
    }
}
