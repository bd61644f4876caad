package org.bitsweep.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** Comma-separated values (RFC 4180) on stdout; null is an empty field. */
final class Csv {
    private Csv() {}

    static void print(String[] columns, List<Row> rows) {
        System.out.println(line(Stream.of(columns)));
        for (Row row : rows) {
            System.out.println(line(
                    IntStream.range(0, row.size()).mapToObj(i -> row.isNullAt(i) ? "" : String.valueOf(row.get(i)))));
        }
    }

    /** One line of fields, quoted where they need it. */
    static String line(Stream<String> fields) {
        return fields.map(Csv::field).collect(Collectors.joining(","));
    }

    private static String field(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
