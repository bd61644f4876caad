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
import org.bitsweep.sweep.store.StoreReader;
import org.bitsweep.sweep.store.TableName;

/** The tables of a store in Spark, as its log says that they are. */
public final class StoreTables {
    /** Without it Spark takes brackets and stars in the store's path for patterns. */
    private static final String GLOB = DataSource.GLOB_PATHS_KEY();

    private final SparkSession spark;
    private final StoreReader store;

    /** @throws org.bitsweep.sweep.store.StoreException if there is no store, or it is damaged */
    public StoreTables(SparkSession spark, String store) {
        this.spark = spark;
        this.store = StoreReader.open(store);
    }

    public Dataset<Row> runs() {
        return table(TableName.RUNS, Tables.RUNS);
    }

    public Dataset<Row> epochs() {
        return table(TableName.EPOCHS, Tables.EPOCHS);
    }

    public Dataset<Row> measures() {
        return table(TableName.MEASURES, Tables.MEASURES);
    }

    private <R> Dataset<Row> table(TableName name, List<Column<R>> columns) {
        StructType schema = schema(columns);
        String[] files = store.locations(name).toArray(String[]::new);
        return files.length == 0
                ? spark.createDataFrame(List.of(), schema)
                : spark.read().schema(schema).option(GLOB, false).parquet(files);
    }

    private static <R> StructType schema(List<Column<R>> columns) {
        StructType schema = new StructType();
        for (Column<R> column : columns) {
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
            case TEXT_MAP -> DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType);
        };
    }
}
