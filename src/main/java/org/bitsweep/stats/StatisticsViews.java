package org.bitsweep.stats;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.bitsweep.sweep.StoreTables;

/**
 * The tables of a store and the steps of its statistics, as temporary views of a Spark session: {@code runs},
 * {@code epochs}, {@code measures}, then one view a step, each in a file of its own beside this class.
 */
public final class StatisticsViews {
    /** The steps, each reads from those before it. */
    public static final List<String> STEPS =
            List.of("trajectories", "trimmed", "eligible", "smoothed", "run_correlations", "group_correlations");

    private final SparkSession spark;

    /** @throws org.bitsweep.sweep.store.StoreException if there is no store, or it is damaged */
    public StatisticsViews(SparkSession spark, String store) {
        this.spark = spark;
        StoreTables tables = new StoreTables(spark, store);
        tables.runs().createOrReplaceTempView("runs");
        tables.epochs().createOrReplaceTempView("epochs");
        tables.measures().createOrReplaceTempView("measures");
        SqlFunctions.register(spark);
        for (String step : STEPS) {
            spark.sql(resource(step)).createOrReplaceTempView(step);
        }
    }

    /** One row a group, in the order of data set, network and axes. */
    public Dataset<Row> groups() {
        // Sorted in one partition: a global sort would compute everything twice, the first time for its sample.
        return spark.table("group_correlations")
                .repartition(1)
                .sortWithinPartitions(col("dataset"), col("network"), expr("CAST(axes AS STRING)"), col("group_key"));
    }

    private static String resource(String step) {
        try (InputStream stream = StatisticsViews.class.getResourceAsStream(step + ".sql")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
