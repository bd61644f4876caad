package org.bitsweep.info;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.bitsweep.bits.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateTableTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 50, 3", "1, 5000, 700", "2, 5000, 700", "8, 3000, 2900", "13, 1000, 2"})
    void statesAreNumberedInTheOrderInWhichTheyAppear(int stride, int patterns, int kinds) {
        long[] words = random(stride, patterns, kinds);
        int[] numbers = new int[patterns];
        StateTable table = new StateTable();
        // A larger call before: nothing of it may be left.
        table.number(random(stride, 2 * patterns, 2 * kinds), stride, 2 * patterns, new int[2 * patterns]);

        int distinct = table.number(words, stride, patterns, numbers);

        assertThat(numbers).isEqualTo(byText(words, stride, patterns));
        assertThat(distinct).isEqualTo(Arrays.stream(numbers).max().orElseThrow() + 1);
        assertThat(table.collisions()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 12})
    void statesOfFewBitsAreNumberedLikewise(int bits) {
        Rng rng = Rng.stream(bits, "few");
        long[] words = new long[3000];
        Arrays.setAll(words, i -> rng.nextInt(1 << bits));
        StateTable table = new StateTable();
        table.numberFew(new long[] {1, 0}, bits, 2, new int[2]);
        int[] numbers = new int[3000];

        assertThat(table.numberFew(words, bits, 3000, numbers))
                .isEqualTo((int) Arrays.stream(words).distinct().count());
        assertThat(numbers).isEqualTo(byText(words, 1, 3000));
    }

    @Test
    void statesWithOneHashStayApartAndAreCounted() {
        long[] words = {7, 8, 7, 9, 9, 7};
        int[] numbers = new int[6];
        StateTable table = new StateTable((all, from, to, hash) -> Arrays.fill(hash, 42));

        assertThat(table.number(words, 1, 6, numbers)).isEqualTo(3);
        assertThat(numbers).containsExactly(0, 1, 0, 2, 2, 0);
        // 8 meets 7; 9 meets 7 and 8, twice.
        assertThat(table.collisions()).isEqualTo(1 + 2 + 2);
    }

    @Test
    void halfOfTheHashBeingEqualIsNoCollision() {
        StateTable table = new StateTable((all, from, to, hash) -> {
            hash[0] = 5;
            hash[1] = all[from];
        });

        assertThat(table.number(new long[] {1, 2, 3, 2}, 1, 4, new int[4])).isEqualTo(3);
        assertThat(table.collisions()).isZero();
    }

    @Test
    void everyBitOfAStateCountsInBothHalvesOfTheHash() {
        long[] state = new long[3];
        long[] zero = new long[2];
        long[] other = new long[2];
        StateHash.multiplying(state, 0, 3, zero);
        for (int bit = 0; bit < 192; bit++) {
            state[bit / 64] ^= 1L << bit;
            StateHash.multiplying(state, 0, 3, other);
            state[bit / 64] ^= 1L << bit;
            assertThat(other[0]).as("bit %s", bit).isNotEqualTo(zero[0]);
            assertThat(other[1]).as("bit %s", bit).isNotEqualTo(zero[1]);
        }
    }

    private static long[] random(int stride, int patterns, int kinds) {
        Rng rng = Rng.stream(patterns, "states");
        long[] all = new long[stride * kinds];
        Arrays.setAll(all, i -> rng.nextInt(4));
        long[] words = new long[stride * patterns];
        for (int p = 0; p < patterns; p++) {
            System.arraycopy(all, rng.nextInt(kinds) * stride, words, p * stride, stride);
        }
        return words;
    }

    private static int[] byText(long[] words, int stride, int patterns) {
        Map<String, Integer> known = new HashMap<>();
        int[] numbers = new int[patterns];
        for (int p = 0; p < patterns; p++) {
            String text = Arrays.toString(Arrays.copyOfRange(words, p * stride, (p + 1) * stride));
            known.putIfAbsent(text, known.size());
            numbers[p] = known.get(text);
        }
        return numbers;
    }
}
