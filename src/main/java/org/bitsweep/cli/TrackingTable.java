package org.bitsweep.cli;

import static org.bitsweep.cli.Figures.interval;

import java.util.List;
import org.apache.spark.sql.Row;
import org.bitsweep.stats.Cell;

/** How closely measures follow training, over the runs of all groups, for people. */
final class TrackingTable {
    private TrackingTable() {}

    static String render(List<Row> rows, Cell cell) {
        TextTable table = new TextTable(
                "measure",
                "groups",
                "runs",
                "r with " + GroupTable.target(cell) + " [95 % CI]",
                "with other runs' of the group",
                "excess");
        List<Row> correlated =
                rows.stream().filter(row -> row.<Long>getAs("n") > 0).toList();
        for (Row row : correlated) {
            table.add(List.of(
                    row.getAs("measure"),
                    String.valueOf(row.<Long>getAs("groups")),
                    Figures.runs(row.getAs("n"), row.getAs("measured")),
                    interval(row, "r"),
                    interval(row, "r_cross"),
                    interval(row, "excess")));
        }
        int constant = rows.size() - correlated.size();
        String rest = constant == 0 ? "" : "\nand " + constant + " that are constant or too short in every run";
        return GroupTable.describe(cell) + table.render() + rest;
    }
}
