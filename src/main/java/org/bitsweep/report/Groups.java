package org.bitsweep.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.DoublePredicate;
import org.apache.spark.sql.Row;
import org.bitsweep.stats.Cell;
import org.bitsweep.stats.StatisticsViews;

/**
 * The groups of a store with their headline statistics.
 *
 * @param all in the order of data set, network and axes
 * @param falseDiscovery the q value of each group's Wilcoxon test, null if it has none
 */
record Groups(List<Row> all, List<Double> falseDiscovery) {
    static final int MOST = 500;

    private static final List<String> COLUMNS = List.of(
            "group_key",
            "dataset",
            "network",
            "axes",
            "runs",
            "failed",
            "quarantined",
            "excluded",
            "epochs",
            "r_bdm",
            "r_bdm_low",
            "r_bdm_high",
            "r_bdm_runs",
            "r_entropy",
            "r_entropy_low",
            "r_entropy_high",
            "r_entropy_runs",
            "bdm_stronger",
            "difference",
            "difference_low",
            "difference_high",
            "wilcoxon_p",
            "test_accuracy");
    private static final List<String> SUMMED = List.of(
            "failed",
            "quarantined",
            "excluded",
            "not_finite_bdm",
            "not_finite_entropy",
            "constant_loss",
            "constant_bdm",
            "constant_entropy");

    static Groups read(StatisticsViews views) {
        List<Row> rows = views.headline(Cell.PUBLISHED).collectAsList();
        return new Groups(rows, falseDiscovery(rows));
    }

    /** The q values after Benjamini and Hochberg (1995), over all groups that have a p value; null for the others. */
    private static List<Double> falseDiscovery(List<Row> groups) {
        double[] sorted = groups.stream()
                .map(row -> row.<Double>getAs("wilcoxon_p"))
                .filter(Objects::nonNull)
                .mapToDouble(p -> p)
                .sorted()
                .toArray();
        double[] q = new double[sorted.length];
        double least = 1;
        for (int i = sorted.length - 1; i >= 0; i--) {
            least = Math.min(least, sorted[i] * sorted.length / (i + 1));
            q[i] = least;
        }
        return groups.stream()
                .map(row -> row.<Double>getAs("wilcoxon_p"))
                .map(p -> p == null ? null : q[Arrays.binarySearch(sorted, p)])
                .toList();
    }

    /** Of those that the page has. */
    List<String> keys() {
        return all.stream()
                .limit(MOST)
                .map(row -> row.<String>getAs("group_key"))
                .toList();
    }

    ObjectNode table() {
        int shown = Math.min(MOST, all.size());
        ObjectNode table = PageJson.table(COLUMNS, all.subList(0, shown));
        table.withArray("columns").add("wilcoxon_q");
        for (int i = 0; i < shown; i++) {
            ((ArrayNode) table.get("rows").get(i)).add(PageJson.value(falseDiscovery.get(i)));
        }
        return table;
    }

    /** Over all groups, also those that the page does not have. */
    ObjectNode counts() {
        ObjectNode counts = PageJson.object();
        counts.put("groups", all.size());
        counts.put("ok", sum("runs"));
        SUMMED.forEach(column -> counts.put(column, sum(column)));
        counts.put("compared", where("difference_low", value -> true));
        counts.put("bdm_above", where("difference_low", value -> value > 0));
        counts.put("bdm_below", where("difference_high", value -> value < 0));
        return counts;
    }

    private long sum(String column) {
        return all.stream()
                .mapToLong(row -> row.<Number>getAs(column).longValue())
                .sum();
    }

    private long where(String column, DoublePredicate holds) {
        return all.stream()
                .map(row -> row.<Double>getAs(column))
                .filter(value -> value != null && holds.test(value))
                .count();
    }
}
