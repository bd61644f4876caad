package org.bitsweep.bits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitsweep.bits.BothTiers.untouched;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The binary product, the packing of signs and the padding; see {@link GemmTest} for the float products. */
class KernelsTest {
    private static final int[] OUTPUTS = {0, 1, 3, 15, 16, 17, 33, 64};
    /** 1,984 bits are 31 words, 4,099 are 65. */
    private static final int[] BITS = {0, 1, 2, 63, 64, 65, 127, 128, 255, 257, 509, 1984, 1985, 2048, 2113, 4099};
    /** Columns of an output beyond its last, which belong to somebody else. */
    private static final int BEYOND = 16;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 5, 7, 33})
    void xnorGemmIsTheProductOfPlusAndMinusOnes(int m) {
        for (int outputs : OUTPUTS) {
            for (int bits : BITS) {
                BitMatrix a = BothTiers.randomBits(m, bits, "a");
                BitMatrix w = BothTiers.randomBits(outputs, bits, "w");
                checkXnorGemm(a, w, m + " x " + outputs + " x " + bits);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 255, 256, 257, 1984, 1985, 2048, 4099, 16_384})
    void xnorGemmCountsUpToAllBits(int bits) {
        BitMatrix zeros = new BitMatrix(3, bits);
        BitMatrix ones = new BitMatrix(3, bits);
        for (int r = 0; r < 3; r++) {
            for (int c = 0; c < bits; c++) {
                ones.set(r, c, true);
            }
        }
        checkXnorGemm(zeros, ones, bits + " unequal bits");
        checkXnorGemm(ones, ones, bits + " equal bits");
    }

    private static void checkXnorGemm(BitMatrix a, BitMatrix w, String what) {
        int bits = a.cols();
        int padded = Kernels.padded(w.rows());
        int ld = padded + BEYOND;
        float[] expected = untouched(a.rows() * ld);
        for (int i = 0; i < a.rows(); i++) {
            Arrays.fill(expected, i * ld, i * ld + padded, 0f);
            for (int j = 0; j < w.rows(); j++) {
                int sum = 0;
                for (int k = 0; k < bits; k++) {
                    sum += a.get(i, k) == w.get(j, k) ? 1 : -1;
                }
                expected[i * ld + j] = sum;
            }
        }

        BothTiers.assertGive(expected, what, kernels -> {
            float[] y = untouched(expected.length);
            kernels.xnorGemm(a.rows(), w.rows(), bits, a.words(), w.words(), y, ld, new Scratch());
            return y;
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 15, 16, 17, 31, 32, 33, 47, 48, 49, 63, 64, 65, 127, 128, 129})
    void packSignsSetsTheBitsOfPositiveValuesOnly(int cols) {
        float[] positive = {1f, Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE, Float.POSITIVE_INFINITY};
        float[] others = {0f, -0f, -1f, -Float.MIN_VALUE, -Float.MIN_NORMAL, -Float.MAX_VALUE, Float.NEGATIVE_INFINITY};
        int rows = 7;
        BitMatrix expected = BothTiers.randomBits(rows, cols, "signs");
        Rng rng = Rng.stream(cols, "test");
        float[] x = values(expected, rng, positive, others);

        for (Kernels kernels : BothTiers.kernels()) {
            long[] out = new long[expected.words().length];
            Arrays.fill(out, -1L);
            kernels.packSigns(0, rows, cols, x, stride(cols), out, null);
            assertThat(out).as(kernels.getClass().getSimpleName()).isEqualTo(expected.words());
        }
    }

    @Test
    void packSignsTakesTheOppositeOfANaNsOwnSign() {
        float[] x = new float[Kernels.LANES];
        x[0] = Float.intBitsToFloat(0x7fc00000);
        x[1] = Float.intBitsToFloat(0xffc00000);

        for (Kernels kernels : BothTiers.kernels()) {
            long[] out = new long[1];
            kernels.packSigns(0, 1, 2, x, Kernels.LANES, out, null);
            assertThat(out).as(kernels.getClass().getSimpleName()).containsExactly(1L);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 7, 65", "2, 5, 65", "3, 3, 64", "6, 7, 1", "0, 1, 130", "1, 6, 200"})
    void packSignsWritesAndNotesTheRowsOfItsRangeOnly(int from, int to, int cols) {
        BitMatrix before = BothTiers.randomBits(7, cols, "before");
        BitMatrix after = BothTiers.randomBits(7, cols, "after");
        float[] x = values(after, Rng.stream(cols, "test"), new float[] {2f}, new float[] {-2f, 0f});
        int words = before.wordsPerRow();
        long[] expected = before.words().clone();
        System.arraycopy(after.words(), from * words, expected, from * words, (to - from) * words);
        List<Integer> changed = new ArrayList<>();
        int count = 0;
        for (int w = 0; w < expected.length; w++) {
            if (expected[w] != before.words()[w]) {
                changed.add(w);
                count += Long.bitCount(expected[w] ^ before.words()[w]);
            }
        }

        for (Kernels kernels : BothTiers.kernels()) {
            String tier = kernels.getClass().getSimpleName();
            long[] out = before.words().clone();
            Flips flips = new Flips(out.length);
            kernels.packSigns(from, to, cols, x, stride(cols), out, flips);
            assertThat(out).as(tier).isEqualTo(expected);
            assertThat(flips.size()).as(tier).isEqualTo(changed.size());
            assertThat(flips.count()).as(tier).isEqualTo(count);
            for (int i = 0; i < flips.size(); i++) {
                int word = changed.get(i);
                assertThat(flips.word(i)).as(tier).isEqualTo(word);
                assertThat(flips.mask(i)).as(tier).isEqualTo(before.words()[word] ^ expected[word]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 16", "15, 16", "16, 16", "17, 32", "100, 112"})
    void rowsArePaddedToTheWidestVector(int columns, int padded) {
        assertThat(Kernels.padded(columns)).isEqualTo(padded);
    }

    private static int stride(int cols) {
        return Kernels.padded(cols) + 16;
    }

    /** Values with the given signs; the padding is positive, because nobody may look at it. */
    private static float[] values(BitMatrix signs, Rng rng, float[] positive, float[] others) {
        float[] x = new float[signs.rows() * stride(signs.cols())];
        Arrays.fill(x, 1f);
        for (int r = 0; r < signs.rows(); r++) {
            for (int c = 0; c < signs.cols(); c++) {
                float[] choice = signs.get(r, c) ? positive : others;
                x[r * stride(signs.cols()) + c] = choice[rng.nextInt(choice.length)];
            }
        }
        return x;
    }
}
