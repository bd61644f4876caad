package org.bitsweep.run;

import com.typesafe.config.ConfigUtil;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bitsweep.complexity.BlockShape;
import org.bitsweep.complexity.Decomposition;
import org.bitsweep.complexity.Partition;
import org.bitsweep.nn.Activation;
import org.bitsweep.nn.EarlyStopping;
import org.bitsweep.nn.EmbeddingSpec;
import org.bitsweep.nn.Initialisation;
import org.bitsweep.nn.NetworkKind;
import org.bitsweep.nn.NetworkSpec;
import org.bitsweep.nn.OptimizerSpec;
import org.bitsweep.nn.Quantization;
import org.bitsweep.nn.Schedule;
import org.bitsweep.nn.Surrogate;
import org.bitsweep.nn.TrainingSpec;
import org.bitsweep.nn.WeightNoiseSpec;

/** From settings to the specification of a run. */
public final class SpecReader {
    private static final Set<String> OWN_NAMES = Set.of(InformationSpec.NAME, WeightInformationSpec.NAME);

    private SpecReader() {}

    /** @throws ConfigurationException or IllegalArgumentException for a value that is out of range, naming its key */
    public static RunSpec read(Settings settings) {
        RunSpec spec = new RunSpec(
                DatasetReader.read(settings),
                network(settings),
                training(settings),
                probes(settings),
                custom(settings),
                InformationSpec.read(settings).orElse(null),
                WeightInformationSpec.read(settings).orElse(null),
                SnapshotSpec.read(settings),
                settings.longInteger("seed"));
        boolean plain = spec.network().kind() instanceof NetworkKind.Plain
                && spec.network().embedding() == null;
        if (spec.training().noise() != null && !plain) {
            throw settings.wrong(
                    "training.regularizer.kind", "none: it needs network.kind = float without an embedding");
        }
        return spec;
    }

    private static NetworkSpec network(Settings settings) {
        NetworkKind kind = kind(settings);
        return new NetworkSpec(
                kind,
                settings.integers("network.hidden"),
                settings.oneOf("network.batch-norm", NetworkSpec.Normalisation.class),
                settings.number("network.dropout"),
                initialisation(settings, kind),
                embedding(settings));
    }

    private static EmbeddingSpec embedding(Settings settings) {
        int tokens = settings.integer("network.embedding.tokens");
        int width = settings.integer("network.embedding.width");
        return tokens == 0 && width == 0 ? null : new EmbeddingSpec(tokens, width);
    }

    private static NetworkKind kind(Settings settings) {
        return switch (settings.choice("network.kind", "bnn", "float", "quant")) {
            case "bnn" ->
                new NetworkKind.Binarized(
                        settings.choice("network.input", "float", "binary").equals("binary"),
                        settings.oneOf("network.float-layers", NetworkKind.Binarized.FloatLayers.class),
                        settings.oneOf("network.surrogate.activations", Surrogate.class),
                        settings.oneOf("network.surrogate.weights", Surrogate.class),
                        settings.flag("network.clip-weights"));
            case "float" -> new NetworkKind.Plain(settings.oneOf("network.activation", Activation.class));
            default ->
                new NetworkKind.Quantized(
                        settings.oneOf("network.activation", Activation.class),
                        new Quantization(
                                settings.integer("network.quantization.bits"),
                                settings.oneOf("network.quantization.scheme", Quantization.Scheme.class)),
                        settings.integer("network.quantization.activation-bits"));
        };
    }

    private static Initialisation initialisation(Settings settings, NetworkKind kind) {
        String name = settings.choice("network.initialisation", "auto", "normal", "he", "glorot", "uniform");
        Initialisation.Scheme scheme = name.equals("auto") ? usual(kind) : Initialisation.Scheme.valueOf(upper(name));
        return new Initialisation(
                scheme,
                settings.number("network.initial-deviation"),
                settings.longIntegerOrNull("network.initial-seed"));
    }

    private static Initialisation.Scheme usual(NetworkKind kind) {
        if (kind instanceof NetworkKind.Binarized) {
            return Initialisation.Scheme.NORMAL;
        }
        Activation activation = kind instanceof NetworkKind.Plain plain
                ? plain.activation()
                : ((NetworkKind.Quantized) kind).activation();
        return activation == Activation.RELU ? Initialisation.Scheme.HE : Initialisation.Scheme.GLOROT;
    }

