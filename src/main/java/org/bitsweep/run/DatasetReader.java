package org.bitsweep.run;

import java.util.OptionalInt;
import org.bitsweep.data.BooleanSource;
import org.bitsweep.data.Corruption;
import org.bitsweep.data.CsvSource;
import org.bitsweep.data.DatasetSource;
import org.bitsweep.data.HarSource;
import org.bitsweep.data.IcosahedronSource;
import org.bitsweep.data.IdxSource;
import org.bitsweep.data.ModularAdditionSource;
import org.bitsweep.data.Normalisation;
import org.bitsweep.data.Preparation;
import org.bitsweep.data.SincosSource;
import org.bitsweep.data.SplitSpec;
import org.bitsweep.data.StrokesSource;
import org.bitsweep.data.TableSource;

/** From the section {@code dataset} to the specification of a data set. */
final class DatasetReader {
    private static final int STROKES = 6000;
    private static final int STROKES_SIDE = 10;
    private static final int WAVES = 48;
    private static final int WAVE_POINTS = 32;
    private static final int USUAL_SIDE = 10;
    private static final String HAR = "the folder of the UCI HAR data set, or its archive as .zip";

    private final Settings settings;

    private DatasetReader(Settings settings) {
        this.settings = settings;
    }

    /** @throws ConfigurationException or IllegalArgumentException for a value that is out of range, naming its key */
    static DatasetSpec read(Settings settings) {
        return new DatasetReader(settings).spec();
    }

    private DatasetSpec spec() {
        DatasetSource source = source();
        return new DatasetSpec(
                settings.optionalText("dataset.name").orElse(source.kind()),
                source,
                settings.optionalInteger("dataset.resize").orElse(source.images() ? USUAL_SIDE : 0),
                new Preparation(split(), corruption(), normalisation()));
    }

    private DatasetSource source() {
        long seed = settings.longInteger("dataset.generator-seed");
        return switch (settings.oneOf("dataset.kind", DatasetKind.class)) {
            case SINCOS -> new SincosSource(count(WAVES), size(WAVE_POINTS), settings.number("dataset.noise"), seed);
            case BOOLEAN -> new BooleanSource(settings.integer("dataset.bits"), samples("dataset.count"), seed);
            case MODULAR_ADDITION ->
                new ModularAdditionSource(
                        settings.integer("dataset.modulus"),
                        settings.oneOf("dataset.encoding", ModularAdditionSource.Encoding.class));
            case ICOSAHEDRON_RULE -> new IcosahedronSource();
            case IDX -> new IdxSource(path("the folder with the IDX files, such as dataset.path=data/mnist"));
            case HAR -> new HarSource(path(HAR), false);
            case HAR_SIGNALS -> new HarSource(path(HAR), true);
            case CSV -> new CsvSource(path("the CSV file"), settings.flag("dataset.header"), label(), separator());
            case TABLE -> new TableSource(path("the table's folder or file"), settings.text("dataset.format"), label());
            case STROKES ->
                new StrokesSource(count(STROKES), size(STROKES_SIDE), settings.number("dataset.noise"), seed);
        };
    }

    private String path(String what) {
        return settings.optionalText("dataset.path")
                .orElseThrow(() -> new ConfigurationException("dataset.path is missing: " + what));
    }

    private String label() {
        return settings.text("dataset.label");
    }

    private char separator() {
        String separator = settings.text("dataset.separator");
        if (separator.length() != 1) {
            throw settings.wrong("dataset.separator", "one character");
        }
        return separator.charAt(0);
    }

    private int count(int usual) {
        return settings.optionalInteger("dataset.count").orElse(usual);
    }

    private int size(int usual) {
        return settings.optionalInteger("dataset.size").orElse(usual);
    }

    private SplitSpec split() {
        return new SplitSpec(
                settings.longInteger("dataset.split-seed"),
                samples("dataset.train"),
                samples("dataset.validation"),
                samples("dataset.test"),
                settings.flag("dataset.split-per-run"));
    }

    /** A number of samples; 0 where the default is meant. */
    private int samples(String path) {
        OptionalInt count = settings.optionalInteger(path);
        if (count.isPresent() && count.getAsInt() < 1) {
            throw settings.wrong(path, "1 sample or more");
        }
        return count.orElse(0);
    }

    private Corruption corruption() {
        return new Corruption(
                settings.oneOf("dataset.labels", Corruption.Labels.class),
                settings.number("dataset.label-noise"),
                settings.oneOf("dataset.inputs", Corruption.Inputs.class));
    }

    private Normalisation normalisation() {
        return switch (settings.choice("dataset.normalisation.kind", "overall", "feature", "fixed", "none")) {
            case "feature" -> new Normalisation.Feature();
            case "fixed" ->
                new Normalisation.Fixed(
                        settings.number("dataset.normalisation.mean"),
                        settings.number("dataset.normalisation.deviation"));
            case "none" -> new Normalisation.None();
            default -> new Normalisation.Overall();
        };
    }
}
