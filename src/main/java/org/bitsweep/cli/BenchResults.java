package org.bitsweep.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.bitsweep.bits.Tier;

/** The measurements of a benchmark on one thread: one row each. */
final class BenchResults {
    private final ArrayNode rows = Json.array();

    /** A new row that names its benchmark, processor tier and JDK. */
    ObjectNode add(String benchmark) {
        return rows.addObject()
                .put("benchmark", benchmark)
                .put("threads", 1)
                .put("tier", Tier.selected().name())
                .put("jdk", Runtime.version().toString());
    }

    void clear() {
        rows.removeAll();
    }

    /**
     * @param fields the columns for CSV; what a row does not have is empty
     * @param headings those of the table for people
     * @param line a row's cells in it
     */
    void print(Format format, List<String> fields, List<String> headings, Function<JsonNode, List<String>> line) {
        switch (format) {
            case JSON -> Json.print(rows);
            case CSV -> {
                System.out.println(Csv.line(fields.stream()));
                rows.forEach(row -> System.out.println(
                        Csv.line(fields.stream().map(field -> row.path(field).asText()))));
            }
            case HUMAN -> {
                TextTable table = new TextTable(headings.toArray(String[]::new));
                rows.forEach(row -> table.add(line.apply(row)));
                System.out.println(table.render());
            }
        }
    }

    /** A number of a row with some decimals; empty where the row does not have it. */
    static String number(JsonNode row, String field, double factor, String format) {
        return row.has(field)
                ? String.format(Locale.ROOT, format, factor * row.get(field).asDouble())
                : "";
    }
}
