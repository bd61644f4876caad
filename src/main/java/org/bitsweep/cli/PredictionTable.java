package org.bitsweep.cli;

import static org.bitsweep.cli.Figures.interval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.bitsweep.stats.Prediction;

/** What goes with generalisation, for people: a table for each outcome and method, the strongest measure first. */
final class PredictionTable {
    private PredictionTable() {}

    static String render(List<Row> rows, Prediction prediction) {
        Map<String, List<Row>> tables = new LinkedHashMap<>();
        for (Row row : rows) {
            tables.computeIfAbsent(title(row, prediction), title -> new ArrayList<>())
                    .add(row);
        }
        return tables.isEmpty()
                ? "no run has a measure"
                : tables.entrySet().stream()
                        .map(table -> table.getKey() + "\n" + table(table.getValue()))
                        .collect(Collectors.joining("\n\n"));
    }

    private static String title(Row row, Prediction prediction) {
        String outcome =
                row.getAs("outcome").equals("accuracy_gap") ? "training accuracy - test accuracy" : "test accuracy";
        return outcome + ", measures at the " + prediction.at() + " epoch, " + row.getAs("method");
    }

    private static String table(List<Row> rows) {
        TextTable table = new TextTable(
                "measure", "runs", "all runs [95 % CI]", "one setting at a time", "given training loss and size");
        List<String> undefined = new ArrayList<>();
        for (Row row : rows) {
            if (row.isNullAt(row.fieldIndex("r"))) {
                undefined.add(row.getAs("measure"));
            } else {
                table.add(List.of(
                        row.getAs("measure"),
                        String.valueOf(row.<Long>getAs("n")),
                        interval(row, "r"),
                        interval(row, "r_granulated"),
                        interval(row, "r_partial")));
            }
        }
        return table.render()
                + (undefined.isEmpty()
                        ? ""
                        : "\nwithout a coefficient (constant, or of fewer than three runs): "
                                + String.join(", ", undefined));
    }
}
