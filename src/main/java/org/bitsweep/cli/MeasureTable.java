package org.bitsweep.cli;

import static org.bitsweep.cli.Figures.interval;
import static org.bitsweep.cli.Figures.number;

import java.util.List;
import org.apache.spark.sql.Row;
import org.bitsweep.stats.Cell;

/** The correlations of any measures, one row a group and measure, for people. */
final class MeasureTable {
    /** The columns that are shown. */
    static final List<String> COLUMNS = List.of(
            "dataset",
            "network",
            "axes",
            "measure",
            "runs",
            "n",
            "r",
            "r_low",
            "r_high",
            "r_cross",
            "r_cross_low",
            "r_cross_high",
            "excess",
            "excess_low",
            "excess_high",
            "r_trajectory",
            "r_trajectory_low",
            "r_trajectory_high",
            "r_pooled");

    private MeasureTable() {}

    static String render(List<Row> rows, Cell cell) {
        TextTable table = new TextTable(
                "group",
                "measure",
                "runs",
                "r with " + GroupTable.target(cell) + " [95 % CI]",
                "with other runs'",
                "excess",
                "mean trajectory",
                "pooled");
        for (Row row : rows) {
            table.add(List.of(
                    GroupTable.label(row),
                    row.getAs("measure"),
                    Figures.runs(row.getAs("n"), row.getAs("runs")),
                    interval(row, "r"),
                    interval(row, "r_cross"),
                    interval(row, "excess"),
                    interval(row, "r_trajectory"),
                    number(row, "r_pooled", "%.3f")));
        }
        return GroupTable.describe(cell) + table.render();
    }
}
