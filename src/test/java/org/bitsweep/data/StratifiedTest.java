package org.bitsweep.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.bitsweep.bits.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StratifiedTest {
    @Test
    void wholeQuotasAreGivenExactly() {
        assertThat(Stratified.allocate(new int[] {10, 20, 30}, 6)).containsExactly(1, 2, 3);
    }

    @Test
    void theLargestRemaindersGetWhatIsLeft() {
        // Quotas 3.3, 3.0, 0.7 of 7.
        assertThat(Stratified.allocate(new int[] {33, 30, 7}, 7)).containsExactly(3, 3, 1);
    }

    @Test
    void tiesGoToTheFirstClasses() {
        assertThat(Stratified.allocate(new int[] {5, 5, 5, 5}, 6)).containsExactly(2, 2, 1, 1);
    }

    @Test
    void anEmptyClassGetsNothing() {
        assertThat(Stratified.allocate(new int[] {0, 3, 0, 4}, 6)).containsExactly(0, 3, 0, 3);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void sharesAddUpAndLieNextToTheirQuotas(long seed) {
        Rng random = Rng.stream(seed, "test");
        int[] counts = IntStream.range(0, 1 + random.nextInt(20))
                .map(c -> random.nextInt(1000))
                .toArray();
        counts[0]++;
        int all = Arrays.stream(counts).sum();
        int total = random.nextInt(all + 1);

        int[] shares = Stratified.allocate(counts, total);

        assertThat(Arrays.stream(shares).sum()).isEqualTo(total);
        for (int c = 0; c < counts.length; c++) {
            double quota = (double) counts[c] * total / all;
            assertThat(shares[c]).isBetween((int) Math.floor(quota), (int) Math.ceil(quota));
        }
    }

    @Test
    void drawsDistinctCandidatesInOrder() {
        int[] labels = IntStream.range(0, 100).map(i -> i * i % 3).toArray();
        int[] candidates = IntStream.range(0, 50).map(i -> 2 * i + 1).toArray();

        int[] drawn = Stratified.draw(candidates, labels, 3, 20, Rng.stream(7, "test"));

        assertThat(drawn).hasSize(20).doesNotHaveDuplicates().isSorted();
        assertThat(candidates).contains(drawn);
    }

    @Test
    void everyCandidateIsDrawnEquallyOften() {
        int[] labels = new int[10];
        int[] candidates = IntStream.range(0, 10).toArray();
        int[] times = new int[10];

        for (int seed = 0; seed < 3000; seed++) {
            for (int drawn : Stratified.draw(candidates, labels, 1, 3, Rng.stream(seed, "test"))) {
                times[drawn]++;
            }
        }

        // Binomial: mean 900, standard deviation 25; six of them.
        assertThat(IntStream.of(times).boxed()).allSatisfy(n -> assertThat(n).isBetween(750, 1050));
    }
}
