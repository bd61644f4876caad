package org.bitsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "</script><img src=x onerror=alert(1)>",
                "<!--<script>",
                "a & b",
                "]]>",
                "line\u2028paragraph\u2029end"
            })
    void noCharacterOfATextEndsTheScriptElementOrALine(String text) throws JsonProcessingException {
        String json = PageJson.write(PageJson.object().set(text, PageJson.value(text)));

        assertThat(json).doesNotContain("<", ">", "&", "\u2028", "\u2029");
        assertThat(PageJson.read(json).get(text).asText()).isEqualTo(text);
    }

    @Test
    void numbersHaveSixDigitsAndWhatIsNotFiniteIsNull() {
        assertThat(PageJson.write(PageJson.value(1234.5678))).isEqualTo("1234.57");
        assertThat(PageJson.write(PageJson.value(-0.000123456789))).isEqualTo("-1.23457E-4");
        assertThat(PageJson.value(Double.NaN).isNull()).isTrue();
        assertThat(PageJson.value(Double.NEGATIVE_INFINITY).isNull()).isTrue();
        assertThat(PageJson.value(null).isNull()).isTrue();
    }

    @Test
    void aLongTextIsCut() {
        assertThat(PageJson.value("x".repeat(100_000)).asText())
                .hasSizeLessThan(500)
                .endsWith("…");
    }

    /** The quantile of Student's t with 9 degrees of freedom at 0.975 is 2.262 in any table of it. */
    @Test
    void aBandIsThe95PercentIntervalOfTheMeanByStudentsT() {
        assertThat(Curves.halfWidth(2.0, 10)).isCloseTo(2.262157 * 2 / Math.sqrt(10), within(1e-6));
        assertThat(Curves.halfWidth(2.0, 2)).isNull();
    }

    @Test
    void thePageRunsItsOwnScriptsOnlyAndLoadsNothing() {
        String html = Page.html("{}");

        assertThat(html)
                .contains("default-src 'none'")
                .containsPattern("script-src 'sha256-[^']+' 'sha256-[^']+'\"")
                .contains("Licensed to the Apache Software Foundation")
                .doesNotContain("{{")
                .doesNotContain("src=\"http", "href=\"http", "sourceMappingURL");
    }
}
