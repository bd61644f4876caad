package org.bitsweep.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bitsweep.nn.LayerView;
import org.bitsweep.nn.LogUniformPrior;
import org.bitsweep.nn.NetworkView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightInformationProbeTest {
    private static final String SMALL = """
            dataset.count = 200
            network.hidden = [6, 5]
            training { batch-size = 32, max-epochs = 2, learning-rate = 0.05 }
            seed = 5
            """;

    private static final String ON = "probes.weight-information={ every = 1, prior-deviation = 0.5, sign-scale = 0.3 }";

    @Test
    void anUntrainedNetworkHasNoFlipsAndNoGradientForm() throws IOException {
        Map<String, Double> bnn = measured(ON);
        Map<String, Double> plain = measured("network={ kind = float, hidden = [6, 5] }", ON);

        assertThat(bnn.get("0 -1 flips/initial-signs")).isZero();
        assertThat(bnn.get("0 -1 bits/flip-entropy/rate-as-found")).isZero();
        assertThat(bnn.get("0 -1 bits/flip-code/uniform-count"))
                .isCloseTo(Math.log(100 * 6 + 6 * 5 + 5 * 10 + 1) / Math.log(2), within(1e-12));
        assertThat(plain.get("0 -1 gradient-form/w0")).isZero();
        assertThat(plain.get("0 -1 gradient-form-diagonal/w0")).isZero();
    }

    /** No weight flips back in the first epoch's four steps more often than the epochs table counts flips. */
    @Test
    void flipsAreCountedFromTheBeginning() throws IOException {
        RunRows rows = execute(ON);
        Map<String, Double> measured = ExecutedRuns.byName(rows);
        double flips = measured.get("1 -1 flips/initial-signs");

        assertThat(flips)
                .isPositive()
                .isLessThanOrEqualTo(rows.epochs().get(1).summary().flips());
        assertThat(measured.get("1 0 flips/initial-signs")
                        + measured.get("1 1 flips/initial-signs")
                        + measured.get("1 2 flips/initial-signs"))
                .isEqualTo(flips);
    }

    /** Latent weights of a second training; information in nats by its definition, p ln (p / ½) + (1 - p) ln ((1 - p) / ½). */
    @Test
    void signsAreComparedWithTheFirstOnes() throws IOException {
        Map<String, Double> measured = measured(ON);
        List<List<double[]>> weights = new ArrayList<>();
        ExecutedRuns.watch(spec(), (network, data, epoch) -> weights.add(latents(network)));

        for (int layer = 0; layer < 3; layer++) {
            double[] first = weights.get(0).get(layer);
            double[] last = weights.get(2).get(layer);
            int flips = 0;
            double nats = 0;
            for (int i = 0; i < last.length; i++) {
                flips += last[i] > 0 != first[i] > 0 ? 1 : 0;
                double p = 1 / (1 + Math.exp(-2 * last[i] / 0.3));
                nats += p * Math.log(2 * p) + (1 - p) * Math.log(2 * (1 - p));
            }
            assertThat(flips).isPositive();
            assertThat(measured.get("2 " + layer + " flips/initial-signs")).isEqualTo(flips);
            assertThat(measured.get("2 " + layer + " nats/mean-field,s=0.3/Bernoulli(1/2)"))
                    .isCloseTo(nats, withinPercentage(1e-9));
        }
    }

    /**
     * Gradients of single samples of a second training; each weight's KL(N(w, v) ‖ N(w0, λ²)) = ln (λ / √v) + (v + (w - w0)²) /
     * 2λ² - 1/2, with v the inverse of the Fisher information, and of N of it and the prior's precision together.
     */
    @Test
    void floatsAreComparedWithTheFirstOnes() throws IOException {
        String network = "network={ kind = float, hidden = [6, 5], activation = tanh }";
        Map<String, Double> measured = measured(network, ON);
        List<List<double[]>> weights = new ArrayList<>();
        List<double[]> squares = new ArrayList<>();
        int[] samples = {0};
        ExecutedRuns.watch(spec(network), (view, data, epoch) -> {
            weights.add(latents(view));
            List<float[]> zeros = view.layers().stream()
                    .map(layer -> new float[layer.outputWidth() * layer.inputWidth()])
                    .toList();
            squares.clear();
            squares.addAll(view.sampleGradients(data.train(), zeros).squares());
            samples[0] = data.train().count();
        });

        double variance = 0.5 * 0.5;
        for (int layer = 0; layer < 3; layer++) {
            double fisher = 0;
            double laplace = 0;
            for (int i = 0; i < squares.get(layer).length; i++) {
                double moved = weights.get(2).get(layer)[i] - weights.get(0).get(layer)[i];
                double sum = squares.get(layer)[i];
                fisher += divergence(samples[0] / sum, moved, variance);
                laplace += divergence(1 / (sum + 1 / variance), moved, variance);
            }
            assertThat(measured.get("2 " + layer + " nats/gaussian-fisher/N(w0,0.5^2)"))
                    .isCloseTo(fisher, withinPercentage(1e-6));
            assertThat(measured.get("2 " + layer + " nats/gaussian-laplace/N(w0,0.5^2)"))
                    .isCloseTo(laplace, withinPercentage(1e-6));
        }
    }

    private static double divergence(double own, double moved, double prior) {
        return 0.5 * Math.log(prior / own) + (own + moved * moved) / (2 * prior) - 0.5;
    }

    private static List<double[]> latents(NetworkView network) {
        List<double[]> weights = new ArrayList<>();
        for (LayerView layer : network.layers()) {
            double[] own = new double[layer.outputWidth() * layer.inputWidth()];
            for (int i = 0; i < own.length; i++) {
                own[i] = layer.latentWeight(i / layer.inputWidth(), i % layer.inputWidth());
            }
            weights.add(own);
        }
        return weights;
    }

    @ParameterizedTest
    @ValueSource(strings = {"network.kind=bnn", "network={ kind = float, hidden = [6, 5], activation = tanh }"})
    void bitsAreNatsByTheLogarithmOfTwoAndLayersSumUp(String network) throws IOException {
        Map<String, Double> measured = measured(network, ON);
        int pairs = 0;
        for (Map.Entry<String, Double> entry : measured.entrySet()) {
            if (entry.getKey().contains("nats/")) {
                double bits = measured.get(entry.getKey().replace("nats/", "bits/"));
                assertThat(bits).isCloseTo(entry.getValue() / Math.log(2), withinPercentage(1e-10));
                pairs++;
            }
            if (entry.getKey().matches("2 -1 (nats/|gradient-form-diagonal).*")) {
                double layers = 0;
                for (int l = 0; l < 3; l++) {
                    layers += measured.get(entry.getKey().replace("2 -1", "2 " + l));
                }
                assertThat(layers).isCloseTo(entry.getValue(), withinPercentage(1e-10));
            }
        }
        assertThat(pairs).isGreaterThanOrEqualTo(3 * 4);
    }

    @Test
    void everyValueNamesItsPrior() throws IOException {
        Map<String, Double> measured = measured("network={ kind = bnn, hidden = [6, 5], float-layers = first }", ON);

        assertThat(measured)
                .containsKeys(
                        "2 0 nats/gaussian-laplace/N(w0,0.5^2)",
                        "2 0 gradient-form/w0",
                        "2 1 bits/mean-field,s=0.3/Bernoulli(1/2)",
                        "2 2 bits/flip-code/uniform-count",
                        "2 -1 nats/gaussian-laplace/N(w0,0.5^2)",
                        "2 -1 bits/mean-field,s=0.3/Bernoulli(1/2)")
                .doesNotContainKeys("2 1 gradient-form/w0", "2 0 flips/initial-signs");
    }

    /** Dropout aside, a unit of ReLU that no sample wakes gives its weights no Fisher information. */
    @Test
    void theFisherFormIsLeftOutWhereItDoesNotExist() throws IOException {
        Map<String, Double> measured =
                measured("network={ kind = float, hidden = [30], batch-norm = none }", "training.learning-rate=2", ON);

        assertThat(measured.get("2 -1 weights-without-fisher-information")).isPositive();
        assertThat(measured)
                .doesNotContainKey("2 -1 nats/gaussian-fisher/N(w0,0.5^2)")
                .containsKey("2 -1 nats/gaussian-laplace/N(w0,0.5^2)")
                .containsKey("0 1 nats/gaussian-fisher/N(w0,0.5^2)");
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
        RunRows with = execute(network, ON, "probes.information.every=1");

        assertThat(with.run().failure()).isNull();
        assertThat(with.run().result()).isEqualTo(without.run().result());
        assertThat(with.epochs().stream().map(EpochRow::summary).toList())
                .isEqualTo(without.epochs().stream().map(EpochRow::summary).toList());
    }

    @Test
    void itsSettingsArePartOfTheKeyOnceItIsOn() {
        assertThat(key("probes.weight-information.sign-scale=3")).isEqualTo(key());
        assertThat(key(ON)).isNotEqualTo(key());
        assertThat(key(ON, "probes.weight-information.sign-scale=3")).isNotEqualTo(key(ON));
        assertThat(key(ON, "probes.weight-information.prior-deviation=3")).isNotEqualTo(key(ON));
        assertThat(key(ON, "probes.weight-information.every=log")).isNotEqualTo(key(ON));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "every = never | off, log or a number of epochs",
                "every = 1, prior-deviation = 0 | a number above 0",
                "every = 1, sign-scale = -2 | a number above 0",
                "every = 1, lambda = 2 | unknown key probes.weight-information.lambda"
            })
    void aWrongSettingIsNamed(String settings, String named) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> spec("probes.weight-information={ " + settings + " }"))
                .withMessageContaining(named);
    }

    @Test
    void noiseOnTheWeightsIsMeasuredAgainstTheLogUniformPrior() throws IOException {
        Map<String, Double> measured = measured(
                "network={ kind = float, hidden = [6, 5] }",
                "training.regularizer={ kind = weight-information, beta = 2, log-variance = -1 }",
                ON);

        int weights = 100 * 6 + 6 * 5 + 5 * 10;
        assertThat(measured.get("0 -1 nats/noise/log-uniform"))
                .isCloseTo(weights * LogUniformPrior.nats(-1), withinPercentage(1e-6));
        assertThat(measured.get("2 -1 nats/noise/log-uniform")).isLessThan(measured.get("0 -1 nats/noise/log-uniform"));
        assertThat(measured(ON)).doesNotContainKey("0 -1 nats/noise/log-uniform");
    }

    @Test
    void theRegularizerIsPartOfTheKeyOnceItIsOn() {
        String plain = "network={ kind = float, hidden = [6, 5] }";
        String regularizer = "training.regularizer.kind=weight-information";

        assertThat(key(plain, "training.regularizer.beta=3")).isEqualTo(key(plain));
        assertThat(key(plain, regularizer)).isNotEqualTo(key(plain));
        assertThat(key(plain, regularizer, "training.regularizer.beta=3")).isNotEqualTo(key(plain, regularizer));
        assertThat(key(plain, regularizer, "training.regularizer.log-variance=3"))
                .isNotEqualTo(key(plain, regularizer));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind = weight-information | expected none: it needs network.kind = float",
                "kind = dropout | none or weight-information"
            })
    void aRegularizerThatDoesNotFitIsNamed(String settings, String named) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> spec("training.regularizer={ " + settings + " }"))
                .withMessageContaining(named);
    }

    @Test
    void anEmbeddingIsRefused() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> spec(ON, "network.embedding={ tokens = 10, width = 3 }"))
                .withMessageContaining("probes.weight-information.every is 1, expected off");
    }

    private static Map<String, Double> measured(String... overrides) throws IOException {
        return ExecutedRuns.measured(spec(overrides));
    }

    private static RunRows execute(String... overrides) throws IOException {
        return ExecutedRuns.of(spec(overrides));
    }

    private static String key(String... overrides) {
        return ExecutedRuns.identity(spec(overrides)).runKey();
    }

    private static RunSpec spec(String... overrides) {
        return SpecReader.read(Configuration.parse(SMALL, overrides).settings());
    }
}
