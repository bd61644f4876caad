package org.bitsweep.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Means over runs, by group and epoch. */
final class Curves {
    private static final int MOST_EPOCHS = 200;
    private static final int MOST_GROUPS = 100;
    private static final int MOST_POINTS = 12_000;
    private static final int MOST_LAYER_POINTS = 24_000;
    private static final double UPPER_TAIL = 0.025;

    /** As for the intervals of the statistics. */
    private static final int FEWEST_RUNS = 3;

    private static final List<String> NAMES =
            List.of("train_loss", "validation_loss", "train_accuracy", "validation_accuracy", "bdm", "entropy");

    private final SparkSession spark;
    private final List<String> keys;
    private final int epochs;
    private final int stride;

    /** @param groups those that the page has, the most important first */
    Curves(SparkSession spark, List<String> groups) {
        this.spark = spark;
        Row longest = spark.sql("SELECT coalesce(MAX(epochs), 0) FROM runs").first();
        stride = Math.max(1, (longest.getInt(0) + MOST_EPOCHS - 1) / MOST_EPOCHS);
        epochs = 1 + longest.getInt(0) / stride;
        keys = groups.subList(0, Math.min(groups.size(), Math.min(MOST_GROUPS, MOST_POINTS / epochs)));
    }

    /** The groups with curves. */
    List<String> keys() {
        return keys;
    }

    /** Loss, accuracy and complexity: means with the half width of their 95 % intervals, and the runs behind them. */
    ObjectNode trajectories(int allGroups) {
        String means = NAMES.stream()
                .map(name ->
                        "AVG(NULLIF(%1$s, double('NaN'))) AS %1$s, STDDEV_SAMP(NULLIF(%1$s, double('NaN'))) AS %1$s_sd"
                                .formatted(name))
                .collect(Collectors.joining(", "));
        List<Row> rows = spark.sql("SELECT group_key, epoch, COUNT(*) AS runs, " + means + " FROM epochs WHERE "
                        + Keys.in("group_key", keys) + " AND epoch % " + stride
                        + " = 0 GROUP BY group_key, epoch ORDER BY group_key, epoch")
                .collectAsList();
        ObjectNode node = PageJson.object();
        node.put("omitted", allGroups - keys.size());
        node.put("stride", stride);
        node.put("most_epochs", MOST_EPOCHS);
        ArrayNode curves = node.putArray("groups");
        for (String key : keys) {
            List<Row> own =
                    rows.stream().filter(row -> row.getString(0).equals(key)).toList();
            if (!own.isEmpty()) {
                curves.add(curve(key, own));
            }
        }
        return node;
    }

    private static ObjectNode curve(String key, List<Row> rows) {
        ObjectNode curve = PageJson.object();
        curve.put("group_key", key);
        ArrayNode epoch = curve.putArray("epoch");
        ArrayNode runs = curve.putArray("runs");
        for (Row row : rows) {
            epoch.add(row.<Integer>getAs("epoch"));
            runs.add(row.<Long>getAs("runs"));
        }
        for (String name : NAMES) {
            ArrayNode means = curve.putArray(name);
            ArrayNode bands = curve.putArray(name + "_band");
            for (Row row : rows) {
                means.add(PageJson.value(row.getAs(name)));
                bands.add(PageJson.value(halfWidth(row.getAs(name + "_sd"), row.<Long>getAs("runs"))));
            }
        }
        return curve;
    }

    /** Of the 95 % interval of a mean, by Student's t; null below three runs. */
    static Double halfWidth(Double deviation, long runs) {
        if (deviation == null || runs < FEWEST_RUNS) {
            return null;
        }
        return TDistribution.of(runs - 1).inverseSurvivalProbability(UPPER_TAIL) * deviation / Math.sqrt(runs);
    }

    /** What probes measured, by layer: means. */
    ObjectNode layers() {
        int mostSeries = Math.max(1, MOST_LAYER_POINTS / epochs);
        List<Row> measures = spark.sql("SELECT DISTINCT probe, name, layer FROM measures"
                        + " ORDER BY probe <> 'default', probe, name, layer LIMIT " + mostSeries)
                .collectAsList();
        ObjectNode node = PageJson.object();
        ArrayNode series = node.putArray("series");
        node.put("omitted", 0);
        if (measures.isEmpty()) {
            return node;
        }
        List<String> own = keys.subList(0, Math.min(keys.size(), Math.max(1, mostSeries / measures.size())));
        node.put("omitted", (keys.size() - own.size()) * measures.size());
        List<Row> rows = spark.sql(
                        "SELECT group_key, probe, name, layer, epoch, AVG(NULLIF(value, double('NaN'))) AS mean"
                                + " FROM measures JOIN runs USING (run_key) WHERE " + Keys.in("group_key", own)
                                + " AND epoch % "
                                + stride + " = 0 GROUP BY group_key, probe, name, layer, epoch"
                                + " ORDER BY group_key, probe <> 'default', probe, name, layer, epoch")
                .collectAsList();
        ObjectNode last = null;
        for (Row row : rows) {
            List<Object> identity = List.of(row.get(0), row.get(1), row.get(2), row.get(3));
            if (last == null || !identity.equals(identity(last))) {
                if (series.size() == mostSeries) {
                    break;
                }
                last = series.addObject()
                        .put("group_key", row.getString(0))
                        .put("probe", row.getString(1))
                        .put("name", row.getString(2))
                        .put("layer", row.getInt(3));
                last.putArray("epoch");
                last.putArray("mean");
            }
            last.withArray("epoch").add(row.getInt(4));
            last.withArray("mean").add(PageJson.value(row.get(5)));
        }
        return node;
    }

    private static List<Object> identity(ObjectNode series) {
        return List.of(
                series.get("group_key").asText(),
                series.get("probe").asText(),
                series.get("name").asText(),
                series.get("layer").asInt());
    }
}
