package org.bitsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The colours of the page against those behind them: contrasts as WCAG 2.1 defines and demands them. */
class ColoursTest {
    private static final double TEXT = 4.5;
    private static final double GRAPHICS = 3;
    private static final Pattern COLOUR = Pattern.compile("--(\\w+): (#[0-9a-f]{6});");

    @ParameterizedTest
    @ValueSource(strings = {":root", "html[data-theme=\"dark\"]"})
    void textIsReadable(String theme) throws IOException {
        Map<String, Integer> colours = colours(theme);
        for (String text : List.of("ink", "soft", "link")) {
            assertThat(contrast(colours.get(text), colours.get("page")))
                    .as(text)
                    .isGreaterThan(TEXT);
            assertThat(contrast(colours.get(text), colours.get("panel")))
                    .as(text)
                    .isGreaterThan(TEXT);
        }
        assertThat(contrast(colours.get("ink"), colours.get("warn"))).isGreaterThan(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {":root", "html[data-theme=\"dark\"]"})
    void linesAndMarksAreSeen(String theme) throws IOException {
        Map<String, Integer> colours = colours(theme);
        for (String line : List.of("c0", "c1", "c2", "c3", "c4", "c5", "c6", "bdm", "entropy", "focus")) {
            assertThat(contrast(colours.get(line), colours.get("page")))
                    .as(line)
                    .isGreaterThan(GRAPHICS);
        }
    }

    private static Map<String, Integer> colours(String theme) throws IOException {
        String style = Files.readString(Path.of("src/main/resources/org/bitsweep/report/report.css"));
        int from = style.indexOf(theme + " {");
        return COLOUR.matcher(style.substring(from, style.indexOf("}", from)))
                .results()
                .collect(Collectors.toMap(found -> found.group(1), ColoursTest::rgb));
    }

    private static int rgb(MatchResult found) {
        return Integer.parseInt(found.group(2).substring(1), 16);
    }

    private static double contrast(int colour, int behind) {
        double a = luminance(colour) + 0.05;
        double b = luminance(behind) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(int colour) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        return IntStream.range(0, 3)
                .mapToDouble(i -> {
                    double channel = (colour >> 16 - 8 * i & 0xff) / 255.0;
                    return weights[i]
                            * (channel <= 0.03928 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4));
                })
                .sum();
    }
}
