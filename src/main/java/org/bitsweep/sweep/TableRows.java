package org.bitsweep.sweep;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.bitsweep.sweep.store.Column;
import org.bitsweep.sweep.store.TableName;

/** The columns of a table for rows that Spark has read, whose fields are in the same order. */
final class TableRows {
    private TableRows() {}

    static List<Column<Row>> columns(TableName table) {
        List<Column<Row>> columns = new ArrayList<>();
        for (Column<?> column : Tables.columns(table)) {
            int field = columns.size();
            String name = column.name();
            columns.add(
                    switch (column.kind()) {
                        case TEXT -> Column.text(name, row -> row.<String>getAs(field));
                        case INTEGER -> Column.integer(name, row -> row.<Integer>getAs(field));
                        case LONG -> Column.longInteger(name, row -> row.<Long>getAs(field));
                        case DOUBLE -> Column.number(name, row -> row.<Double>getAs(field));
                        case BYTES -> Column.bytes(name, row -> row.<byte[]>getAs(field));
                        case TIMESTAMP -> Column.timestamp(name, row -> micros(row.get(field)));
                        case TEXT_MAP ->
                            Column.textMap(name, row -> row.isNullAt(field) ? null : row.getJavaMap(field));
                    });
        }
        return columns;
    }

    private static Long micros(Object time) {
        if (time == null) {
            return null;
        }
        Instant instant = time instanceof Timestamp timestamp ? timestamp.toInstant() : (Instant) time;
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
