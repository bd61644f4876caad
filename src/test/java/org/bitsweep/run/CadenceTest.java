package org.bitsweep.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CadenceTest {
    @Test
    void epochsAtEqualDistancesBeginBeforeTrainingAndEndWithTheLast() {
        assertThat(included(new Cadence(4, 0), 10)).containsExactly(0, 4, 8, 10);
    }

    @Test
    void epochsAtEqualRatiosAreRoundedPowersOfTheRatio() {
        assertThat(included(new Cadence(0, 3), 500)).containsExactly(0, 1, 2, 5, 10, 22, 46, 100, 215, 464, 500);
    }

    /** 10^(k/10): 1, 1.26, 1.58, 2.00, 2.51, 3.16, 3.98, 5.01, 6.31, 7.94. */
    @Test
    void manyEpochsAtEqualRatiosBeginWithAllThereAre() {
        assertThat(included(new Cadence(0, 10), 11)).containsExactly(0, 1, 2, 3, 4, 5, 6, 8, 10, 11);
        assertThat(included(new Cadence(0, 10), 8000)).hasSize(2 + 40 - 3).endsWith(5012, 6310, 7943, 8000);
    }

    @ParameterizedTest
    @CsvSource({"1,0", "3,0", "7,0", "100,0", "0,1", "0,3", "0,10", "0,77"})
    void timesCountsTheEpochsThatAreIncluded(int every, int perDecade) {
        Cadence cadence = new Cadence(every, perDecade);

        for (int maxEpochs : new int[] {1, 2, 3, 9, 10, 11, 99, 100, 1001, 8000}) {
            assertThat(cadence.times(maxEpochs))
                    .as("%s", maxEpochs)
                    .isEqualTo(included(cadence, maxEpochs).size());
        }
    }

    private static List<Integer> included(Cadence cadence, int maxEpochs) {
        return IntStream.rangeClosed(0, maxEpochs)
                .filter(epoch -> cadence.includes(epoch, maxEpochs))
                .boxed()
                .toList();
    }
}
