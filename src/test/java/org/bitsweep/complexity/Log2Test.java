package org.bitsweep.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class Log2Test {
    @Test
    void isExactForPowersOfTwo() {
        for (int exponent = 0; exponent < 63; exponent++) {
            assertThat(Log2.of(1L << exponent)).isEqualTo(exponent);
        }
    }

    @Test
    void isTheQuotientOfNaturalLogarithmsForOtherCounts() {
        for (long n = 1; n < 10_000; n++) {
            assertThat(Log2.of(n)).isCloseTo(Math.log(n) / Math.log(2), within(4e-15));
        }
    }

    @Test
    void growsWithItsArgument() {
        for (long n = 1; n < 100_000; n++) {
            assertThat(Log2.of(n + 1)).isGreaterThan(Log2.of(n));
        }
    }
}
