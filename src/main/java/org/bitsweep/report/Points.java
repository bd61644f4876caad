package org.bitsweep.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/** Runs at their best epoch, as points of scatter plots; cells with numbers of runs where there are too many. */
final class Points {
    static final int MOST = 5_000;

    private static final int CELLS = 48;

    private final SparkSession spark;
    private final List<String> groups;

    /** @param groups those whose means the page shows */
    Points(SparkSession spark, List<String> groups) {
        this.spark = spark;
        this.groups = groups;
    }

    ObjectNode read(long total) {
        Dataset<Row> points = spark.sql(
                        "SELECT runs.group_key, runs.seed, epochs.bdm, epochs.entropy,"
                                + " epochs.train_accuracy - runs.test_accuracy AS gap FROM runs JOIN epochs"
                                + " ON epochs.run_key = runs.run_key AND epochs.epoch = runs.best_epoch WHERE runs.status = 'OK'")
                .persist(StorageLevel.MEMORY_AND_DISK());
        try {
            points.createOrReplaceTempView("report_points");
            return read(total, total > MOST);
        } finally {
            spark.catalog().dropTempView("report_points");
            points.unpersist();
        }
    }

    private ObjectNode read(long total, boolean binned) {
        ObjectNode node = PageJson.object();
        node.put("total", total);
        node.putNull("binned");
        if (binned) {
            ObjectNode cells = node.putObject("binned");
            cells.set("bdm_entropy", cells("entropy", "bdm"));
            cells.set("bdm_gap", cells("bdm", "gap"));
        } else {
            node.set(
                    "runs",
                    PageJson.table(
                            List.of("group_key", "seed", "bdm", "entropy", "gap"),
                            spark.sql("SELECT * FROM report_points ORDER BY group_key, seed")
                                    .collectAsList()));
        }
        node.set(
                "centres",
                PageJson.table(
                        List.of("group_key", "bdm", "entropy", "gap"),
                        spark.sql("SELECT group_key, AVG(bdm) AS bdm, AVG(entropy) AS entropy, AVG(gap) AS gap"
                                        + " FROM report_points WHERE " + Keys.in("group_key", groups)
                                        + " GROUP BY group_key")
                                .collectAsList()));
        return node;
    }

    /** Middles of cells, and the runs in each. */
    private ObjectNode cells(String x, String y) {
        Row bounds = spark.sql("SELECT MIN(%1$s), MAX(%1$s), MIN(%2$s), MAX(%2$s) FROM report_points".formatted(x, y)
                        + finite(x, y))
                .first();
        ObjectNode node = PageJson.table(List.of("x", "y", "runs"), List.of());
        ArrayNode width = node.putArray("width");
        if (bounds.isNullAt(0)) {
            return node;
        }
        double xWidth = Math.max(bounds.getDouble(1) - bounds.getDouble(0), 1e-9) / CELLS;
        double yWidth = Math.max(bounds.getDouble(3) - bounds.getDouble(2), 1e-9) / CELLS;
        width.add(xWidth).add(yWidth);
        List<Row> rows = spark.sql(
                        ("SELECT %2$sD + (column + 0.5D) * %3$sD AS x, %5$sD + (row + 0.5D) * %6$sD AS y, runs"
                                        + " FROM (SELECT LEAST(FLOOR((%1$s - %2$sD) / %3$sD), %7$d) AS column,"
                                        + " LEAST(FLOOR((%4$s - %5$sD) / %6$sD), %7$d) AS row, COUNT(*) AS runs FROM report_points"
                                        + finite(x, y) + " GROUP BY 1, 2) ORDER BY column, row")
                                .formatted(x, bounds.getDouble(0), xWidth, y, bounds.getDouble(2), yWidth, CELLS - 1))
                .collectAsList();
        node.setAll(PageJson.table(List.of("x", "y", "runs"), rows));
        return node;
    }

    private static String finite(String x, String y) {
        return " WHERE abs(%1$s) < double('Infinity') AND abs(%2$s) < double('Infinity')".formatted(x, y);
    }
}
