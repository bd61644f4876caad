package org.bitsweep.bits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogarithmTest {
    @ParameterizedTest
    @ValueSource(
            doubles = {
                Double.MIN_VALUE,
                Double.MIN_NORMAL,
                1e-300,
                1e-17,
                0x1p-53,
                1e-8,
                0.1,
                0.41421356237309503,
                0.41421356237309515,
                0.5,
                1,
                1.8284271247461903,
                2,
                3,
                9,
                1e15,
                0x1p53,
                1e100,
                0x1p1023,
                Double.MAX_VALUE
            })
    void theLogarithmIsWithinItsError(double x) {
        assertIsClose(x);
    }

    /** StrictMath's is within 1 unit in the last place (fdlibm), less than a quarter of the error allowed. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void anyLogarithmIsWithinItsError(long seed) {
        Rng rng = Rng.stream(seed, "test");
        for (int i = 0; i < 100_000; i++) {
            assertIsClose(Math.scalb(1 + rng.nextDouble(), rng.nextInt(2046) - 1022));
            assertIsClose(Math.scalb(1 + rng.nextDouble(), rng.nextInt(20) - 10));
        }
    }

    @Test
    void theLogarithmOfOneIsZero() {
        assertThat(Logarithm.log1p(0)).isZero();
    }

    @Test
    void whatIsNotFiniteStays() {
        assertThat(Logarithm.log1p(Double.NaN)).isNaN();
        assertThat(Logarithm.log1p(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    private static void assertIsClose(double x) {
        double expected = StrictMath.log1p(x);
        double error = Math.abs(Logarithm.log1p(x) - expected);
        if (!(error <= 1e-15 * Math.max(expected, Double.MIN_NORMAL))) {
            assertThat(Logarithm.log1p(x)).as("log1p(%s)", x).isEqualTo(expected);
        }
    }
}
