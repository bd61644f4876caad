package org.bitsweep.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.bitsweep.stats.Cell;
import org.bitsweep.stats.StatisticsViews;

/** Single runs: the first seeds of each group, and those without a result. */
final class Runs {
    static final int MOST = 1_000;
    private static final int MOST_FAILURES = 200;
    private static final int MOST_KINDS = 100;

    private static final List<String> COLUMNS = List.of(
            "run_key",
            "group_key",
            "dataset",
            "network",
            "seed",
            "status",
            "epochs",
            "best_epoch",
            "train_loss",
            "test_accuracy",
            "wall_ms");

    private final SparkSession spark;
    private final StatisticsViews views;

    Runs(SparkSession spark, StatisticsViews views) {
        this.spark = spark;
        this.views = views;
    }

    /** Results of runs with their own correlations. */
    ObjectNode table() {
        List<Row> runs = spark.sql("SELECT *, CAST(axes AS STRING) AS place FROM (SELECT *,"
                        + " ROW_NUMBER() OVER (PARTITION BY group_key ORDER BY seed, run_key) AS rank FROM runs)"
                        + " ORDER BY rank, dataset, network, place, group_key LIMIT " + MOST)
                .orderBy("dataset", "network", "place", "group_key", "rank")
                .collectAsList();
        long total = spark.table("runs").count();
        List<String> keys =
                runs.stream().map(row -> row.<String>getAs("run_key")).toList();
        Map<String, Object> correlations = new HashMap<>();
        views.sql("SELECT run_key, measure, r FROM run_correlations WHERE " + Cell.PUBLISHED.sql()
                        + " AND measure IN ('bdm', 'entropy')"
                        + (total > MOST ? " AND " + Keys.in("run_key", keys) : ""))
                .collectAsList()
                .forEach(row -> correlations.put(row.getString(0) + row.getString(1), row.get(2)));
        ObjectNode table = PageJson.table(COLUMNS, runs);
        table.put("total", total);
        table.withArray("columns").add("r_bdm").add("r_entropy");
        for (int i = 0; i < runs.size(); i++) {
            ((ArrayNode) table.get("rows").get(i))
                    .add(PageJson.value(correlations.get(keys.get(i) + "bdm")))
                    .add(PageJson.value(correlations.get(keys.get(i) + "entropy")));
        }
        return table;
    }

    /** Runs without a result, and how many there are of each kind. */
    ObjectNode failures() {
        List<Row> runs = spark.sql(
                        "SELECT run_key, group_key, dataset, network, seed, status, error_class, error_message"
                                + " FROM runs WHERE status <> 'OK' ORDER BY dataset, network, CAST(axes AS STRING), group_key, seed"
                                + " LIMIT " + MOST_FAILURES)
                .collectAsList();
        ObjectNode failures = PageJson.table(
                List.of("run_key", "group_key", "dataset", "network", "seed", "status", "error_class", "error_message"),
                runs);
        failures.set(
                "kinds",
                PageJson.table(
                        List.of("status", "error_class", "runs"),
                        spark.sql("SELECT status, error_class, COUNT(*) AS runs FROM runs WHERE status <> 'OK'"
                                        + " GROUP BY status, error_class ORDER BY runs DESC, status, error_class LIMIT "
                                        + MOST_KINDS)
                                .collectAsList()));
        return failures;
    }
}
