package org.bitsweep.cli;

import static org.bitsweep.cli.Figures.interval;
import static org.bitsweep.cli.Figures.number;
import static org.bitsweep.cli.Figures.percent;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.bitsweep.stats.Cell;

/** The statistics of each group, for people. */
final class GroupTable {
    private GroupTable() {}

    static String render(List<Row> groups, Cell cell) {
        String target = target(cell);
        TextTable table = new TextTable(
                "group",
                "runs",
                "epochs",
                "r(BDM, " + target + ") [95 % CI]",
                "r(entropy, " + target + ") [95 % CI]",
                "BDM stronger in",
                "r of other runs' " + target,
                "test accuracy");
        for (Row group : groups) {
            table.add(List.of(
                    label(group),
                    runs(group),
                    number(group, "epochs", "%.1f"),
                    interval(group, "r_bdm"),
                    interval(group, "r_entropy"),
                    percent(group, "bdm_stronger", "%.0f %%"),
                    number(group, "r_bdm_cross", "%.3f") + ", " + number(group, "r_entropy_cross", "%.3f"),
                    accuracy(group)));
        }
        String notes = groups.stream()
                .map(GroupTable::notes)
                .filter(note -> !note.isEmpty())
                .collect(Collectors.joining("\n"));
        return describe(cell) + table.render() + (notes.isEmpty() ? "" : "\n" + notes);
    }

    /** A line that says how this cell differs from the published one; nothing for that. */
    static String describe(Cell cell) {
        return cell.equals(Cell.PUBLISHED)
                ? ""
                : "correlations with " + target(cell) + ", " + cell.preparation() + " series, " + cell.method() + "\n";
    }

    /** The target in words: the training loss is the loss. */
    static String target(Cell cell) {
        return cell.target().equals("train_loss") ? "loss" : cell.target().replace('_', ' ');
    }

    /** Data set, network, and the axes that these do not show. */
    static String label(Row group) {
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

    private static String accuracy(Row group) {
        String mean = percent(group, "test_accuracy", "%.1f");
        String deviation = percent(group, "test_accuracy_sd", "%.1f");
        return mean.equals("–") ? mean : deviation.equals("–") ? mean + " %" : mean + " ± " + deviation + " %";
    }

    /** What is left out of the means above, said in words. */
    private static String notes(Row group) {
        StringBuilder note = new StringBuilder();
        note.append(leftOut(group, "constant_bdm", "constant BDM in "));
        note.append(leftOut(group, "constant_entropy", "constant entropy in "));
        note.append(leftOut(group, "constant_loss", "constant target in "));
        note.append(leftOut(group, "not_finite_bdm", "BDM that is no number in "));
        note.append(leftOut(group, "not_finite_entropy", "entropy that is no number in "));
        note.append(leftOut(group, "failed", "failed: "));
        note.append(leftOut(group, "quarantined", "quarantined: "));
        return note.isEmpty() ? "" : label(group) + ": left out: " + note.substring(2);
    }

    private static String leftOut(Row group, String column, String words) {
        long runs = group.getAs(column);
        return runs == 0 ? "" : ", " + words + Figures.runs(runs);
    }
}
