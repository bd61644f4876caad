package org.bitsweep.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bitsweep.bits.Rng;
import org.junit.jupiter.api.Test;

class HeldOutDropTest {
    private static final double[] EPOCHS = {0, 1, 2, 3, 4};

    /** Sums of the others: 0 1 12 13 3, 0 3 8 10 4 and 0 4 14 5 1. So the drops are 1 - 1, 4 - 0 and 3 - 3. */
    @Test
    void eachRunsPeakIsWhereTheOthersHaveTheirs() {
        List<SeriesPair> runs = List.of(pair(0, 3, 5, 1, 1), pair(0, 1, 9, 4, 0), pair(0, 0, 3, 9, 3));

        Bootstrap drop = HeldOutDrop.of(runs);

        assertThat(drop.estimate()).isCloseTo(4.0 / 3, within(1e-12));
    }

    @Test
    void noiseHasNoDropAlthoughEveryRunHasAPeakAboveItsEnd() {
        Rng rng = Rng.stream(3, "noise");
        List<SeriesPair> runs = new ArrayList<>();
        for (int run = 0; run < 50; run++) {
            double[] noise = new double[40];
            double[] epochs = new double[40];
            Arrays.setAll(noise, i -> rng.nextGaussian());
            Arrays.setAll(epochs, i -> i);
            runs.add(new SeriesPair(noise, epochs));
        }

        Bootstrap drop = HeldOutDrop.of(runs);

        assertThat(drop.low()).isNegative();
        assertThat(drop.high()).isPositive();
    }

    @Test
    void onlyEpochsThatAllRunsHaveCount() {
        SeriesPair longer = new SeriesPair(new double[] {0, 1, 2, 8, 2, 1}, new double[] {0, 1, 2, 2.5, 3, 4});

        assertThat(HeldOutDrop.of(List.of(longer, pair(0, 1, 2, 1, 0))).estimate())
                .isCloseTo((1 + 2) / 2.0, within(1e-12));
    }

    @Test
    void oneRunHasNoOthers() {
        assertThat(HeldOutDrop.of(List.of(pair(0, 1, 2, 1, 0))).estimate()).isNull();
        assertThat(HeldOutDrop.of(List.of()).estimate()).isNull();
    }

    private static SeriesPair pair(double... values) {
        return new SeriesPair(values, EPOCHS);
    }
}
