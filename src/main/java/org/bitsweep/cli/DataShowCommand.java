package org.bitsweep.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bitsweep.data.DataShape;
import org.bitsweep.data.Dataset;
import org.bitsweep.data.RunData;
import org.bitsweep.data.SampleStatistics;
import org.bitsweep.data.Samples;
import org.bitsweep.run.ConfigurationException;
import org.bitsweep.run.DatasetSpec;
import org.bitsweep.run.RunSpec;
import org.bitsweep.run.SpecReader;
import org.bitsweep.sweep.DatasetLoading;
import org.bitsweep.sweep.SweepConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bitsweep data show}: what a data set is like. */
@Command(
        name = "show",
        footerHeading = "%nExamples:%n",
        footer = {"  submit/bitsweep data show conf/demo.conf -o digits.png"},
        description = "Shape, classes and statistics of a configuration's data set, its axes left aside, and a picture"
                + " of samples.",
        mixinStandardHelpOptions = true)
final class DataShowCommand implements Callable<Integer> {
    /** Which samples to show. */
    enum Part {
        ALL,
        TRAIN,
        VALIDATION,
        TEST
    }

    @Mixin
    private ConfigurationArguments arguments;

    @Option(
            names = "--part",
            defaultValue = "all",
            description = "all: as they were loaded and resized. train, validation or test: what the run with the"
                    + " configuration's seed sees, corrupted and normalised (default: ${DEFAULT-VALUE}).")
    private Part part;

    @Option(names = "-o", paramLabel = "FILE", description = "Draw samples of each class into a PNG file.")
    private Path target;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many samples of a class to draw (default: ${DEFAULT-VALUE}).")
    private int samples;

    @Option(names = "--format", defaultValue = "human", description = "human or json (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Override
    public Integer call() throws IOException {
        if (format == Format.CSV) {
            throw new ConfigurationException("--format csv is for rows; data show prints human or json");
        }
        if (samples < 1 || samples > 1000) {
            throw new ConfigurationException("--samples is " + samples + ", expected 1 to 1000");
        }
        SweepConfig config = arguments.load();
        RunSpec run = SpecReader.read(config.configuration().settings());
        DatasetSpec spec = run.dataset();
        Dataset dataset = DatasetLoading.load(config, spec);
        DataShape shape = spec.shape(dataset.facts());
        Samples shown = shown(spec, dataset, run.seed());
        SampleStatistics statistics = SampleStatistics.of(shown.features(), shown.labels(), dataset.classes());
        if (target != null) {
            new SampleSheet(
                            shown.features(),
                            shown.labels(),
                            dataset.classes(),
                            dataset.height(),
                            dataset.width(),
                            samples)
                    .write(target);
        }
        if (format == Format.JSON) {
            Json.print(json(spec, dataset, shape, shown, statistics));
        } else {
            System.out.println(text(spec, dataset, shape, shown, statistics));
        }
        return 0;
    }

    private Samples shown(DatasetSpec spec, Dataset dataset, long seed) {
        if (part == Part.ALL) {
            return new Samples(
                    dataset.features(), dataset.labels(), dataset.count(), dataset.height() * dataset.width());
        }
        RunData data = spec.prepared(dataset).draw(seed);
        return part == Part.TRAIN ? data.train() : part == Part.TEST ? data.test() : data.validation();
    }

    private ObjectNode json(
            DatasetSpec spec, Dataset dataset, DataShape shape, Samples shown, SampleStatistics statistics) {
        ObjectNode json = Json.object();
        json.put("name", spec.name());
        json.put("kind", spec.source().kind());
        json.put("digest", dataset.digest());
        json.put("samples", dataset.count());
        json.put("height", dataset.height());
        json.put("width", dataset.width());
        json.put("classes", dataset.classes());
        json.put("official_test", dataset.officialTest());
        json.put("train", shape.train());
        json.put("validation", shape.validation());
        json.put("test", shape.test());
        json.put("part", part.name().toLowerCase(Locale.ROOT));
        json.put("shown", shown.count());
        IntStream.of(statistics.counts()).forEach(json.putArray("class_counts")::add);
        json.put("minimum", statistics.least());
        json.put("maximum", statistics.greatest());
        json.put("mean", statistics.mean());
        json.put("deviation", statistics.deviation());
        json.put("zeros", statistics.zeros());
        json.put("constant_features", statistics.constant());
        return json;
    }

    private String text(
            DatasetSpec spec, Dataset dataset, DataShape shape, Samples shown, SampleStatistics statistics) {
        String counts =
                IntStream.of(statistics.counts()).mapToObj(String::valueOf).collect(Collectors.joining(" "));
        return String.format(
                Locale.ROOT,
                """
                %s (%s): %d samples of %d x %d, %d classes, %s
                a run: %d for training, %d for validation, %d for the test
                %s, %d samples: minimum %.4f, maximum %.4f, mean %.4f, deviation %.4f, %.1f %% zeros, %d constant features
                classes: %s
                digest %s""",
                spec.name(),
                spec.source().kind(),
                dataset.count(),
                dataset.height(),
                dataset.width(),
                dataset.classes(),
                dataset.officialTest() == 0
                        ? "no official test set"
                        : "the last " + dataset.officialTest() + " are the official test set",
                shape.train(),
                shape.validation(),
                shape.test(),
                part.name().toLowerCase(Locale.ROOT),
                shown.count(),
                statistics.least(),
                statistics.greatest(),
                statistics.mean(),
                statistics.deviation(),
                100 * statistics.zeros(),
                statistics.constant(),
                counts,
                dataset.digest());
    }
}
