package org.bitsweep.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.bitsweep.sweep.store.Column;
import org.bitsweep.sweep.store.TableName;
import scala.jdk.javaapi.CollectionConverters;

/** Compares the stored rows of a table with new ones, bit for bit. */
final class TableDifferences<R> {
    private final TableName table;
    private final List<Column<R>> columns;
    private final List<String> key;

    /**
     * @param columns to compare
     * @param key names of the columns that tell rows apart
     */
    TableDifferences(TableName table, List<Column<R>> columns, List<String> key) {
        this.table = table;
        this.columns = columns;
        this.key = key;
    }

    List<Reproduction.Difference> between(List<Row> stored, List<R> now) {
        Map<String, Row> storedRows = new HashMap<>();
        for (Row row : stored) {
            storedRows.put(where(column -> plain(row.getAs(column.name()))), row);
        }
        Map<String, R> newRows = new LinkedHashMap<>();
        for (R row : now) {
            newRows.put(where(column -> column.value().apply(row)), row);
        }
        List<Reproduction.Difference> differences = new ArrayList<>();
        newRows.forEach((where, row) -> {
            Row old = storedRows.remove(where);
            if (old == null) {
                differences.add(new Reproduction.Difference(table.folder(), where, "row", "none", "there"));
            } else {
                compare(where, old, row, differences);
            }
        });
        storedRows.keySet().stream()
                .sorted()
                .forEach(where ->
                        differences.add(new Reproduction.Difference(table.folder(), where, "row", "there", "none")));
        return differences;
    }

    private void compare(String where, Row stored, R now, List<Reproduction.Difference> differences) {
        for (Column<R> column : columns) {
            Object before = plain(stored.getAs(column.name()));
            Object after = plain(column.value().apply(now));
            // Doubles are equal as objects if their bits are.
            if (!Objects.equals(before, after)) {
                differences.add(new Reproduction.Difference(
                        table.folder(), where, column.name(), String.valueOf(before), String.valueOf(after)));
            }
        }
    }

    private String where(Function<Column<R>, Object> value) {
        List<String> parts = new ArrayList<>();
        for (Column<R> column : columns) {
            if (key.contains(column.name())) {
                parts.add(column.name() + " " + value.apply(column));
            }
        }
        return String.join(", ", parts);
    }

    private static Object plain(Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        return value instanceof scala.collection.Map<?, ?> map ? CollectionConverters.asJava(map) : value;
    }
}
