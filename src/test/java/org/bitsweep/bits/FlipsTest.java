package org.bitsweep.bits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlipsTest {
    @Test
    void wordsAndMasksAreKeptInTheOrderOfTheUpdate() {
        Flips flips = new Flips(4);
        flips.add(3, 0b101);
        flips.add(0, -1L);

        assertThat(flips.size()).isEqualTo(2);
        assertThat(flips.word(0)).isEqualTo(3);
        assertThat(flips.mask(0)).isEqualTo(0b101);
        assertThat(flips.word(1)).isEqualTo(0);
        assertThat(flips.mask(1)).isEqualTo(-1L);
        assertThat(flips.count()).isEqualTo(66);
    }

    @Test
    void aWordThatDoesNotChangeIsNoEntry() {
        Flips flips = new Flips(1);
        flips.add(0, 0);
        flips.add(0, 0);

        assertThat(flips.size()).isZero();
        assertThat(flips.count()).isZero();
    }

    @Test
    void clearingMakesRoomForTheNextUpdate() {
        Flips flips = new Flips(1);
        flips.add(0, 7);
        flips.clear();
        assertThat(flips.size()).isZero();
        assertThat(flips.count()).isZero();
        flips.add(0, 1L << 63);

        assertThat(flips.size()).isEqualTo(1);
        assertThat(flips.mask(0)).isEqualTo(1L << 63);
        assertThat(flips.count()).isEqualTo(1);
    }
}
