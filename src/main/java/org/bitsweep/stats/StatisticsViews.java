package org.bitsweep.stats;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.bitsweep.sweep.StoreTables;

/**
 * The tables of a store and the steps of its statistics, as temporary views of a Spark session: {@code runs},
 * {@code epochs}, {@code measures}, {@code snapshots}, then one view a step, each in a file of its own beside this class.
 * A view of a step is made when a query first needs it.
 */
public final class StatisticsViews {
    private static final long MOST_KEYS_WITHOUT_SORTING = 200_000;
    private static final int MOST_PLOTTED_RUNS = 5_000;
    private static final int MOST_RUNS_WITHOUT_COMPILING = 2_000;
    private static final int MOST_ATTEMPTS = 5;

    private final SparkSession spark;
    private final StoreTables tables;
    private final Set<String> made = new HashSet<>();

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
        // By default Spark sorts all rows by their key once there are 128 of them: our functions need less memory.
        spark.conf().set("spark.sql.objectHashAggregate.sortBased.fallbackThreshold", MOST_KEYS_WITHOUT_SORTING);
        // Compiling code for a query takes longer than a few thousand rows do without it.
        boolean isSmall = tables.countRuns() <= MOST_RUNS_WITHOUT_COMPILING;
        spark.conf().set("spark.sql.codegen.wholeStage", !isSmall);
        spark.conf().set("spark.sql.codegen.factoryMode", isSmall ? "NO_CODEGEN" : "FALLBACK");
    }

    /** The answer to a query on tables and views. Its views are made first, because each takes Spark a while to check. */
    public Dataset<Row> sql(String query) {
        make(StatisticsScript.stepsOf(query));
        return spark.sql(query);
    }

    /** Makes all views, for whoever queries the session itself. */
    public void makeAll() {
        make(StatisticsScript.STEPS);
    }

    private void make(List<String> steps) {
        for (String step : steps) {
            if (made.add(step)) {
                spark.sql(StatisticsScript.step(step)).createOrReplaceTempView(step);
            }
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

    /** BDM beside block entropy: one row a group, in the order of data set, network and axes. */
    public Dataset<Row> headline(Cell cell) {
        return inOrder(sql(StatisticsScript.headline(cell)));
    }

    /**
     * The correlations of measures: one row a group and measure, in the order of data set, network and axes.
     *
     * @param measures names, in which a star stands for anything
     */
    public Dataset<Row> correlations(Cell cell, List<String> measures) {
        return inOrder(sql(StatisticsScript.correlations(cell, measures)));
    }

    /**
     * How measures follow training within runs, over those of all groups: one row a measure, the strongest first.
     *
     * @param measures names, in which a star stands for anything; none for all
     */
    public Dataset<Row> tracking(Cell cell, List<String> measures) {
        return sql(StatisticsScript.tracking(cell, measures))
                .repartition(1)
                .sortWithinPartitions(expr("-abs(r)").asc_nulls_last(), col("measure"));
    }

    /**
     * How measures go with what runs reach, over the whole store: one row an outcome, method and measure, the strongest
     * first.
     *
     * @param measures names, in which a star stands for anything; none for all
     */
    public Dataset<Row> prediction(Prediction prediction, List<String> measures) {
        return sql(StatisticsScript.prediction(prediction, measures))
                .repartition(1)
                .sortWithinPartitions(
                        col("outcome").desc(),
                        col("method").desc(),
                        expr("-abs(r)").asc_nulls_last(),
                        col("measure"));
    }

    /** The means of each group by epoch, in the order of epochs. */
    public Dataset<Row> meanTrajectories() {
        return sql("SELECT * FROM mean_trajectories").repartition(1).sortWithinPartitions("group_key", "epoch");
    }

    /** The correlations {@code r_bdm} and {@code r_entropy} of runs that have both: of 5,000 runs at most. */
    public Dataset<Row> pairedCorrelations(Cell cell) {
        return sql("SELECT * FROM run_correlations WHERE measure IN ('bdm', 'entropy') AND " + cell.sql())
                .groupBy("group_key", "run_key")
                .agg(
                        expr("max(r) FILTER (WHERE measure = 'bdm')").as("r_bdm"),
                        expr("max(r) FILTER (WHERE measure = 'entropy')").as("r_entropy"))
                .where("r_bdm IS NOT NULL AND r_entropy IS NOT NULL")
                .orderBy("run_key")
                .limit(MOST_PLOTTED_RUNS);
    }

    /** The names of the measures that OK runs have. */
    public List<String> measures() {
        return measuresOf("series");
    }

    /** The names of the measures that are there once a run: what predictions are made of. */
    public List<String> predictors() {
        return measuresOf("predictors");
    }

    private List<String> measuresOf(String view) {
        return sql("SELECT DISTINCT measure FROM " + view + " ORDER BY measure").collectAsList().stream()
                .map(row -> row.getString(0))
                .toList();
    }

    /** Sorted in one partition: a global sort would compute everything twice, the first time for its sample. */
    private static Dataset<Row> inOrder(Dataset<Row> rows) {
        List<Column> order = new ArrayList<>(
                List.of(col("dataset"), col("network"), expr("CAST(axes AS STRING)"), col("group_key")));
        if (List.of(rows.columns()).contains("measure")) {
            order.add(col("measure"));
        }
        return rows.repartition(1).sortWithinPartitions(order.toArray(Column[]::new));
    }
}
