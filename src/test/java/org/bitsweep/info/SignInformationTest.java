package org.bitsweep.info;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInformationTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "1, 1", "10, 3", "100, 50", "240, 239", "60, 17"})
    void theFlipCodeIsTheLogarithmOfThePossibilities(int n, int k) {
        BigInteger sets = BigInteger.ONE;
        for (int i = 1; i <= k; i++) {
            sets = sets.multiply(BigInteger.valueOf(n - k + i)).divide(BigInteger.valueOf(i));
        }
        double expected = (Math.log(sets.doubleValue()) + Math.log(n + 1)) / Math.log(2);

        assertThat(SignInformation.flipCode(n, k)).isCloseTo(expected, within(1e-10));
    }

    /** Kraft's equality: the code wastes nothing. */
    @Test
    void theCodeLengthsOfAllSequencesFillTheTreeExactly() {
        double sum = 0;
        for (int sequence = 0; sequence < 1 << 12; sequence++) {
            sum += Math.pow(2, -SignInformation.flipCode(12, Integer.bitCount(sequence)));
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
    }

    @Test
    void theFlipEntropyIsTheBinaryEntropyOfTheRate() {
        assertThat(SignInformation.flipEntropy(80, 0)).isZero();
        assertThat(SignInformation.flipEntropy(80, 40)).isCloseTo(80, within(1e-12));
        assertThat(SignInformation.flipEntropy(80, 20))
                .isCloseTo(80 * (2 - 0.75 * Math.log(3) / Math.log(2)), within(1e-12));
    }

    /** Against p ln 2p + q ln 2q. */
    @ParameterizedTest
    @ValueSource(doubles = {-2, -0.3, -1e-3, 0, 0.1, 1, 3})
    void theMeanFieldDivergenceIsThatOfTheTwoCoins(double weight) {
        double p = 1 / (1 + Math.exp(-2 * weight / 0.7));
        double expected = p * Math.log(2 * p) + (1 - p) * Math.log(2 * (1 - p));

        assertThat(SignInformation.meanField(weight, 0.7)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void farFromZeroItIsOneBit() {
        assertThat(SignInformation.meanField(1e6, 1e-6)).isEqualTo(StrictMath.log(2));
        assertThat(SignInformation.meanField(Double.MAX_VALUE, 1e-300)).isEqualTo(StrictMath.log(2));
    }

    @Test
    void moreFlipsThanWeightsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignInformation.flipCode(3, 4))
                .withMessageContaining("4 of 3 signs");
    }
}
