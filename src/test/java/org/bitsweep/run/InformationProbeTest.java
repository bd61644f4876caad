package org.bitsweep.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bitsweep.data.Samples;
import org.bitsweep.nn.LayerOutput;
import org.bitsweep.nn.NetworkView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InformationProbeTest {
    private static final String SMALL = """
            dataset.count = 200
            network.hidden = [6, 5]
            training { batch-size = 32, max-epochs = 2 }
            seed = 5
            """;

    /** Against a count of states as texts, in a second training of the same run. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network.kind=bnn | all | 200",
                "network.kind=bnn | training | 100",
                "network.kind=bnn | test | 60",
                "network.dropout=0.4 | all | 200",
                "network={ kind = quant, hidden = [6, 5], quantization { bits = 4, activation-bits = 2 } } | all | 200"
            })
    void statesOfDiscreteLayersAreCountedAsTheyAre(String network, String patterns, int count) throws IOException {
        String every = "probes.information={ every = 1, patterns = " + patterns + " }";
        Map<String, Double> measured = measured(network, every);
        for (int epoch = 0; epoch <= 2; epoch++) {
            List<List<String>> states = states(epoch, patterns, network);
            for (int layer = 0; layer < 3; layer++) {
                String at = epoch + " " + layer + " ";
                double entropy = entropy(states.get(layer));
                double joint = entropy(pairs(states.get(layer), states.get(3)));
                assertThat(measured.get(at + "i_xt/plug-in")).isCloseTo(entropy, within(1e-12));
                assertThat(measured.get(at + "i_ty/plug-in"))
                        .isCloseTo(entropy + entropy(states.get(3)) - joint, within(1e-12));
                assertThat(measured.get(at + "patterns"))
                        .isEqualTo(states.get(layer).size());
                assertThat(measured.get(at + "width")).isEqualTo(new int[] {6, 5, 10}[layer]);
                assertThat(measured.get(at + "saturated"))
                        .isEqualTo(entropy >= 0.95 * Math.log(states.get(layer).size()) / Math.log(2) ? 1 : 0);
                assertThat(measured.get(at + "collisions")).isZero();
            }
        }
    }

    /** Tanh in two bins over its own range is its sign. */
    @Test
    void floatsAreCountedByTheirBins() throws IOException {
        String network = "network={ kind = float, hidden = [6, 5], activation = tanh }";
        String probe = "probes.information={ every = 2, bins = [2, 30], range = activation, patterns = test }";
        Map<String, Double> measured = measured(network, probe);
        List<List<String>> states = states(2, "test", network);
        for (int layer = 0; layer < 2; layer++) {
            List<String> signs = states.get(layer).stream()
                    .map(state -> state.replaceAll("-[^,\\]]+", "-").replaceAll("\\d[^,\\]]*", "+"))
                    .toList();
            assertThat(measured.get("2 " + layer + " i_xt/plug-in/2-bins")).isCloseTo(entropy(signs), within(1e-12));
            assertThat(measured.get("2 " + layer + " i_xt/plug-in/30-bins"))
                    .isGreaterThanOrEqualTo(measured.get("2 " + layer + " i_xt/plug-in/2-bins"));
        }
        assertThat(measured).doesNotContainKeys("2 0 i_xt/plug-in", "1 0 i_xt/plug-in/2-bins");
    }

    /** Seven bins of equal width by hand, over the range that the documentation gives; ReLU begins at 0, logits have no ends. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            global     | tanh
            layer      | tanh
            activation | tanh
            global     | relu
            activation | relu
            """)
    void binsLieInTheRangeThatIsAskedFor(String range, String activation) throws IOException {
        String network = "network={ kind = float, hidden = [6, 5], activation = " + activation + " }";
        Map<String, Double> measured = measured(
                network, "probes.information={ every = 2, bins = [7], patterns = test, range = " + range + " }");
        List<List<double[]>> layers = states(2, "test", network).stream()
                .limit(3)
                .map(states ->
                        states.stream().map(InformationProbeTest::numbers).toList())
                .toList();
        DoubleSummaryStatistics all = layers.stream()
                .flatMap(List::stream)
                .flatMapToDouble(Arrays::stream)
                .summaryStatistics();
        for (int layer = 0; layer < 3; layer++) {
            DoubleSummaryStatistics own =
                    layers.get(layer).stream().flatMapToDouble(Arrays::stream).summaryStatistics();
            boolean isBounded = range.equals("activation") && layer < 2;
            boolean isTanh = activation.equals("tanh");
            double low = range.equals("global") ? all.getMin() : isBounded ? isTanh ? -1 : 0 : own.getMin();
            double high = range.equals("global") ? all.getMax() : isBounded && isTanh ? 1 : own.getMax();
            List<String> bins = layers.get(layer).stream()
                    .map(values -> Arrays.stream(values)
                            .mapToObj(value ->
                                    String.valueOf((int) Math.min(6, Math.floor((value - low) * (7 / (high - low))))))
                            .collect(Collectors.joining(",")))
                    .toList();
            assertThat(measured.get("2 " + layer + " i_xt/plug-in/7-bins")).isCloseTo(entropy(bins), within(1e-12));
        }
    }

    private static double[] numbers(String state) {
        return Arrays.stream(state.substring(1, state.length() - 1).split(", "))
                .mapToDouble(Float::parseFloat)
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"global", "layer", "activation"})
    void finerBinsThatCutCoarserOnesTellNoLess(String range) throws IOException {
        Map<String, Double> measured = measured(
                "network={ kind = float, hidden = [6, 5] }",
                "probes.information={ every = 2, bins = [2, 4, 8, 64], range = " + range + " }");
        for (int layer = 0; layer < 3; layer++) {
            double before = 0;
            for (int bins : new int[] {2, 4, 8, 64}) {
                double now = measured.get("2 " + layer + " i_xt/plug-in/" + bins + "-bins");
                assertThat(now).isGreaterThanOrEqualTo(before);
                before = now;
            }
            assertThat(before).isPositive();
        }
    }

    @Test
    void boundsAndStandardErrorsAreMeasuredOnRequest() throws IOException {
        Map<String, Double> measured = measured(
                "network={ kind = float, hidden = [6, 5] }",
                "probes.information={ every = 2, noise = 0.01, resamples = 20, patterns = test }");
        for (int layer = 0; layer < 3; layer++) {
            String at = "2 " + layer + " ";
            assertThat(measured.get(at + "i_xt/upper-bound")).isGreaterThan(measured.get(at + "i_xt/lower-bound"));
            assertThat(measured.get(at + "i_ty/upper-bound")).isGreaterThan(measured.get(at + "i_ty/lower-bound"));
            assertThat(measured.get(at + "saturated/bounds")).isIn(0.0, 1.0);
            assertThat(measured.get(at + "i_xt/standard-error/30-bins")).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "network.kind=bnn",
                "network={ kind = float, hidden = [6, 5], dropout = 0.3 }",
                "network={ kind = quant, hidden = [6, 5], quantization { bits = 4, activation-bits = 3 } }"
            })
    void itChangesNothingElseOfTheRun(String network) throws IOException {
        RunRows without = execute(network);
        RunRows with = execute(network, "probes.information={ every = 1, resamples = 3, noise = 0.1 }");

        assertThat(with.run().status()).isEqualTo(RunRow.Status.OK);
        assertThat(with.run().result()).isEqualTo(without.run().result());
        assertThat(with.epochs().stream().map(EpochRow::summary).toList())
                .isEqualTo(without.epochs().stream().map(EpochRow::summary).toList());
        assertThat(without.measures()).isEmpty();
    }

    @Test
    void theSameKeyGivesTheSameValues() throws IOException {
        String probe = "probes.information={ every = log, resamples = 5 }";

        assertThat(execute(probe).measures()).isEqualTo(execute(probe).measures());
    }

    @Test
    void runsWithoutItKeepTheirKeysAndItsSettingsAreThenNoPartOfThem() {
        assertThat(identity("probes.information.bins=[40]")).isEqualTo(identity());
        assertThat(identity().config()).doesNotContain("information");
        assertThat(identity("probes.information.every=log").config())
                .contains("\"information\":{\"bins\":[30],\"every\":\"log\",\"patterns\":\"all\","
                        + "\"per-decade\":10,\"range\":\"layer\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "every = 2",
                "every = log, per-decade = 5",
                "every = log, patterns = test",
                "every = log, bins = [31]",
                "every = log, range = global",
                "every = log, resamples = 10",
                "every = log, noise = 0.1"
            })
    void eachOfItsSettingsIsPartOfTheKey(String settings) {
        assertThat(identity("probes.information={ " + settings + " }").runKey())
                .isNotEqualTo(identity("probes.information={ every = log }").runKey());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "every = sometimes | off, log or a number of epochs",
                "every = 0 | off, log or a number of epochs",
                "every = log, per-decade = 0 | 1 to 1000",
                "every = 1, patterns = none | training, test or all",
                "every = 1, bins = [1] | different numbers from 2 to 65536",
                "every = 1, bins = [] | different numbers from 2 to 65536",
                "every = 1, bins = [30, 30] | different numbers from 2 to 65536",
                "every = 1, range = own | global, layer or activation",
                "every = 1, resamples = 1 | 0, or 2 to",
                "every = 1, noise = -1 | a variance of 0",
                "each = 1 | probes.information.each"
            })
    void aWrongSettingIsNamed(String settings, String named) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> spec("probes.information={ " + settings + " }"))
                .withMessageContaining(named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"probes.complexity.information={}", "probes.custom.information={ kind = poison }"})
    void noOtherProbeHasItsName(String setting) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> spec(setting))
                .withMessageContaining("a probe of bitsweep's own");
    }

    private static Map<String, Double> measured(String... overrides) throws IOException {
        RunRows rows = execute(overrides);
        assertThat(rows.measures()).extracting(MeasureRow::probe).containsOnly("information");
        return ExecutedRuns.byName(rows);
    }

    /** Each layer's states as texts after an epoch, and as last entry the labels. */
    private static List<List<String>> states(int epoch, String patterns, String network) throws IOException {
        List<List<String>> states = new ArrayList<>();
        ExecutedRuns.watch(spec(network), (view, data, now) -> {
            if (now == epoch) {
                collect(
                        view,
                        switch (patterns) {
                            case "all" -> List.of(data.train(), data.validation(), data.test());
                            case "training" -> List.of(data.train());
                            default -> List.of(data.test());
                        },
                        states);
            }
        });
        return states;
    }

    private static void collect(NetworkView view, List<Samples> sets, List<List<String>> states) {
        for (int i = 0; i <= view.layers().size(); i++) {
            states.add(new ArrayList<>());
        }
        for (Samples samples : sets) {
            view.forward(samples, (first, rows) -> {
                for (int r = 0; r < rows; r++) {
                    for (int l = 0; l < view.layers().size(); l++) {
                        List<Float> values = new ArrayList<>();
                        LayerOutput output = view.outputs().get(l);
                        for (int u = 0; u < output.width(); u++) {
                            values.add(view.layers().get(l).activation(r, u));
                        }
                        states.get(l).add(values.toString());
                    }
                    states.get(view.layers().size()).add(String.valueOf(samples.labels()[first + r]));
                }
            });
        }
    }

    private static double entropy(List<String> states) {
        Map<String, Integer> counts = new HashMap<>();
        states.forEach(state -> counts.merge(state, 1, Integer::sum));
        return counts.values().stream()
                .mapToDouble(n -> (double) n / states.size())
                .map(p -> -p * Math.log(p) / Math.log(2))
                .sum();
    }

    private static List<String> pairs(List<String> one, List<String> other) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            pairs.add(one.get(i) + " " + other.get(i));
        }
        return pairs;
    }

    private static RunRows execute(String... overrides) throws IOException {
        return ExecutedRuns.of(spec(overrides));
    }

    private static RunIdentity identity(String... overrides) {
        return ExecutedRuns.identity(spec(overrides));
    }

    private static RunSpec spec(String... overrides) {
        return SpecReader.read(Configuration.parse(SMALL, overrides).settings());
    }
}
