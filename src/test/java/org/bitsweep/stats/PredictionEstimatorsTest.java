package org.bitsweep.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bitsweep.Oracle;
import org.bitsweep.bits.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Correlations over runs, partial and granulated: against NumPy and SciPy, by which {@code prediction.py} wrote
 * {@code prediction.json}, and where a coefficient is known without computing.
 */
class PredictionEstimatorsTest {
    private static final JsonNode ORACLE = Oracle.read(PredictionEstimatorsTest.class, "prediction.json");
    private static final String RATE = "training.learning-rate";
    private static final String NOISE = "dataset.label-noise";

    static Stream<Arguments> partials() {
        return cases("partial");
    }

    static Stream<Arguments> granulated() {
        return cases("granulated");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("partials")
    void partialCorrelationsEqualTheReference(String name, Method method, JsonNode expected) {
        double[][] values = Stream.of("x", "y", "loss", "size")
                .map(key -> Oracle.doubles(expected.get(key)))
                .toArray(double[][]::new);

        EstimatorsTest.assertEqual(Bootstrap.of(new PartialAssociation(values, method)), of(expected, method));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("granulated")
    void granulatedCorrelationsEqualTheReference(String name, Method method, JsonNode expected) {
        double[] x = Oracle.doubles(expected.get("x"));
        double[] y = Oracle.doubles(expected.get("y"));
        List<Map<String, String>> runs = new ArrayList<>();
        expected.get("runs").forEach(run -> runs.add(new ObjectMapper().convertValue(run, new TypeReference<>() {})));
        List<Setting> settings = Setting.of(Collections.nCopies(runs.size(), "sweep"), runs);
        JsonNode reference = of(expected, method);

        assertThat(settings).extracting(Setting::name).containsExactly(NOISE, Setting.SEED, RATE);
        for (Setting setting : settings) {
            EstimatorsTest.assertEqual(
                    Bootstrap.of(new GranulatedAssociation(x, y, method, List.of(setting))),
                    reference.get(setting.name()));
        }
        EstimatorsTest.assertEqual(
                Bootstrap.of(new GranulatedAssociation(
                        x, y, method, settings.stream().filter(s -> !s.isSeed()).toList())),
                reference.get("settings"));
    }

    /** Nine runs in groups of five and four, and one alone, which has no partner and changes nothing. */
    @Test
    void runsOfSeveralGroupsArePairedWithinTheirOwn() {
        List<SeriesPair> runs = EstimatorsTest.formulaRuns(9);
        List<List<SeriesPair>> groups = List.of(runs.subList(0, 5), runs.subList(0, 1), runs.subList(5, 9));

        EstimatorsTest.assertEqual(CrossPairing.within(groups, Preparation.RAW, Method.PEARSON), ORACLE.get("within"));
    }

    /** Against the library's own, of the runs as often as they were drawn. */
    @ParameterizedTest
    @ValueSource(ints = {3, 5, 17, 64, 101})
    void kendallsCoefficientOfAResampleIsThatOfTheRunsDrawn(int runs) {
        Rng rng = Rng.stream(runs, "test");
        for (int values : new int[] {2, 5, 1_000}) {
            double[] x = IntStream.range(0, runs)
                    .mapToDouble(i -> rng.nextInt(values))
                    .toArray();
            double[] y = IntStream.range(0, runs)
                    .mapToDouble(i -> rng.nextInt(values))
                    .toArray();
            int[] counts = new int[runs];
            for (int i = 0; i < runs; i++) {
                counts[rng.nextInt(runs)]++;
            }
            double expected = Method.KENDALL.of(drawn(x, counts), drawn(y, counts));
            double actual = new KendallTau(x, y).of(counts);

            assertThat(Double.isNaN(actual)).as("undefined").isEqualTo(Double.isNaN(expected));
            assertThat(Double.isNaN(actual) ? 0 : actual)
                    .isCloseTo(Double.isNaN(expected) ? 0 : expected, within(1e-14));
        }
    }

    /** Both grow with a third value z and are otherwise unrelated: (r(x,y) - r(x,z) r(y,z)) / sqrt(...) by hand. */
    @Test
    void givenOneValueItIsTheTextbooksFormula() {
        double[] z = {1, 2, 3, 4, 5, 6};
        double[] x = {1, 3, 2, 5, 4, 6};
        double[] y = {2, 1, 3, 4, 6, 5};
        double xy = 1 - 6 * (1 + 4 + 1 + 1 + 4 + 1) / (6 * 35.0);
        double xz = 1 - 6 * (0 + 1 + 1 + 1 + 1 + 0) / (6 * 35.0);
        double yz = 1 - 6 * (1 + 1 + 0 + 0 + 1 + 1) / (6 * 35.0);
        double expected = (xy - xz * yz) / Math.sqrt((1 - xz * xz) * (1 - yz * yz));

        assertThat(estimate(new PartialAssociation(new double[][] {x, y, z}, Method.SPEARMAN)))
                .isCloseTo(expected, within(1e-14));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsGivenTwiceOrConstantChangesNothing(Method method) {
        double[] z = {1, 2, 3, 4, 5, 6, 7};
        double[] x = {1, 3, 2, 5, 4, 6, 6};
        double[] y = {2, 1, 3, 4, 6, 5, 9};
        double[] constant = {8, 8, 8, 8, 8, 8, 8};
        Double once = estimate(new PartialAssociation(new double[][] {x, y, z}, method));

        assertThat(estimate(new PartialAssociation(new double[][] {x, y, z, z}, method)))
                .isCloseTo(once, within(1e-12));
        assertThat(estimate(new PartialAssociation(new double[][] {x, y, z, constant}, method)))
                .isCloseTo(once, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource
    void aMeasureThatIsGivenSaysNothingMore(Method method) {
        double[] x = {1, 3, 2, 5, 4, 6};
        double[] twice = {2, 6, 4, 10, 8, 12};
        double[] y = {2, 1, 3, 4, 6, 5};

        assertThat(estimate(new PartialAssociation(new double[][] {x, y, twice}, method)))
                .isNull();
    }

    @ParameterizedTest
    @EnumSource
    void constantsAndTooFewRunsHaveNoPartialCorrelation(Method method) {
        double[] x = {1, 3, 2, 5};
        double[] y = {2, 1, 4, 3};
        double[] z = {1, 2, 3, 4};
        double[] constant = {8, 8, 8, 8};

        assertThat(estimate(new PartialAssociation(new double[][] {constant, y, z}, method)))
                .isNull();
        assertThat(estimate(new PartialAssociation(new double[][] {x, constant, z}, method)))
                .isNull();
        assertThat(estimate(new PartialAssociation(new double[][] {x, y, z, x}, method)))
                .isNull();
        assertThat(estimate(new PartialAssociation(new double[][] {x, y, z}, method)))
                .isNotNull();
    }

    /**
     * Width makes both the measure and the outcome larger; with the width fixed, the outcome falls while the measure rises.
     * All runs together correlate by 3/15 (9 pairs up, 6 down), granules of the learning rate by -1.
     */
    @Test
    void aSettingThatGoesWithBothIsNotTakenForAPrediction() {
        List<Map<String, String>> runs = grid(List.of("8", "64"), List.of("0.1", "0.2", "0.3"));
        double[] x = {1, 2, 3, 11, 12, 13};
        double[] y = {3, 2, 1, 13, 12, 11};
        List<Setting> settings = Setting.of(Collections.nCopies(6, "s"), runs);

        assertThat(estimate(new Association(x, y, Method.KENDALL))).isCloseTo((9 - 6) / 15.0, within(1e-15));
        assertThat(settings).extracting(Setting::name).containsExactly("network.width", RATE);
        assertThat(estimate(new GranulatedAssociation(x, y, Method.KENDALL, settings.subList(0, 1))))
                .isEqualTo(1);
        assertThat(estimate(new GranulatedAssociation(x, y, Method.KENDALL, settings.subList(1, 2))))
                .isEqualTo(-1);
        assertThat(estimate(new GranulatedAssociation(x, y, Method.KENDALL, settings)))
                .isZero();
    }

    /** The measure does not change with the learning rate: that setting has no coefficient, instead of 0. */
    @Test
    void aSettingInWhichTheMeasureIsConstantIsLeftOut() {
        List<Map<String, String>> runs = grid(List.of("8", "64"), List.of("0.1", "0.2", "0.3"));
        double[] x = {1, 1, 1, 2, 2, 2};
        double[] y = {3, 2, 1, 13, 12, 11};
        List<Setting> settings = Setting.of(Collections.nCopies(6, "s"), runs);
        GranulatedAssociation both = new GranulatedAssociation(x, y, Method.KENDALL, settings);

        assertThat(estimate(both)).isEqualTo(1);
        assertThat(both.settings()).isEqualTo(1);
        assertThat(both.granules()).isEqualTo(3);
        assertThat(both.runsInGranules()).isEqualTo(6);
        assertThat(estimate(new GranulatedAssociation(x, y, Method.KENDALL, settings.subList(1, 2))))
                .isNull();
    }

    @Test
    void twoRunsAreNoGranulatedCorrelation() {
        List<Map<String, String>> runs = List.of(Map.of(RATE, "0.1"), Map.of(RATE, "0.2"));
        List<Setting> settings = Setting.of(List.of("s", "s"), runs);

        assertThat(estimate(
                        new GranulatedAssociation(new double[] {1, 2}, new double[] {1, 2}, Method.KENDALL, settings)))
                .isNull();
    }

    @Test
    void settingsThatAdvanceTogetherAreOne() {
        List<Map<String, String>> runs = List.of(
                Map.of("network.hidden", "[8]", "training.max-epochs", "100", "seed", "0"),
                Map.of("network.hidden", "[64]", "training.max-epochs", "50", "seed", "0"),
                Map.of("network.hidden", "[8]", "training.max-epochs", "100", "seed", "1"),
                Map.of("network.hidden", "[64]", "training.max-epochs", "50", "seed", "1"));
        List<Setting> settings = Setting.of(Collections.nCopies(4, "s"), runs);

        assertThat(settings)
                .extracting(Setting::name)
                .containsExactly("network.hidden, training.max-epochs", Setting.SEED);
        assertThat(settings.get(0).granules()).containsExactly(new int[] {0, 1}, new int[] {2, 3});
    }

    @Test
    void runsOfTwoSweepsShareNoGranule() {
        List<Map<String, String>> runs =
                List.of(Map.of(RATE, "1"), Map.of(RATE, "2"), Map.of(RATE, "3"), Map.of(RATE, "4"));

        assertThat(Setting.of(List.of("a", "a", "b", "b"), runs).get(0).granules())
                .containsExactly(new int[] {0, 1}, new int[] {2, 3});
    }

    /** Equal settings throughout, but different runs: what differs is not among the settings. */
    @Test
    void runsThatDifferInSomethingElseAreNoGranule() {
        List<Map<String, String>> runs = List.of(Map.of(RATE, "1"), Map.of(RATE, "1"), Map.of(RATE, "2"));

        assertThat(Setting.of(List.of("a", "a", "a"), runs).get(0).granules()).isEmpty();
    }

    private static List<Map<String, String>> grid(List<String> widths, List<String> rates) {
        return widths.stream()
                .flatMap(width -> rates.stream().map(rate -> Map.of("network.width", width, RATE, rate)))
                .toList();
    }

    private static Double estimate(Statistic statistic) {
        return Bootstrap.of(statistic, false).estimate();
    }

    private static double[] drawn(double[] values, int[] counts) {
        return IntStream.range(0, values.length)
                .boxed()
                .flatMap(i -> Collections.nCopies(counts[i], values[i]).stream())
                .mapToDouble(value -> value)
                .toArray();
    }

    private static JsonNode of(JsonNode expected, Method method) {
        return expected.get(method.name().toLowerCase(Locale.ROOT));
    }

    private static Stream<Arguments> cases(String name) {
        return StreamSupport.stream(ORACLE.get(name).spliterator(), false)
                .flatMap(node -> Arrays.stream(Method.values())
                        .map(method -> Arguments.of(node.get("name").asText(), method, node)));
    }
}
