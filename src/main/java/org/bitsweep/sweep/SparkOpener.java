package org.bitsweep.sweep;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.bitsweep.data.Columns;
import org.bitsweep.data.Opener;
import org.bitsweep.data.TableRows;
import org.bitsweep.data.TableSource;

/** Opens files of this machine, and lets Spark read tables. */
final class SparkOpener implements Opener {
    private final Opener files = Opener.local();
    private final Supplier<SparkSession> spark;

    /** @param spark is asked when there is a table to read */
    SparkOpener(Supplier<SparkSession> spark) {
        this.spark = spark;
    }

    /** With the session of a sweep. */
    static SparkOpener of(SweepConfig config) {
        return new SparkOpener(() -> Sessions.open("bitsweep " + config.name(), config.master(), config.spark()));
    }

    @Override
    public InputStream open(String path) throws IOException {
        return files.open(path);
    }

    /** Numbers, truth values (1 and 0) and arrays of numbers are features; the label may be of any simple type. */
    @Override
    public TableRows table(TableSource source) throws IOException {
        Dataset<Row> table = read(source);
        List<StructField> fields = Arrays.asList(table.schema().fields());
        List<String> names = fields.stream().map(StructField::name).toList();
        int label = Columns.find(source.path(), source.label(), names);
        for (int column = 0; column < fields.size(); column++) {
            if (column != label && !feature(fields.get(column).dataType())) {
                throw new IllegalArgumentException(source.path() + ", column " + names.get(column)
                        + ": expected numbers, truth values or arrays of numbers and found "
                        + fields.get(column).dataType().simpleString());
            }
        }
        TableRows rows = new TableRows(source.path());
        for (Iterator<Row> each = table.toLocalIterator(); each.hasNext(); ) {
            Row row = each.next();
            rows.add(features(row, label, source, names), text(row, label, source, names));
        }
        return rows;
    }

    private Dataset<Row> read(TableSource source) throws IOException {
        try {
            return spark.get().read().format(source.format()).load(source.path());
        } catch (Exception e) {
            // Spark throws checked exceptions that its methods do not declare.
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason is given");
            if (reason.contains("PATH_NOT_FOUND")) {
                throw new FileNotFoundException("there is no table " + source.path());
            }
            throw new IOException(source.path() + " as " + source.format() + ": " + reason, e);
        }
    }

    private static boolean feature(DataType type) {
        return type instanceof NumericType
                || type instanceof BooleanType
                || type instanceof ArrayType array && array.elementType() instanceof NumericType;
    }

    private static float[] features(Row row, int label, TableSource source, List<String> names) {
        float[] features = new float[row.size()];
        int filled = 0;
        for (int column = 0; column < row.size(); column++) {
            if (column == label) {
                continue;
            }
            if (row.isNullAt(column)) {
                throw missing(source, names.get(column));
            }
            Object value = row.get(column);
            List<?> values = value instanceof scala.collection.Seq<?> ? row.getList(column) : List.of(value);
            if (filled + values.size() > features.length) {
                features = Arrays.copyOf(features, Math.max(2 * features.length, filled + values.size()));
            }
            for (Object element : values) {
                if (element == null) {
                    throw missing(source, names.get(column));
                }
                features[filled++] =
                        element instanceof Boolean truth ? (truth ? 1 : 0) : ((Number) element).floatValue();
            }
        }
        return Arrays.copyOf(features, filled);
    }

    private static String text(Row row, int label, TableSource source, List<String> names) {
        if (row.isNullAt(label)) {
            throw missing(source, names.get(label));
        }
        return String.valueOf(row.get(label));
    }

    private static IllegalArgumentException missing(TableSource source, String column) {
        return new IllegalArgumentException(
                source.path() + ", column " + column + ": expected a value in every row and found null");
    }
}
