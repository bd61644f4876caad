package org.bitsweep.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bitsweep.Oracle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Against NumPy and SciPy, see {@code statistics.json}. */
class SeriesTest {
    private static final JsonNode ORACLE = Oracle.read(SeriesTest.class, "statistics.json");
    private static final double TOLERANCE = 1e-12;

    /** Every series of every eligible run, and those of the mean trajectory. */
    static Stream<Arguments> series() {
        Stream.Builder<Arguments> series = Stream.builder();
        int run = 0;
        for (JsonNode node : ORACLE.get("runs")) {
            if (node.hasNonNull("series")) {
                int number = run;
                node.get("series")
                        .fields()
                        .forEachRemaining(
                                entry -> series.add(Arguments.of("run " + number, entry.getKey(), entry.getValue())));
            }
            run++;
        }
        ORACLE.get("group")
                .get("mean_trajectory")
                .get("series")
                .fields()
                .forEachRemaining(entry -> series.add(Arguments.of("mean", entry.getKey(), entry.getValue())));
        return series.build();
    }

    static Stream<JsonNode> smoothingChecks() {
        return elements("smoothing_checks");
    }

    static Stream<JsonNode> constantChecks() {
        return elements("constant_checks");
    }

    static Stream<JsonNode> eligibleRuns() {
        return elements("runs").filter(run -> run.get("eligible").asBoolean());
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("series")
    void smoothingEqualsTheReference(String run, String measure, JsonNode series) {
        assertThat(Series.smooth(Oracle.doubles(series.get("log1p"))))
                .containsExactly(Oracle.doubles(series.get("smoothed")), within(TOLERANCE));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("series")
    void scalingEqualsTheReference(String run, String measure, JsonNode series) {
        double[] scaled = Series.minMax(Oracle.doubles(series.get("smoothed")));

        assertThat(scaled == null).isEqualTo(series.get("constant").asBoolean());
        if (scaled != null) {
            assertThat(scaled).containsExactly(Oracle.doubles(series.get("normalized")), within(TOLERANCE));
        }
    }

    /** A window longer than the series meets its mirror image several times. */
    @ParameterizedTest
    @MethodSource("smoothingChecks")
    void smoothingShortSeriesEqualsTheReference(JsonNode check) {
        assertThat(Series.smooth(Oracle.doubles(check.get("input"))))
                .containsExactly(Oracle.doubles(check.get("smoothed")), within(TOLERANCE));
    }

    @Test
    void smoothingKeepsAConstant() {
        double[] constant = new double[20];
        Arrays.fill(constant, 3.25);

        assertThat(Series.smooth(constant)).containsExactly(constant, within(1e-14));
    }

    @Test
    void smoothingKeepsTheSum() {
        double[] series = {1, 7, -2, 4, 4, 0, 3, 9, 1, 1, 2};

        assertThat(Arrays.stream(Series.smooth(series)).sum())
                .isCloseTo(Arrays.stream(series).sum(), within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("constantChecks")
    void aSeriesIsConstantWhereTheReferenceSaysSo(JsonNode check) {
        assertThat(Preparation.SMOOTHED.of(Oracle.doubles(check.get("raw"))) == null)
                .as(check.get("name").asText())
                .isEqualTo(check.get("constant").asBoolean());
    }

    @ParameterizedTest
    @MethodSource("eligibleRuns")
    void correlationsOfRunsEqualTheReference(JsonNode run) {
        double[] loss = prepared(run, "loss");

        assertCloseOrNull(Method.PEARSON.of(loss, prepared(run, "bdm")), run.get("r_bdm"));
        assertCloseOrNull(Method.PEARSON.of(loss, prepared(run, "entropy")), run.get("r_entropy"));
    }

    @Test
    void aSeriesWithAValueThatIsNoNumberHasNoScale() {
        assertThat(Series.minMax(new double[] {1, Double.NaN, 2})).isNull();
        assertThat(Series.minMax(new double[] {1, Double.POSITIVE_INFINITY, 2})).isNull();
        assertThat(Series.minMax(new double[0])).isNull();
    }

    @Test
    void proportionalSeriesCorrelateByOneAndMinusOne() {
        double[] x = {1, 2, 4, 8};

        assertThat(Series.pearson(x, new double[] {3, 5, 9, 17})).isCloseTo(1, within(1e-15));
        assertThat(Series.pearson(x, new double[] {-1, -2, -4, -8})).isCloseTo(-1, within(1e-15));
    }

    private static double[] prepared(JsonNode run, String measure) {
        int kept = run.get("epochs_kept").asInt();
        return Preparation.SMOOTHED.of(
                Arrays.copyOf(Oracle.doubles(run.get("raw").get(measure)), kept));
    }

    static void assertCloseOrNull(Double actual, JsonNode expected) {
        if (expected.isNull()) {
            assertThat(actual).matches(value -> value == null || value.isNaN());
        } else {
            assertThat(actual).isCloseTo(expected.asDouble(), within(TOLERANCE));
        }
    }

    private static Stream<JsonNode> elements(String name) {
        return StreamSupport.stream(ORACLE.get(name).spliterator(), false);
    }
}
