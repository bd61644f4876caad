package org.bitsweep.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.bitsweep.complexity.BlockShape;
import org.bitsweep.complexity.Decomposition;
import org.bitsweep.data.IdxSource;
import org.bitsweep.data.StrokesSource;
import org.bitsweep.nn.Activation;
import org.bitsweep.nn.EarlyStopping;
import org.bitsweep.nn.Initialisation;
import org.bitsweep.nn.NetworkKind;
import org.bitsweep.nn.NetworkSpec;
import org.bitsweep.nn.OptimizerSpec;
import org.bitsweep.nn.Quantization;
import org.bitsweep.nn.Schedule;
import org.bitsweep.nn.Surrogate;
import org.bitsweep.nn.TrainingSpec;
import org.bitsweep.run.Configuration.Assignment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    @TempDir
    Path folder;

    /** The published protocol. */
    @Test
    void theDefaultsAreThePublishedProtocol() {
        RunSpec spec = spec("");

        assertThat(spec.training().optimizer()).isEqualTo(new OptimizerSpec.Adam(1e-3, 0.9, 0.999, 1e-8, 0, false));
        assertThat(spec.training().schedule()).isEqualTo(new Schedule(new Schedule.Constant(), 0));
        assertThat(spec.training().loss()).isEqualTo(TrainingSpec.LossKind.CROSS_ENTROPY);
        assertThat(spec.training().batchSize()).isEqualTo(128);
        assertThat(spec.training().maxEpochs()).isEqualTo(50);
        assertThat(spec.training().earlyStopping())
                .isEqualTo(new EarlyStopping(5, 0, EarlyStopping.Metric.VALIDATION_LOSS));
        assertThat(spec.network().hidden()).containsExactly(32, 16);
        assertThat(spec.network().kind())
                .isEqualTo(new NetworkKind.Binarized(
                        false, NetworkKind.Binarized.FloatLayers.NONE, Surrogate.IDENTITY, Surrogate.IDENTITY, false));
        assertThat(spec.network().normalisation()).isEqualTo(NetworkSpec.Normalisation.ALL);
        assertThat(spec.network().dropout()).isZero();
        assertThat(spec.network().initialisation()).isEqualTo(new Initialisation(Initialisation.Scheme.NORMAL, 0.1));
        assertThat(spec.dataset().source()).isInstanceOf(StrokesSource.class);
        assertThat(spec.dataset().resize()).isEqualTo(10);
        assertThat(spec.dataset().preparation().split().seed()).isEqualTo(42);
        assertThat(spec.probes())
                .isEqualTo(Map.of(
                        "default",
                        new ComplexitySpec(
                                Decomposition.ignore(new BlockShape(4, 4)),
                                "2d",
                                ComplexitySpec.Pooling.NETWORK,
                                ComplexitySpec.Every.STEP,
                                ComplexitySpec.Arrangement.TRAINED,
                                false)));
    }

    @Test
    void aFileOverridesDefaultsAndTheCommandLineOverridesTheFile() throws IOException {
        Path file = file("training { batch-size = 64, max-epochs = 7 }");
        Settings settings =
                Configuration.load(file, List.of("training.max-epochs=9")).settings();

        assertThat(settings.integer("training.batch-size")).isEqualTo(64);
        assertThat(settings.integer("training.max-epochs")).isEqualTo(9);
        assertThat(settings.number("training.beta1")).isEqualTo(0.9);
    }

    @Test
    void theLastOfTwoOverridesWins() {
        assertThat(Configuration.parse("", "seed=1", "seed=2").settings().longInteger("seed"))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "store=s3a://b/p | store | s3a://b/p",
                "engine.master=local[2] | engine.master | local[2]",
                "name=a: {b} | name | a: {b}",
                "dataset.path=/data/a=b/${x} | dataset.path | /data/a=b/${x}",
                "dataset.name=# 1 | dataset.name | # 1",
                "store=C:\\results | store | C:\\results",
                "probes.complexity.default.table=a, b.tsv | probes.complexity.default.table | a, b.tsv"
            })
    void theValueOfATextSettingIsTakenLiterally(String override, String path, String expected) {
        assertThat(Configuration.parse("", override).settings().text(path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"007", "1e3", "4.0"})
    void aTextThatIsANumberReadsAsItWasWritten(String text) {
        assertThat(spec("dataset.name = " + text).dataset().name()).isEqualTo(text);
    }

    @Test
    void theTableOfAnyProbeIsTakenLiterally() {
        Settings settings = Configuration.parse(
                        "probes.complexity.mine.every = epoch", "probes.complexity.mine.table=a [1].tsv")
                .settings();

        assertThat(settings.text("probes.complexity.mine.table")).isEqualTo("a [1].tsv");
    }

    @Test
    void aQuantizedNetworkIsReadWithAllThatIsItsOwn() {
        NetworkSpec network = spec("""
                network {
                  kind = quant, hidden = [5], batch-norm = hidden, dropout = 0.25
                  activation = hard-tanh, quantization { bits = 4, scheme = affine, activation-bits = 3 }
                }""").network();

        assertThat(network)
                .isEqualTo(new NetworkSpec(
                        new NetworkKind.Quantized(
                                Activation.HARD_TANH, new Quantization(4, Quantization.Scheme.AFFINE), 3),
                        List.of(5),
                        NetworkSpec.Normalisation.HIDDEN,
                        0.25,
                        new Initialisation(Initialisation.Scheme.GLOROT, 0.1),
                        null));
    }

    @Test
    void aBinarizedNetworkIsReadWithAllThatIsItsOwn() {
        NetworkSpec network = spec("""
                network {
                  input = binary, float-layers = last, clip-weights = true
                  surrogate { activations = approx-sign, weights = clipped }, initialisation = uniform
                }""").network();

        assertThat(network.kind())
                .isEqualTo(new NetworkKind.Binarized(
                        true, NetworkKind.Binarized.FloatLayers.LAST, Surrogate.APPROX_SIGN, Surrogate.CLIPPED, true));
        assertThat(network.initialisation().scheme()).isEqualTo(Initialisation.Scheme.UNIFORM);
    }

    @ParameterizedTest
    @CsvSource({"relu, HE", "tanh, GLOROT", "sigmoid, GLOROT"})
    void floatWeightsStartAsSuitsTheirActivation(String activation, Initialisation.Scheme scheme) {
        NetworkSpec network = spec("network { kind = float, activation = " + activation + " }")
                .network();

        assertThat(network.initialisation().scheme()).isEqualTo(scheme);
    }

    @Test
    void gradientDescentAndASchedule() {
        TrainingSpec training = spec("""
                training {
                  loss = mean-squared-error, optimizer = sgd, learning-rate = 0.1, momentum = 0.8, weight-decay = 0.01
                  schedule { kind = cosine, minimum = 0.05, warm-up = 3 }
                  early-stopping { patience = 7, min-delta = 0.001, metric = validation-accuracy }
                }""").training();

        assertThat(training.optimizer()).isEqualTo(new OptimizerSpec.Sgd(0.1, 0.8, 0.01));
        assertThat(training.schedule()).isEqualTo(new Schedule(new Schedule.Cosine(0.05), 3));
        assertThat(training.loss()).isEqualTo(TrainingSpec.LossKind.MEAN_SQUARED_ERROR);
        assertThat(training.earlyStopping())
                .isEqualTo(new EarlyStopping(7, 0.001, EarlyStopping.Metric.VALIDATION_ACCURACY));
    }

    @Test
    void adamwTakesTheDecayOffTheWeight() {
        TrainingSpec training =
                spec("training { optimizer = adamw, weight-decay = 0.5 }").training();

        assertThat(training.optimizer()).isEqualTo(new OptimizerSpec.Adam(1e-3, 0.9, 0.999, 1e-8, 0.5, true));
    }

    @Test
    void theValueOfAnotherSettingIsHocon() {
        RunSpec spec = spec("", "network.hidden=[8, 4]", "training.learning-rate=1e-2", "seed=-5");

        assertThat(spec.network().hidden()).containsExactly(8, 4);
        assertThat(spec.training().optimizer().learningRate()).isEqualTo(0.01);
        assertThat(spec.seed()).isEqualTo(-5);
    }

    @Test
    void anAxisOnTheCommandLineIsHocon() {
        Configuration configuration = Configuration.parse("", "axes.seed=0..14", "axes.network.hidden=[[8, 4], [16]]");

        assertThat(configuration.axes().toConfig().getString("seed")).isEqualTo("0..14");
        assertThat(configuration.axes().toConfig().getList("network.hidden")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"seed", "=3", ""})
    void anOverrideWithoutKeyAndValueIsRefused(String override) {
        assertWrong("", override).withMessage("'" + override + "' is not of the form key=value");
    }

    @Test
    void anOverrideThatIsNoHoconIsRefused() {
        assertWrong("", "network.hidden=[8, 4")
                .withMessage("'network.hidden=[8, 4' on the command line: '[8, 4' is not a value for network.hidden");
    }

    @Test
    void anUnknownKeyIsNamedWithFileLineAndTheNearestKey() throws IOException {
        Path file = file("name = x\n\ntraining {\n  lerning-rate = 1e-3\n}\n");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.load(file, List.of()))
                .withMessage(file + ": 4: unknown key training.lerning-rate; "
                        + "the nearest that exists is training.learning-rate");
    }

    @Test
    void anUnknownKeyOnTheCommandLineIsNamedWithTheNearestKey() {
        assertWrong("", "network.hiden=[8]")
                .withMessage("command line: unknown key network.hiden; the nearest that exists is network.hidden");
    }

    @Test
    void anUnknownKeyOfAProbeIsNamed() {
        assertWrong("probes.complexity.mine.blok = 4x4")
                .withMessageContaining("unknown key probes.complexity.mine.blok")
                .withMessageContaining("probes.complexity.default.block");
    }

    @Test
    void aWrongTypeIsNamedWithFileAndLine() throws IOException {
        Path file = file("\ntraining.batch-size = many\n");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.load(file, List.of()))
                .withMessage(file + ": 2: training.batch-size is \"many\", expected a number");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network.hidden = 8 | network.hidden is 8, expected a list",
                "training = 3 | training is 3, expected a section in braces",
                "seed = null | seed is null, expected a number",
                "network { hidden { a = 1 } } | network.hidden is {\"a\":1}, expected a list",
                "axes = [1] | axes is [1], expected a section in braces"
            })
    void aValueOfAnotherTypeThanTheDefaultIsRefused(String text, String message) {
        assertWrong(text).withMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "training.batch-size=1.5 | training.batch-size is 1.5, expected a whole number",
                "training.max-epochs=1e12 | expected a whole number from",
                "network.hidden=[8, x] | expected a whole number",
                "dataset.train=0 | dataset.train is 0, expected 1 sample or more",
                "dataset.kind=mnist | dataset.kind is \"mnist\", expected strokes, sincos,",
                "dataset.labels=shuffled | expected given, permuted or random",
                "dataset.inputs=noise | expected given, gaussian or resampled",
                "dataset.normalisation.kind=batch | expected overall, feature, fixed or none",
                "network.kind=cnn | expected bnn",
                "probes.complexity.default.every=sometimes | expected step or epoch",
                "probes.complexity.default.pooling=all | expected network or layer",
                "probes.complexity.default.partition=recursiv | expected ignore, recursive, correlated or periodic",
                "probes.complexity.default.block=5x5 | expected rows and columns of at most 16 cells",
                "dataset.kind=idx | dataset.path is missing"
            })
    void aValueOutOfRangeIsNamedWithWhatIsExpected(String override, String message) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> spec("", override))
                .withMessageContaining(message);
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.load(folder.resolve("none.conf"), List.of()))
                .withMessage("there is no configuration file " + folder.resolve("none.conf"));
    }

    @Test
    void aFileThatIsNoHoconIsNamedOnOneLine() throws IOException {
        Path file = file("training {\n  batch-size = 3\n");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.load(file, List.of()))
                .withMessageStartingWith(file.toString())
                .withMessageNotContaining("\n");
    }

    @Test
    void anAxisOverAnUnknownPathIsNamed() throws IOException {
        Path file = file("axes {\n  network.hiden = [[8]]\n}");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.load(file, List.of()))
                .withMessage(file + ": 2: unknown key network.hiden; the nearest that exists is network.hidden");
    }

    @ParameterizedTest
    @CsvSource({"name, name", "store, store", "engine.master, engine", "axes.seed, axes"})
    void whatDecidesNoResultIsNoAxis(String path, String named) {
        assertWrong("axes." + path + " = [a, b]")
                .withMessageContaining(named + " cannot be an axis: it does not decide a run's results");
    }

    @Test
    void anAxisValueOfAnotherTypeIsRefused() {
        assertWrong("axes.training.batch-size = [64, many]").withMessageContaining("many");
    }

    @Test
    void anObjectAsAxisValueReplacesWhatStoodThere() {
        Configuration configuration =
                Configuration.parse("training { batch-size = 64, max-epochs = 7, early-stopping.patience = 2 }");
        Settings settings = configuration.settings(List.of(new Assignment("training", value("{ max-epochs = 9 }"))));

        assertThat(settings.integer("training.max-epochs")).isEqualTo(9);
        assertThat(settings.integer("training.batch-size")).isEqualTo(128);
        assertThat(settings.integer("training.early-stopping.patience")).isEqualTo(5);
    }

    @Test
    void aLaterAssignmentInsideAnObjectChangesIt() {
        Settings settings = Configuration.parse("")
                .settings(List.of(
                        new Assignment("training", value("{ max-epochs = 9, batch-size = 32 }")),
                        new Assignment("training.batch-size", value("64"))));

        assertThat(settings.integer("training.max-epochs")).isEqualTo(9);
        assertThat(settings.integer("training.batch-size")).isEqualTo(64);
    }

    /** Values go in without a merge where they can; the specification has to be the same as from a file. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "training.learning-rate = 3e-2",
                "dataset.train = 64",
                "dataset.name = 12",
                "network.hidden = [3, 2]",
                "probes.complexity.default.every = epoch",
                "probes.complexity.mine.block = 2x2",
                "probes.complexity.mine { every = epoch }",
                "seed = 9007199254740993"
            })
    void anAssignmentGivesTheSpecificationThatAFileGives(String text) {
        Configuration empty = Configuration.parse("");
        ConfigObject root = ConfigFactory.parseString(text).root();
        List<Assignment> assignments = text.contains("{")
                ? List.of(new Assignment("probes.complexity.mine", value("{ every = epoch }")))
                : root.toConfig().entrySet().stream()
                        .map(entry -> new Assignment(entry.getKey(), entry.getValue()))
                        .toList();

        assertThat(SpecReader.read(empty.settings(assignments))).isEqualTo(spec(text));
        assertThat(SpecReader.read(empty.settings())).isEqualTo(spec(""));
    }

    @Test
    void aValueInsideAnObjectThatDoesNotHaveItsSectionMakesTheSection() {
        Configuration configuration = Configuration.parse("probes.complexity.mine.block = 2x2");
        Map<String, ComplexitySpec> probes = SpecReader.read(configuration.settings(List.of(
                        new Assignment("probes.complexity", value("{ other { } }")),
                        new Assignment("probes.complexity.mine.every", value("epoch")))))
                .probes();

        assertThat(probes).containsOnlyKeys("default", "other", "mine");
        assertThat(probes.get("mine").block()).isEqualTo(new BlockShape(4, 4));
    }

    @Test
    void everyProbeHasTheDefaultsOfTheReference() {
        RunSpec spec = spec("probes.complexity { default.every = epoch, small.block = 3x3 }");

        assertThat(spec.probes().get("default").every()).isEqualTo(ComplexitySpec.Every.EPOCH);
        assertThat(spec.probes().get("small"))
                .isEqualTo(new ComplexitySpec(
                        Decomposition.ignore(new BlockShape(3, 3)),
                        "2d",
                        ComplexitySpec.Pooling.NETWORK,
                        ComplexitySpec.Every.STEP,
                        ComplexitySpec.Arrangement.TRAINED,
                        false));
    }

    @Test
    void aFolderIsReadFromItsPath() {
        assertThat(spec("dataset { kind = idx, path = data/mnist }").dataset().source())
                .isEqualTo(new IdxSource("data/mnist"));
    }

    @Test
    void systemPropertiesStayOut() {
        System.setProperty("training.batch-size", "7");
        try {
            ConfigFactory.invalidateCaches();
            assertThat(Configuration.parse("").settings().integer("training.batch-size"))
                    .isEqualTo(128);
        } finally {
            System.clearProperty("training.batch-size");
        }
    }

    @Test
    void environmentVariablesStayOut() {
        assertThat(System.getenv("PATH")).isNotNull();

        assertWrong("name = ${PATH}").withMessageContaining("PATH");
        assertThat(Configuration.parse("name = ${?PATH}").settings().text("name"))
                .isEqualTo("sweep");
    }

    @Test
    void substitutionsInsideTheConfigurationWork() {
        assertThat(spec("training.max-epochs = 3\ndataset.split-seed = ${training.max-epochs}")
                        .dataset()
                        .preparation()
                        .split()
                        .seed())
                .isEqualTo(3);
    }

    /** The class path of the tests has a {@code reference.conf} with another batch size and a key that we do not know. */
    @Test
    void anotherReferenceConfStaysOut() {
        assertThat(ConfigFactory.parseResources("reference.conf").getInt("training.batch-size"))
                .isEqualTo(7);

        assertThat(spec("").training().batchSize()).isEqualTo(128);
    }

    private static RunSpec spec(String text, String... overrides) {
        return SpecReader.read(Configuration.parse(text, overrides).settings());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("my sweep.conf"), text);
    }

    private static ConfigValue value(String text) {
        return ConfigFactory.parseString("value = " + text).getValue("value");
    }

    private static ThrowableAssertAlternative<ConfigurationException> assertWrong(String text, String... overrides) {
        return assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.parse(text, overrides));
    }
}
