package org.bitsweep.run;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which runs keep their weights, and of which epochs. Decides rows of the table {@code snapshots} only, and so
 * is no part of a run's key.
 *
 * @param seeds the runs, by their seeds
 * @param best whether to keep the best epoch, by the metric of early stopping
 * @param end whether to keep the last epoch
 * @param epochs further epochs by their number; 0 is the state before training
 * @param floats whether to keep the latent weights beside their signs
 */
public record SnapshotSpec(List<Range> seeds, boolean best, boolean end, Set<Integer> epochs, boolean floats)
        implements Serializable {
    /** Paths of its settings. */
    public static final String SEEDS = "probes.snapshots.seeds";

    public static final String EPOCHS = "probes.snapshots.epochs";

    public static final String FLOATS = "probes.snapshots.floats";

    /** No snapshots. */
    public static final SnapshotSpec NONE = new SnapshotSpec(List.of(), false, false, Set.of(), false);

    private static final Pattern RANGE =
            Pattern.compile("\\s*(-?\\d{1,18})\\s*\\.\\.\\s*(-?\\d{1,18})\\s*(?:\\.\\.\\s*([1-9]\\d{0,17}))?\\s*");

    /** Whole numbers from the first to the last, both included, in steps. */
    record Range(long first, long last, long step) implements Serializable {
        boolean contains(long number) {
            return number >= first && number <= last && (number - first) % step == 0;
        }
    }

    public SnapshotSpec {
        seeds = new ArrayList<>(seeds);
        epochs = new TreeSet<>(epochs);
    }

    static SnapshotSpec read(Settings settings) {
        Set<Integer> epochs = new TreeSet<>();
        boolean best = false;
        boolean end = false;
        if (!(settings.value(EPOCHS) instanceof ConfigList written)) {
            throw settings.wrong(EPOCHS, "a list");
        }
        for (ConfigValue value : written) {
            String text = String.valueOf(value.unwrapped());
            switch (text) {
                case "start" -> epochs.add(0);
                case "best" -> best = true;
                case "end" -> end = true;
                default -> {
                    if (!text.matches("\\d{1,9}")) {
                        throw settings.wrong(EPOCHS, "a list of start, best, end and numbers of epochs");
                    }
                    epochs.add(Integer.parseInt(text));
                }
            }
        }
        return new SnapshotSpec(seeds(settings), best, end, epochs, settings.flag(FLOATS));
    }

    private static List<Range> seeds(Settings settings) {
        ConfigValue written = settings.value(SEEDS);
        List<ConfigValue> entries = written instanceof ConfigList list ? list : List.of(written);
        List<Range> seeds = new ArrayList<>();
        for (ConfigValue entry : entries) {
            String text = String.valueOf(entry.unwrapped());
            Matcher range = RANGE.matcher(text);
            if (range.matches()) {
                long step = range.group(3) == null ? 1 : Long.parseLong(range.group(3));
                seeds.add(new Range(Long.parseLong(range.group(1)), Long.parseLong(range.group(2)), step));
            } else if (text.matches("-?\\d{1,18}")) {
                seeds.add(new Range(Long.parseLong(text), Long.parseLong(text), 1));
            } else {
                throw settings.wrong(SEEDS, "a list of seeds, or a range such as \"0..4\"");
            }
        }
        return seeds;
    }

    boolean selects(long seed) {
        return seeds.stream().anyMatch(range -> range.contains(seed));
    }
}
