package org.bitsweep.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.util.Map;
import org.bitsweep.nn.LogUniformPrior;
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
