package org.bitsweep.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bitsweep.Oracle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Against NumPy and SciPy: {@code estimators.py} wrote {@code estimators.json}, with a generator of its own. */
class EstimatorsTest {
    private static final JsonNode ORACLE = Oracle.read(EstimatorsTest.class, "estimators.json");
    private static final JsonNode RUNS =
            Oracle.read(EstimatorsTest.class, "statistics.json").get("runs");
    private static final double TOLERANCE = 1e-10;

    static Stream<Arguments> cells() {
        return elements("cells")
                .map(cell -> Arguments.of(
                        cell.get("measure").asText(),
                        Preparation.of(cell.get("preparation").asText()),
                        Method.of(cell.get("method").asText()),
                        cell));
    }

    static Stream<JsonNode> samples() {
        return elements("samples");
    }

    static Stream<Arguments> paired() {
        return elements("paired").map(node -> Arguments.of(node.get("name").asText(), node));
    }

    static Stream<Arguments> associations() {
        return elements("associations")
                .map(node -> Arguments.of(node.get("name").asText(), node));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("cells")
    void correlationsOfRunsAndTheirMeansEqualTheReference(
            String measure, Preparation preparation, Method method, JsonNode cell) {
        double[] own = runs(measure).stream()
                .mapToDouble(pair -> method.of(preparation.of(pair.x()), preparation.of(pair.y())))
                .toArray();

        assertThat(own).containsExactly(Oracle.doubles(cell.get("own")), within(TOLERANCE));
        assertEqual(Bootstrap.of(new Statistic.Mean(own)), cell.get("mean"));
        SeriesTest.assertCloseOrNull(Series.fisherMean(own), cell.get("fisher"));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("cells")
    void correlationsOfTheMeanTrajectoryEqualTheReference(
            String measure, Preparation preparation, Method method, JsonNode cell) {
        assertEqual(Bootstrap.of(new MeanTrajectory(runs(measure), preparation, method)), cell.get("trajectory"));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("cells")
    void pooledCorrelationsEqualTheReference(String measure, Preparation preparation, Method method, JsonNode cell) {
        assertThat(SeriesPair.pooled(runs(measure), preparation, method))
                .isCloseTo(cell.get("pooled").asDouble(), within(TOLERANCE));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("cells")
    void crossPairingsEqualTheReference(String measure, Preparation preparation, Method method, JsonNode cell) {
        assertEqual(CrossPairing.of(runs(measure), preparation, method), cell.get("cross"));
    }

    @Test
    void aboveSixtyFourRunsEachIsPairedWithItsNeighboursInACircle() {
        assertEqual(CrossPairing.of(formulaRuns(71), Preparation.RAW, Method.PEARSON), ORACLE.get("many_runs"));
    }

    /** Series that the reference makes by the same formula. */
    static List<SeriesPair> formulaRuns(int count) {
        List<SeriesPair> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] x = new double[6 + i % 3];
            double[] y = new double[x.length];
            for (int t = 0; t < x.length; t++) {
                x[t] = (31 * i + 17 * t * t + 5) % 101 / 64.0;
                y[t] = (13 * i + 29 * t * t + 3 * t) % 97 / 64.0;
            }
            runs.add(new SeriesPair(x, y));
        }
        return runs;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void meansAndTheirIntervalsEqualTheReference(JsonNode sample) {
        double[] values = Oracle.doubles(sample.get("values"));

        assertEqual(Bootstrap.of(new Statistic.Mean(values)), sample.get("mean"));
        assertThat(Series.deviation(values)).isCloseTo(sample.get("deviation").asDouble(), within(TOLERANCE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("paired")
    void testsOfPairedRunsEqualTheReference(String name, JsonNode expected) {
        PairedRuns paired = PairedRuns.of(Oracle.doubles(expected.get("differences")));

        assertEqual(paired.difference(), expected.get("difference"));
        assertThat(paired.stronger()).isCloseTo(expected.get("stronger").asDouble(), within(TOLERANCE));
        assertThat(paired.signP()).isCloseTo(expected.get("sign_p").asDouble(), within(TOLERANCE));
        assertThat(paired.wilcoxonP()).isCloseTo(expected.get("wilcoxon_p").asDouble(), within(TOLERANCE));
    }

    @Test
    void runsThatDoNotDifferTestNothing() {
        PairedRuns equal = PairedRuns.of(new double[] {0, 0, 0});
        PairedRuns none = PairedRuns.of(new double[0]);

        assertThat(equal.stronger()).isZero();
        assertThat(equal.signP()).isNull();
        assertThat(equal.wilcoxonP()).isNull();
        assertThat(none.difference().estimate()).isNull();
        assertThat(none.stronger()).isNull();
        assertThat(none.signP()).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("associations")
    void associationsOverRunsEqualTheReference(String name, JsonNode expected) {
        double[] x = Oracle.doubles(expected.get("x"));
        double[] y = Oracle.doubles(expected.get("y"));
        for (Method method : Method.values()) {
            assertEqual(
                    Bootstrap.of(new Association(x, y, method)),
                    expected.get(method.name().toLowerCase()));
        }
    }

    static void assertEqual(CrossPairing pairing, JsonNode expected) {
        assertThat(pairing.pairs()).isEqualTo(expected.get("pairs").asInt());
        assertThat(pairing.own()).isCloseTo(expected.get("own").asDouble(), within(TOLERANCE));
        assertEqual(pairing.cross(), expected.get("cross"));
        assertEqual(pairing.excess(), expected.get("excess"));
    }

    /** Estimate, percentile interval, BCa interval. */
    static void assertEqual(Bootstrap actual, JsonNode expected) {
        List<Double> values =
                Arrays.asList(actual.estimate(), actual.low(), actual.high(), actual.bcaLow(), actual.bcaHigh());
        for (int i = 0; i < 5; i++) {
            if (expected.get(i).isNull()) {
                assertThat(values.get(i)).as("value %d", i).isNull();
            } else {
                assertThat(values.get(i))
                        .as("value %d", i)
                        .isCloseTo(expected.get(i).asDouble(), within(TOLERANCE));
            }
        }
    }

    /** Of a measure and the loss: the runs of statistics.json where neither is constant. */
    private static List<SeriesPair> runs(String measure) {
        return StreamSupport.stream(RUNS.spliterator(), false)
                .filter(run -> run.hasNonNull("r_" + measure))
                .map(run -> new SeriesPair(kept(run, measure), kept(run, "loss")))
                .toList();
    }

    private static double[] kept(JsonNode run, String name) {
        return Arrays.copyOf(
                Oracle.doubles(run.get("raw").get(name)), run.get("epochs_kept").asInt());
    }

    private static Stream<JsonNode> elements(String name) {
        return StreamSupport.stream(ORACLE.get(name).spliterator(), false);
    }
}
