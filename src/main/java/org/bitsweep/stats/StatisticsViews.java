package org.bitsweep.stats;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.bitsweep.sweep.StoreTables;

/**
 * The tables of a store and the steps of its statistics, as temporary views of a Spark session: {@code runs},
 * {@code epochs}, {@code measures}, {@code snapshots}, then one view a step, each in a file of its own beside this class.
 */
public final class StatisticsViews {
    /** The steps, each reads from those before it. */
    public static final List<String> STEPS =
            List.of("trajectories", "trimmed", "eligible", "smoothed", "run_correlations", "group_correlations");

    private static final int MOST_ATTEMPTS = 5;

    private final SparkSession spark;
    private final StoreTables tables;

    /** @throws org.bitsweep.sweep.store.StoreException if there is no store, or it cannot be read */
    public StatisticsViews(SparkSession spark, String store) {
        this(spark, new StoreTables(spark, store));
    }

    private StatisticsViews(SparkSession spark, StoreTables tables) {
        this.spark = spark;
        this.tables = tables;
        tables.runs().createOrReplaceTempView("runs");
        tables.epochs().createOrReplaceTempView("epochs");
        tables.measures().createOrReplaceTempView("measures");
        tables.snapshots().createOrReplaceTempView("snapshots");
        SqlFunctions.register(spark);
        for (String step : STEPS) {
            spark.sql(resource(step)).createOrReplaceTempView(step);
        }
    }

    /**
     * Answers a question, again if files of the store were moved or replaced before the answer was there: a sweep or a
     * compaction may be writing.
     *
     * @param query all that reads the views
     * @throws org.bitsweep.sweep.store.StoreException if there is no store, or it cannot be read
     */
    public static <T> T read(SparkSession spark, String store, Function<StatisticsViews, T> query) {
        for (int attempt = 1; ; attempt++) {
            StoreTables tables = new StoreTables(spark, store);
            try {
                return query.apply(new StatisticsViews(spark, tables));
            } catch (Exception e) {
                // Among Spark's errors are checked ones that it does not declare.
                if (attempt == MOST_ATTEMPTS || !tables.areOutdated()) {
                    throw e;
                }
            }
        }
    }

    /** One sentence for each file or log record that is damaged or missing: rows are missing with it. */
    public List<String> damage() {
        return tables.damage();
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
