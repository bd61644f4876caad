package org.bitsweep.sweep.store;

import java.util.Map;
import java.util.function.Function;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * One column of a table, which may be null.
 *
 * @param value reads the column's value from a row
 */
public record Column<R>(String name, Kind kind, Function<R, Object> value) {
    /** The types of values. */
    public enum Kind {
        TEXT,
        INTEGER,
        LONG,
        DOUBLE,
        /** Microseconds since the epoch, UTC. */
        TIMESTAMP,
        BYTES,
        /** From text to text. */
        TEXT_MAP
    }

    public static <R> Column<R> text(String name, Function<R, String> value) {
        return new Column<>(name, Kind.TEXT, value::apply);
    }

    public static <R> Column<R> integer(String name, Function<R, Integer> value) {
        return new Column<>(name, Kind.INTEGER, value::apply);
    }

    public static <R> Column<R> longInteger(String name, Function<R, Long> value) {
        return new Column<>(name, Kind.LONG, value::apply);
    }

    /** NaN is written as null: it stands for a value that does not exist. */
    public static <R> Column<R> number(String name, Function<R, Double> value) {
        return new Column<>(name, Kind.DOUBLE, row -> {
            Double number = value.apply(row);
            return number == null || number.isNaN() ? null : number;
        });
    }

    public static <R> Column<R> timestamp(String name, Function<R, Long> micros) {
        return new Column<>(name, Kind.TIMESTAMP, micros::apply);
    }

    public static <R> Column<R> bytes(String name, Function<R, byte[]> value) {
        return new Column<>(name, Kind.BYTES, value::apply);
    }

    public static <R> Column<R> textMap(String name, Function<R, Map<String, String>> value) {
        return new Column<>(name, Kind.TEXT_MAP, value::apply);
    }

    Type parquetType() {
        LogicalTypeAnnotation text = LogicalTypeAnnotation.stringType();
        return switch (kind) {
            case TEXT -> Types.optional(PrimitiveTypeName.BINARY).as(text).named(name);
            case INTEGER -> Types.optional(PrimitiveTypeName.INT32).named(name);
            case LONG -> Types.optional(PrimitiveTypeName.INT64).named(name);
            case DOUBLE -> Types.optional(PrimitiveTypeName.DOUBLE).named(name);
            case TIMESTAMP ->
                Types.optional(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
                        .named(name);
            case BYTES -> Types.optional(PrimitiveTypeName.BINARY).named(name);
            case TEXT_MAP ->
                Types.optionalMap()
                        .key(Types.required(PrimitiveTypeName.BINARY).as(text).named("key"))
                        .optionalValue(PrimitiveTypeName.BINARY)
                        .as(text)
                        .named(name);
        };
    }

    void write(R row, int index, RecordConsumer out) {
        Object cell = value.apply(row);
        if (cell == null) {
            return;
        }
        out.startField(name, index);
        switch (kind) {
            case TEXT -> out.addBinary(Binary.fromString((String) cell));
            case INTEGER -> out.addInteger((Integer) cell);
            case LONG, TIMESTAMP -> out.addLong((Long) cell);
            case DOUBLE -> out.addDouble((Double) cell);
            case BYTES -> out.addBinary(Binary.fromConstantByteArray((byte[]) cell));
            case TEXT_MAP -> writeMap((Map<?, ?>) cell, out);
        }
        out.endField(name, index);
    }

    private static void writeMap(Map<?, ?> map, RecordConsumer out) {
        out.startGroup();
        if (!map.isEmpty()) {
            out.startField("key_value", 0);
            map.forEach((key, value) -> {
                out.startGroup();
                out.startField("key", 0);
                out.addBinary(Binary.fromString((String) key));
                out.endField("key", 0);
                out.startField("value", 1);
                out.addBinary(Binary.fromString((String) value));
                out.endField("value", 1);
                out.endGroup();
            });
            out.endField("key_value", 0);
        }
        out.endGroup();
    }
}
