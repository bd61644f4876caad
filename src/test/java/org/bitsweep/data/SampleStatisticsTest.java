package org.bitsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SampleStatisticsTest {
    /** Three samples (0, 7, 1), (2, 7, 0) and (4, 7, -1). */
    private final SampleStatistics statistics =
            SampleStatistics.of(new float[] {0, 7, 1, 2, 7, 0, 4, 7, -1}, new int[] {2, 0, 2}, 4);

    @Test
    void samplesAreCountedByClass() {
        assertThat(statistics.counts()).containsExactly(1, 0, 2, 0);
    }

    @Test
    void valuesAreSummedUp() {
        assertThat(statistics.least()).isEqualTo(-1);
        assertThat(statistics.greatest()).isEqualTo(7);
        assertThat(statistics.mean()).isEqualTo(3);
        // Squares: 0 + 49 + 1 + 4 + 49 + 0 + 16 + 49 + 1 = 169; the variance is 169 / 9 - 9.
        assertThat(statistics.deviation()).isCloseTo(Math.sqrt(169 / 9.0 - 9), within(1e-12));
        assertThat(statistics.zeros()).isCloseTo(2 / 9.0, within(1e-15));
    }

    @Test
    void featuresThatNeverVaryAreCounted() {
        assertThat(statistics.constant()).isEqualTo(1);
    }
}
