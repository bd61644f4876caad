package org.bitsweep.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/** The statistics of each group, for people. */
final class GroupTable {
    private GroupTable() {}

    static String render(List<Row> groups) {
        TextTable table = new TextTable(
                "group",
                "runs",
                "epochs",
                "r(BDM, loss) [95 % CI]",
                "r(entropy, loss) [95 % CI]",
                "BDM stronger in",
                "test accuracy");
        for (Row group : groups) {
            table.add(List.of(
                    label(group),
                    runs(group),
                    number(group, "epochs", "%.1f"),
                    interval(group, "r_bdm"),
                    interval(group, "r_entropy"),
                    percent(group, "bdm_stronger", "%.0f %%"),
                    accuracy(group)));
        }
        String notes = groups.stream()
                .map(GroupTable::notes)
                .filter(note -> !note.isEmpty())
                .collect(Collectors.joining("\n"));
        return table.render() + (notes.isEmpty() ? "" : "\n" + notes);
    }

    private static String label(Row group) {
        Map<String, String> axes = new TreeMap<>(group.getJavaMap(group.fieldIndex("axes")));
        axes.remove("network.hidden");
        axes.remove("dataset.name");
        String rest = axes.entrySet().stream()
                .map(axis -> "  " + axis.getKey() + "=" + axis.getValue())
                .collect(Collectors.joining());
        return group.getAs("dataset") + "  " + group.getAs("network") + rest;
    }

    private static String runs(Row group) {
        long excluded = group.getAs("excluded");
        return group.getAs("runs") + (excluded > 0 ? " (" + excluded + " excluded)" : "");
    }

    private static String interval(Row group, String name) {
        String mean = number(group, name, "%.3f");
        String low = number(group, name + "_low", "%.3f");
        String high = number(group, name + "_high", "%.3f");
        return low.equals("–") ? mean : mean + " [" + low + ", " + high + "]";
    }

    private static String accuracy(Row group) {
        String mean = percent(group, "test_accuracy", "%.1f");
        String deviation = percent(group, "test_accuracy_sd", "%.1f");
        return mean.equals("–") ? mean : deviation.equals("–") ? mean + " %" : mean + " ± " + deviation + " %";
    }

    /** What is left out of the means above, said in words. */
    private static String notes(Row group) {
        long constantBdm = group.getAs("constant_bdm");
        long constantEntropy = group.getAs("constant_entropy");
        long constantLoss = group.getAs("constant_loss");
        long failed = group.getAs("failed");
        long quarantined = group.getAs("quarantined");
        StringBuilder note = new StringBuilder();
        note.append(constantBdm > 0 ? ", constant BDM in " + constantBdm + " runs" : "");
        note.append(constantEntropy > 0 ? ", constant entropy in " + constantEntropy + " runs" : "");
        note.append(constantLoss > 0 ? ", constant loss in " + constantLoss + " runs" : "");
        note.append(failed > 0 ? ", " + failed + " runs failed" : "");
        note.append(quarantined > 0 ? ", " + quarantined + " runs quarantined" : "");
        return note.isEmpty() ? "" : label(group) + ": left out: " + note.substring(2);
    }

    private static String number(Row group, String name, String format) {
        Double value = group.getAs(name);
        return value == null ? "–" : String.format(Locale.ROOT, format, value);
    }

    private static String percent(Row group, String name, String format) {
        Double value = group.getAs(name);
        return value == null ? "–" : String.format(Locale.ROOT, format, 100 * value);
    }
}
