package org.bitsweep.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdentityTest {
    private static final Map<String, String> TABLES =
            Map.of("2d", "digest a", "2d-n4", "digest a", "other", "digest b");

    @Test
    void theRunKeyIsTheDigestOfTheConfigColumn() throws Exception {
        RunIdentity identity = identity("seed = 3");

        assertThat(identity.runKey()).isEqualTo(sha256(identity.config()));
    }

    @Test
    void theGroupKeyIsTheDigestOfTheConfigColumnWithoutTheSeed() throws Exception {
        RunIdentity identity = identity("seed = 3");

        assertThat(identity.config()).contains(",\"seed\":3");
        assertThat(identity.groupKey()).isEqualTo(sha256(identity.config().replace(",\"seed\":3", "")));
    }

    @Test
    void theConfigColumnIsJsonOfEverySetting() throws Exception {
        JsonNode config = new ObjectMapper().readTree(identity("seed = 3").config());

        assertThat(config.at("/seed").asInt()).isEqualTo(3);
        assertThat(config.at("/results-revision").asInt()).isEqualTo(RunIdentity.RESULTS_REVISION);
        assertThat(config.at("/dataset/digest").asText()).isEqualTo("data");
        assertThat(config.at("/dataset/noise").asDouble()).isEqualTo(0.15);
        assertThat(config.at("/network/hidden/1").asInt()).isEqualTo(16);
        assertThat(config.at("/training/early-stopping/patience").asInt()).isEqualTo(5);
        assertThat(config.at("/training/learning-rate").asDouble()).isEqualTo(1e-3);
        assertThat(config.at("/probes/complexity/default/table").asText()).isEqualTo("digest a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dataset.count=5000",
                "dataset.size=12",
                "dataset.noise=0.2",
                "dataset.generator-seed=2",
                "dataset.resize=8",
                "dataset.split-seed=43",
                "dataset.split-per-run=true",
                "dataset.train=100",
                "dataset.validation=100",
                "dataset.test=100",
                "dataset.labels=permuted",
                "dataset.labels=random",
                "dataset.label-noise=0.1",
                "dataset.inputs=gaussian",
                "dataset.inputs=resampled",
                "dataset.normalisation.kind=feature",
                "dataset.normalisation.kind=fixed",
                "dataset.normalisation.kind=none",
                "dataset.kind=sincos",
                "network.hidden=[32]",
                "network.hidden=[16, 32]",
                "network.initial-deviation=0.2",
                "network.initial-seed=0",
                "training.learning-rate=2e-3",
                "training.beta1=0.8",
                "training.beta2=0.99",
                "training.epsilon=1e-7",
                "training.batch-size=64",
                "training.max-epochs=49",
                "training.evaluate-every=2",
                "training.early-stopping.patience=4",
                "training.early-stopping.min-delta=0.01",
                "training.early-stopping.metric=train-loss",
                "training.loss=mean-squared-error",
                "training.weight-decay=0.1",
                "training.optimizer=adamw",
                "training.optimizer=sgd",
                "training.schedule.warm-up=2",
                "training.schedule.kind=step",
                "training.schedule.kind=cosine",
                "network.kind=float",
                "network.kind=quant",
                "network.batch-norm=hidden",
                "network.dropout=0.5",
                "network.initialisation=he",
                "network.input=binary",
                "network.float-layers=first",
                "network.surrogate.activations=tanh",
                "network.surrogate.weights=tanh",
                "network.clip-weights=true",
                "probes.complexity.default.block=3x3",
                "probes.complexity.default.table=other",
                "probes.complexity.default.pooling=layer",
                "probes.complexity.default.every=epoch",
                "probes.complexity.more={}"
            })
    void everySettingThatDecidesResultsChangesBothKeys(String setting) {
        assertThat(identity("", setting).runKey()).isNotEqualTo(identity("").runKey());
        assertThat(identity("", setting).groupKey()).isNotEqualTo(identity("").groupKey());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "network.activation=tanh",
                "network.quantization.bits=4",
                "network.quantization.scheme=affine",
                "network.quantization.activation-bits=4"
            })
    void settingsOfQuantizedNetworksCountThere(String setting) {
        assertThat(identity("network.kind = quant", setting).runKey())
                .isNotEqualTo(identity("network.kind = quant").runKey());
    }

    @ParameterizedTest
    @CsvSource({
        "sincos, dataset.count=96",
        "sincos, dataset.size=16",
        "sincos, dataset.noise=0.1",
        "sincos, dataset.generator-seed=2",
        "boolean, dataset.bits=7",
        "boolean, dataset.count=100",
        "boolean, dataset.generator-seed=2",
        "modular-addition, dataset.modulus=89"
    })
    void parametersOfAGeneratorCount(String kind, String setting) {
        assertThat(identity("dataset.kind = " + kind, setting).groupKey())
                .isNotEqualTo(identity("dataset.kind = " + kind).groupKey());
    }

    @Test
    void aFixedMeanAndDeviationCount() {
        String fixed = "dataset.normalisation.kind = fixed";

        assertThat(identity(fixed, "dataset.normalisation.mean=0.1").groupKey())
                .isNotEqualTo(identity(fixed).groupKey());
        assertThat(identity(fixed, "dataset.normalisation.deviation=0.1").groupKey())
                .isNotEqualTo(identity(fixed).groupKey());
    }

    /** Otherwise results of an earlier version would be trained again without need. */
    @Test
    void settingsThatCameInLaterAreNotInTheConfigWhileTheyHaveTheirDefault() {
        assertThat(identity("").config())
                .contains(
                        "\"dataset\":{\"count\":6000,\"digest\":\"data\",\"generator-seed\":1,\"kind\":\"strokes\",\"noise\":0.15,"
                                + "\"resize\":10,\"size\":10,\"split-seed\":42}",
                        "\"network\":{\"hidden\":[32,16],\"initial-deviation\":0.1,\"kind\":\"bnn\"}",
                        "\"training\":{\"batch-size\":128,\"beta1\":0.9,\"beta2\":0.999,\"early-stopping\":{\"patience\":5},"
                                + "\"epsilon\":0.00000001,\"learning-rate\":0.001,\"max-epochs\":50,\"optimizer\":\"adam\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name=another sweep",
                "store=s3a://b/p",
                "dataset.name=another name",
                "engine.master=local[1]",
                "engine.bundles=3",
                "engine.spark.executor.memory=1g",
                "probes.complexity.default.table=2d-n4",
                "training.learning-rate=0.001",
                "network.hidden=[32.0, 16]",
                "network.initialisation=normal",
                "network.activation=tanh",
                "network.quantization.bits=4",
                "training.momentum=0.5",
                "training.evaluate-every=1",
                "dataset.split-per-run=false",
                "probes.snapshots.floats=true",
                "dataset.bits=4",
                "dataset.modulus=5",
                "dataset.encoding=index",
                "dataset.normalisation.mean=0",
                "dataset.count=6000",
                "dataset.resize=10",
                "training.schedule.every=3"
            })
    void aSettingThatDecidesNoResultChangesNoKey(String setting) {
        assertThat(identity("", setting)).isEqualTo(identity(""));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 199, Long.MAX_VALUE, Long.MIN_VALUE})
    void aGroupWritesTheKeyOfEachOfItsRuns(long seed) throws Exception {
        GroupIdentity group = GroupIdentity.of(spec(""), "data", TABLES);
        byte[] keys = new byte[100];
        group.key(seed, keys, 5);

        String expected = sha256(identity("", "seed=" + seed).config());
        assertThat(HexFormat.of().formatHex(keys, 5, 37)).isEqualTo(expected);
        assertThat(group.run(seed).runKey()).isEqualTo(expected);
    }

    @Test
    void theSeedChangesTheRunKeyOnly() {
        RunIdentity one = identity("seed = 1");
        RunIdentity two = identity("seed = 2");

        assertThat(two.runKey()).isNotEqualTo(one.runKey());
        assertThat(two.groupKey()).isEqualTo(one.groupKey());
    }

    @Test
    void theDigestOfTheDataSetCounts() {
        RunSpec spec = spec("");

        assertThat(RunIdentity.of(spec, "other data", TABLES).groupKey())
                .isNotEqualTo(RunIdentity.of(spec, "data", TABLES).groupKey());
    }

    @Test
    void aFolderCountsByItsContentOnly() {
        String idx = "dataset { kind = idx, path = /a }";

        assertThat(identity(idx, "dataset.path=/b")).isEqualTo(identity(idx));
    }

    @Test
    void parametersOfTheGeneratorDoNotCountForAFolder() {
        String idx = "dataset { kind = idx, path = /a }";

        assertThat(identity(idx, "dataset.noise=0.5")).isEqualTo(identity(idx));
    }

    private static RunIdentity identity(String text, String... overrides) {
        return RunIdentity.of(spec(text, overrides), "data", TABLES);
    }

    private static RunSpec spec(String text, String... overrides) {
        return SpecReader.read(Configuration.parse(text, overrides).settings());
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
