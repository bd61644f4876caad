package org.bitsweep.sweep;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.DataSource;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.bitsweep.sweep.store.Column;
import org.bitsweep.sweep.store.StagedFile;
import org.bitsweep.sweep.store.StoreException;
import org.bitsweep.sweep.store.StoreReader;
import org.bitsweep.sweep.store.TableName;

/** The tables of a store in Spark, as its log says that they are. */
public final class StoreTables {
    /** Without it Spark takes brackets and stars in the store's path for patterns. */
    private static final String GLOB = DataSource.GLOB_PATHS_KEY();

    private final SparkSession spark;
    private final StoreReader store;

    /** @throws org.bitsweep.sweep.store.StoreException if there is no store, or it cannot be read */
    public StoreTables(SparkSession spark, String store) {
        this.spark = spark;
        this.store = StoreReader.open(HadoopSettings.files(spark, store));
    }

    /** One sentence for each file or log record that is damaged or missing: rows are missing with it. */
    public List<String> damage() {
        return store.damage();
    }

    /** Whether files have been moved or replaced since: a query that fails then is worth another try. */
    public boolean areOutdated() {
        return store.isOutdated();
    }

    /** Number of rows of {@link #runs}, as the log says. */
    public long countRuns() {
        return store.files(TableName.RUNS).stream().mapToLong(StagedFile::runs).sum();
    }

    public Dataset<Row> runs() {
        return table(TableName.RUNS);
    }

    public Dataset<Row> epochs() {
        return table(TableName.EPOCHS);
    }

    public Dataset<Row> measures() {
        return table(TableName.MEASURES);
    }

    public Dataset<Row> snapshots() {
        return table(TableName.SNAPSHOTS);
    }

    private Dataset<Row> table(TableName name) {
        return read(spark, name, store.locations(name));
    }

    /** The rows of some files of a table; a column that a file does not have is null there. */
    static Dataset<Row> read(SparkSession spark, TableName table, List<String> locations) {
        StructType schema = schema(Tables.columns(table));
        if (locations.isEmpty()) {
            return spark.createDataFrame(List.of(), schema);
        }
        Dataset<Row> rows = spark.read().schema(schema).option(GLOB, false).parquet(locations.toArray(String[]::new));
        // Spark leaves a file out that is gone when it looks, with a warning only.
        int found = rows.inputFiles().length;
        if (found != locations.size()) {
            throw new StoreException("of " + locations.size() + " files of the table " + table.folder() + " "
                    + (locations.size() - found) + " are gone: the store is being written");
        }
        return rows;
    }

    private static StructType schema(List<? extends Column<?>> columns) {
        StructType schema = new StructType();
        for (Column<?> column : columns) {
            schema = schema.add(column.name(), type(column.kind()));
        }
        return schema;
    }

    private static DataType type(Column.Kind kind) {
        return switch (kind) {
            case TEXT -> DataTypes.StringType;
            case INTEGER -> DataTypes.IntegerType;
            case LONG -> DataTypes.LongType;
            case DOUBLE -> DataTypes.DoubleType;
            case TIMESTAMP -> DataTypes.TimestampType;
            case BYTES -> DataTypes.BinaryType;
            case TEXT_MAP -> DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType);
        };
    }
}
