package org.bitsweep.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bitsweep.bits.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
    @ParameterizedTest
    @CsvSource({
        "0.0, 0",
        "-0.0, 0",
        "1.0, 1",
        "-0.5, -0.5",
        "0.1, 0.1",
        "1e-3, 0.001",
        "1e-8, 0.00000001",
        "0.30000000000000004, 0.30000000000000004",
        "128.0, 128",
        "1e300, 1e300",
        "-2.5e-300, -25e-301",
        "4.9e-324, 5e-324",
        "1.7976931348623157e308, 17976931348623157e292",
        "2.2250738585072014e-308, 22250738585072014e-324",
        "9007199254740993.0, 9007199254740992",
        "1e19, 10000000000000000000",
        "2e-3, 0.002",
        "2e23, 2e23"
    })
    void aNumberHasTheFewestDigitsThatGiveItBack(double number, String expected) {
        assertThat(CanonicalJson.render(number)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void everyNumberReadsBack(long seed) {
        Rng rng = Rng.stream(seed, "test");
        for (int i = 0; i < 300; i++) {
            double number = Double.longBitsToDouble(rng.nextLong());
            if (Double.isFinite(number)) {
                assertThat(Double.parseDouble(CanonicalJson.render(number))).isEqualTo(number);
            }
        }
    }

    /** Tries one digit, two digits and so on, for random numbers and for powers of two, whose neighbours are uneven. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5})
    void noFewerDigitsGiveANumberBack(long seed) {
        Rng rng = Rng.stream(seed, "test");
        for (int i = 0; i < 500; i++) {
            double number = i % 2 == 0
                    ? Double.longBitsToDouble(rng.nextLong())
                    : Math.scalb(1.0, (int) (rng.nextLong() % 1000)) * (i % 3 == 0 ? 0.3 : 1);
            if (!Double.isFinite(number)) {
                continue;
            }
            int digits = 1;
            while (new BigDecimal(number).round(new MathContext(digits)).doubleValue() != number) {
                digits++;
            }
            BigDecimal written = new BigDecimal(CanonicalJson.render(number));
            assertThat(written).isEqualByComparingTo(new BigDecimal(number).round(new MathContext(digits)));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aNumberThatIsNotFiniteIsRefused(double number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CanonicalJson.render(number))
                .withMessage("no canonical form for " + number);
    }

    @Test
    void integersAreWrittenInFull() {
        assertThat(CanonicalJson.render(List.of(7, -3L, Long.MAX_VALUE, Integer.MIN_VALUE)))
                .isEqualTo("[7,-3,9223372036854775807,-2147483648]");
    }

    @Test
    void keysAreSortedAndThereIsNoWhiteSpace() {
        Map<String, Object> map = new TreeMap<>(Map.of("b", List.of(1, 2), "a", "x", "B", new TreeMap<>(), "ab", 0.5));

        assertThat(CanonicalJson.render(map)).isEqualTo("{\"B\":{},\"a\":\"x\",\"ab\":0.5,\"b\":[1,2]}");
    }

    @Test
    void textsAreEscapedWhereJsonAsksForIt() {
        assertThat(CanonicalJson.render("a\"b\\c/d\n\t\u0000\u001fé→"))
                .isEqualTo("\"a\\\"b\\\\c/d\\u000a\\u0009\\u0000\\u001fé→\"");
    }

    @Test
    void keysAreEscapedToo() {
        assertThat(CanonicalJson.render(new TreeMap<>(Map.of("a\"b", 1)))).isEqualTo("{\"a\\\"b\":1}");
    }

    @Test
    void valuesOfOtherTypesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.render(Map.of("a", 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.render(1.5f));
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.render(null));
    }
}