    private static TrainingSpec training(Settings settings) {
        return new TrainingSpec(
                optimizer(settings),
                new Schedule(shape(settings), settings.integer("training.schedule.warm-up")),
                settings.oneOf("training.loss", TrainingSpec.LossKind.class),
                settings.integer("training.batch-size"),
                settings.integer("training.max-epochs"),
                new EarlyStopping(
                        settings.integer("training.early-stopping.patience"),
                        settings.number("training.early-stopping.min-delta"),
                        settings.oneOf("training.early-stopping.metric", EarlyStopping.Metric.class)),
                settings.integer("training.evaluate-every"),
                regularizer(settings));
    }

    private static WeightNoiseSpec regularizer(Settings settings) {
        String kind = settings.choice("training.regularizer.kind", "none", "weight-information");
        return kind.equals("none")
                ? null
                : new WeightNoiseSpec(
                        settings.number("training.regularizer.beta"),
                        settings.number("training.regularizer.log-variance"));
    }

    private static OptimizerSpec optimizer(Settings settings) {
        String name = settings.choice("training.optimizer", "adam", "adamw", "sgd");
        double rate = settings.number("training.learning-rate");
        double weightDecay = settings.number("training.weight-decay");
        return name.equals("sgd")
                ? new OptimizerSpec.Sgd(rate, settings.number("training.momentum"), weightDecay)
                : new OptimizerSpec.Adam(
                        rate,
                        settings.number("training.beta1"),
                        settings.number("training.beta2"),
                        settings.number("training.epsilon"),
                        weightDecay,
                        name.equals("adamw"));
    }

    private static Schedule.Shape shape(Settings settings) {
        return switch (settings.choice("training.schedule.kind", "constant", "step", "cosine")) {
            case "constant" -> new Schedule.Constant();
            case "step" ->
                new Schedule.Step(
                        settings.integer("training.schedule.every"), settings.number("training.schedule.factor"));
            default -> new Schedule.Cosine(settings.number("training.schedule.minimum"));
        };
    }

    private static Map<String, ComplexitySpec> probes(Settings settings) {
        Map<String, ComplexitySpec> probes = new TreeMap<>();
        for (String name : settings.names(Configuration.COMPLEXITY)) {
            requireFree("complexity", name);
            String path = ConfigUtil.joinPath("probes", "complexity", name) + ".";
            probes.put(
                    name,
                    new ComplexitySpec(
                            new Decomposition(block(settings, path + "block"), partition(settings, path)),
                            settings.text(path + "table"),
                            settings.oneOf(path + "pooling", ComplexitySpec.Pooling.class),
                            settings.oneOf(path + "every", ComplexitySpec.Every.class),
                            settings.oneOf(path + "arrangement", ComplexitySpec.Arrangement.class),
                            settings.flag(path + "force")));
        }
        return probes;
    }

    private static Map<String, CustomProbeSpec> custom(Settings settings) {
        Map<String, CustomProbeSpec> probes = new TreeMap<>();
        for (String name : settings.names(Configuration.CUSTOM)) {
            requireFree("custom", name);
            String path = ConfigUtil.joinPath("probes", "custom", name);
            if (settings.names(Configuration.COMPLEXITY).contains(name)) {
                throw new ConfigurationException(path + " has the name of a complexity probe, expected another name");
            }
            Map<String, String> own = settings.flattened(path);
            String kind = own.remove("kind");
            if (kind == null) {
                throw new ConfigurationException(path + ".kind is missing: the kind of a probe on the class path");
            }
            ProbeProvider provider = ProbeProviders.of(kind);
            try {
                provider.check(own);
            } catch (IllegalArgumentException e) {
                throw new ConfigurationException(path + ": " + e.getMessage());
            }
            probes.put(name, new CustomProbeSpec(kind, provider.version(), own));
        }
        return probes;
    }

    private static Partition partition(Settings settings, String path) {
        String name = settings.choice(path + "partition", "ignore", "recursive", "correlated", "periodic");
        return Partition.of(name, settings.integer(path + "min-length"), settings.integer(path + "shift"));
    }

    /** Rows in the table of measures are known by their probe's name. */
    private static void requireFree(String section, String name) {
        if (OWN_NAMES.contains(name)) {
            throw new ConfigurationException(ConfigUtil.joinPath("probes", section, name)
                    + " has the name of a probe of bitsweep's own, expected another name");
        }
    }

    private static BlockShape block(Settings settings, String path) {
        try {
            return BlockShape.parse(settings.text(path));
        } catch (IllegalArgumentException e) {
            throw settings.wrong(path, "rows and columns of at most " + BlockShape.MOST_CELLS + " cells, such as 4x4");
        }
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
