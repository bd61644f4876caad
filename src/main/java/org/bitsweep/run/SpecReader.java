package org.bitsweep.run;

import com.typesafe.config.ConfigUtil;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.bitsweep.complexity.BlockShape;
import org.bitsweep.data.DatasetSource;
import org.bitsweep.data.IdxSource;
import org.bitsweep.data.SplitSpec;
import org.bitsweep.data.StrokesSource;
import org.bitsweep.nn.Adam;
import org.bitsweep.nn.NetworkSpec;
import org.bitsweep.nn.TrainingSpec;

/** From settings to the specification of a run. */
public final class SpecReader {
    private SpecReader() {}

    /** @throws ConfigurationException or IllegalArgumentException for a value that is out of range, naming its key */
    public static RunSpec read(Settings settings) {
        return new RunSpec(
                dataset(settings),
                network(settings),
                training(settings),
                probes(settings),
                custom(settings),
                SnapshotSpec.read(settings),
                settings.longInteger("seed"));
    }

    private static DatasetSpec dataset(Settings settings) {
        String kind = settings.choice("dataset.kind", "strokes", "idx");
        DatasetSource source = kind.equals("idx")
                ? new IdxSource(
                        settings.optionalText("dataset.path")
                                .orElseThrow(
                                        () -> new ConfigurationException(
                                                "dataset.path is missing: the folder with the IDX files, such as dataset.path=data/mnist")))
                : new StrokesSource(
                        settings.integer("dataset.count"),
                        settings.integer("dataset.size"),
                        settings.number("dataset.noise"),
                        settings.longInteger("dataset.generator-seed"));
        SplitSpec split = new SplitSpec(
                settings.longInteger("dataset.split-seed"),
                count(settings, "dataset.train"),
                count(settings, "dataset.validation"),
                count(settings, "dataset.test"));
        String name = settings.optionalText("dataset.name").orElse(kind);
        return new DatasetSpec(name, source, settings.integer("dataset.resize"), split);
    }

    /** A number of samples; 0 where the default is meant. */
    private static int count(Settings settings, String path) {
        OptionalInt count = settings.optionalInteger(path);
        if (count.isPresent() && count.getAsInt() < 1) {
            throw settings.wrong(path, "1 sample or more");
        }
        return count.orElse(0);
    }

    private static NetworkSpec network(Settings settings) {
        settings.choice("network.kind", "bnn");
        return new NetworkSpec(settings.integers("network.hidden"), settings.number("network.initial-deviation"));
    }

    private static TrainingSpec training(Settings settings) {
        settings.choice("training.optimizer", "adam");
        Adam.Settings adam = new Adam.Settings(
                settings.number("training.learning-rate"),
                settings.number("training.beta1"),
                settings.number("training.beta2"),
                settings.number("training.epsilon"));
        return new TrainingSpec(
                adam,
                settings.integer("training.batch-size"),
                settings.integer("training.max-epochs"),
                settings.integer("training.early-stopping.patience"));
    }

    private static Map<String, ComplexitySpec> probes(Settings settings) {
        Map<String, ComplexitySpec> probes = new TreeMap<>();
        for (String name : settings.names(Configuration.COMPLEXITY)) {
            String path = ConfigUtil.joinPath("probes", "complexity", name) + ".";
            settings.choice(path + "partition", "ignore");
            probes.put(
                    name,
                    new ComplexitySpec(
                            block(settings, path + "block"),
                            settings.text(path + "table"),
                            ComplexitySpec.Pooling.valueOf(
                                    upper(settings.choice(path + "pooling", "network", "layer"))),
                            ComplexitySpec.Every.valueOf(upper(settings.choice(path + "every", "step", "epoch"))),
                            settings.flag(path + "force")));
        }
        return probes;
    }

    private static Map<String, CustomProbeSpec> custom(Settings settings) {
        Map<String, CustomProbeSpec> probes = new TreeMap<>();
        for (String name : settings.names(Configuration.CUSTOM)) {
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
