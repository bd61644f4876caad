package org.bitsweep.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.io.OutputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.bitsweep.Oracle;
import org.bitsweep.SharedSpark;
import org.bitsweep.nn.EpochSummary;
import org.bitsweep.nn.Evaluation;
import org.bitsweep.nn.TrainingResult;
import org.bitsweep.nn.TrainingResult.StopReason;
import org.bitsweep.run.Configuration;
import org.bitsweep.run.EpochRow;
import org.bitsweep.run.MeasureRow;
import org.bitsweep.run.PlannedRun;
import org.bitsweep.run.RunIdentity;
import org.bitsweep.run.RunRow;
import org.bitsweep.run.RunSpec;
import org.bitsweep.run.SpecReader;
import org.bitsweep.sweep.Tables;
import org.bitsweep.sweep.store.Column;
import org.bitsweep.sweep.store.ParquetFile;
import org.bitsweep.sweep.store.StagedFile;
import org.bitsweep.sweep.store.StoreFiles;
import org.bitsweep.sweep.store.StoreWriter;
import org.bitsweep.sweep.store.TableName;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.collection.immutable.Seq;

/** A store of the six runs of {@code statistics.json} and one that failed: the views give what NumPy and SciPy do. */
class StatisticsViewsTest {
    private static final JsonNode ORACLE = Oracle.read(StatisticsViewsTest.class, "statistics.json");
    private static final JsonNode GROUP = ORACLE.get("group");
    private static final double TOLERANCE = 1e-12;

    @TempDir
    static Path folder;

    private static SparkSession spark;
    private static List<Row> groups;

    @BeforeAll
    static void open() throws IOException {
        String store = folder.resolve("a store").toString();
        write(store);
        spark = SharedSpark.session();
        StatisticsViews views = new StatisticsViews(spark, store);
        views.makeAll();
        groups = views.headline(Cell.PUBLISHED).collectAsList();
    }

    @Test
    void epochsOfEarlyStoppedRunsAreTrimmedAndEpochZeroIsLeftOut() {
        for (Row row : spark.sql("SELECT seed, last_epoch, epochs[0] FROM trajectories")
                .collectAsList()) {
            assertThat(row.getInt(1))
                    .isEqualTo(run(row.getLong(0)).get("epochs_kept").asInt());
            assertThat(row.getInt(2)).isEqualTo(1);
        }
        assertThat(spark.table("trajectories").count()).isEqualTo(6);
    }

    @Test
    void runsBelowFiveEpochsAreTooShort() {
        List<Long> seeds =
                published("seed").where("measure = 'bdm' AND excluded = 'too short'").collectAsList().stream()
                        .map(row -> row.getLong(0))
                        .toList();

        assertThat(seeds)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 6)
                        .filter(i -> !run(i).get("eligible").asBoolean())
                        .mapToObj(i -> (long) i)
                        .toList());
    }

    @Test
    void everyRunsCorrelationsEqualTheReference() {
        List<Row> rows = published("seed", "measure", "r")
                .where("measure IN ('bdm', 'entropy')")
                .collectAsList();

        assertThat(rows).hasSize(12);
        for (Row row : rows) {
            JsonNode expected = run(row.getLong(0)).path("r_" + row.getString(1));
            SeriesTest.assertCloseOrNull(row.getAs("r"), expected.isMissingNode() ? NullNode.instance : expected);
        }
    }

    @Test
    void theGroupsCorrelationsEqualTheReference() {
        JsonNode trajectory = GROUP.get("mean_trajectory");

        assertNumber("r_bdm", GROUP.get("mean_r_bdm"));
        assertNumber("r_entropy", GROUP.get("mean_r_entropy"));
        assertNumber("r_bdm_trajectory", trajectory.get("r_bdm"));
        assertNumber("r_entropy_trajectory", trajectory.get("r_entropy"));
        assertNumber("bdm_stronger", GROUP.get("share_of_runs_with_both_r"));
    }

    @Test
    void theGroupSaysHowManyRunsItHasAndWhatWasLeftOut() {
        Row group = groups.get(0);
        int eligible = GROUP.get("runs_eligible").asInt();

        assertThat(groups).hasSize(1);
        assertThat(group.<Long>getAs("runs")).isEqualTo(6);
        assertThat(group.<Long>getAs("excluded")).isEqualTo(6 - eligible);
        assertThat(group.<Long>getAs("failed")).isEqualTo(1);
        assertThat(group.<Long>getAs("quarantined")).isZero();
        assertThat(group.<Long>getAs("r_bdm_runs"))
                .isEqualTo(GROUP.get("runs_with_r_bdm").asLong());
        assertThat(group.<Long>getAs("r_entropy_runs"))
                .isEqualTo(GROUP.get("runs_with_r_entropy").asLong());
        assertThat(group.<Long>getAs("constant_entropy"))
                .isEqualTo(eligible - GROUP.get("runs_with_r_entropy").asLong());
    }

    /** Probe `deep` measures BDM of the network every second epoch, and entropy of layer 1 every epoch. */
    @Test
    void otherMeasuresAreCorrelatedAtTheEpochsThatTheyHave() {
        List<Row> rows = spark.sql("SELECT seed, measure, r, excluded FROM run_correlations WHERE measure LIKE 'deep%'"
                        + " AND target = 'train_loss' AND preparation = 'raw' AND method = 'pearson'")
                .collectAsList();

        assertThat(rows).hasSize(12);
        for (Row row : rows) {
            boolean isBdm = row.getString(1).equals("deep.bdm");
            assertThat(isBdm || row.getString(1).equals("deep.entropy[1]")).isTrue();
            JsonNode raw = run(row.getLong(0)).get("raw");
            int kept = run(row.getLong(0)).get("epochs_kept").asInt();
            double[] measure = everyOther(raw.get(isBdm ? "bdm" : "entropy"), kept, isBdm ? 2 : 1);
            double[] loss = everyOther(raw.get("loss"), kept, isBdm ? 2 : 1);
            double expected = Method.PEARSON.of(measure, loss);
            if (measure.length < 5 || Double.isNaN(expected)) {
                assertThat(row.isNullAt(2)).isTrue();
                assertThat(row.getString(3)).isEqualTo(measure.length < 5 ? "too short" : "constant measure");
            } else {
                assertThat(row.getDouble(2)).isCloseTo(expected, within(TOLERANCE));
            }
        }
    }

    @Test
    void groupCorrelationsHaveEveryMeasureAndCell() {
        List<Row> rows = spark.sql("SELECT measure, n, r_pooled, cross_pairs, r_trajectory, not_measured, failed"
                        + " FROM group_correlations WHERE target = 'train_loss' AND preparation = 'smoothed'"
                        + " AND method = 'pearson' AND measure IN ('bdm', 'deep.bdm') ORDER BY measure")
                .collectAsList();

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).getLong(1)).isEqualTo(5);
        assertThat(rows.get(0).getLong(3)).isEqualTo(5 * 4);
        assertThat(rows.get(0).getDouble(4))
                .isCloseTo(GROUP.get("mean_trajectory").get("r_bdm").asDouble(), within(TOLERANCE));
        assertThat(rows.get(1).getLong(5)).isZero();
        assertThat(rows.get(1).getLong(6)).isEqualTo(1);
    }

    @Test
    void contrastsPairTheRunsThatHaveBothCorrelations() {
        Row row = spark.sql("SELECT n, first_stronger, wilcoxon_p, wilcoxon_q FROM contrasts WHERE first = 'bdm'"
                        + " AND second = 'entropy' AND " + Cell.PUBLISHED.sql())
                .first();

        assertThat(row.getLong(0)).isEqualTo(GROUP.get("runs_with_r_entropy").asLong());
        assertThat(row.getDouble(1))
                .isCloseTo(GROUP.get("share_of_runs_with_both_r").asDouble(), within(TOLERANCE));
        assertThat(row.getDouble(3)).isEqualTo(row.getDouble(2));
    }

    @Test
    void williamsTestIsMadeOfDifferencedSeriesOnly() {
        List<Row> rows = spark.sql("SELECT r_first, r_second, r_between, points, descriptive_t FROM run_contrasts"
                        + " WHERE first = 'bdm' AND second = 'entropy' AND target = 'train_loss'")
                .collectAsList();

        assertThat(rows).hasSize(GROUP.get("runs_with_r_entropy").asInt());
        for (Row row : rows) {
            Williams expected = Williams.of(row.getDouble(0), row.getDouble(1), row.getDouble(2), row.getInt(3));
            assertThat(row.getDouble(4)).isEqualTo(expected.t());
        }
    }

    /** The validation loss is 1 and both accuracies 0.5 in every epoch. */
    @Test
    void gapsOfAnEpochAreTargets() {
        List<Row> rows = spark.sql("SELECT target, seed, r, excluded FROM run_correlations WHERE measure = 'bdm'"
                        + " AND preparation = 'raw' AND method = 'pearson' AND size(x) >= 5"
                        + " AND target IN ('train_loss', 'loss_gap', 'accuracy_gap') ORDER BY seed, target")
                .collectAsList();

        assertThat(rows).hasSize(3 * GROUP.get("runs_eligible").asInt());
        for (int i = 0; i < rows.size(); i += 3) {
            assertThat(rows.get(i).getString(3)).isEqualTo("constant target");
            assertThat(rows.get(i + 1).getDouble(2)).isCloseTo(-rows.get(i + 2).getDouble(2), within(TOLERANCE));
        }
    }

    @Test
    void trackingOfOneGroupIsWhatTheGroupHas() {
        String columns = "n, r, r_low, r_high, cross_pairs, r_cross, r_cross_low, excess, excess_high, r_own_in_pairs";
        String condition =
                " WHERE measure IN ('bdm', 'deep.entropy[1]') AND " + Cell.PUBLISHED.sql() + " ORDER BY measure";

        assertThat(spark.sql("SELECT " + columns + " FROM tracking" + condition).collectAsList())
                .hasSize(2)
                .isEqualTo(spark.sql("SELECT " + columns + " FROM group_correlations" + condition)
                        .collectAsList());
    }

    /** Epoch 1 is the best one of every run, and a run's test accuracy 0.7 + seed / 100. */
    @Test
    void predictionCorrelatesTheMeasureAtTheBestEpochOverRuns() {
        double[] bdm = IntStream.range(0, 6)
                .mapToDouble(i -> run(i).get("raw").get("bdm").get(0).asDouble())
                .toArray();
        double[] accuracy =
                IntStream.range(0, 6).mapToDouble(i -> 0.7 + i / 100.0).toArray();
        List<Row> rows = spark.sql("SELECT group_key, outcome, method, n, r FROM prediction WHERE measure = 'bdm'"
                        + " AND at = 'best'")
                .collectAsList();

        assertThat(rows).hasSize(2 * 2 * 3);
        for (Row row : rows) {
            double sign = row.getString(1).equals("test_accuracy") ? 1 : -1;
            assertThat(row.getLong(3)).isEqualTo(6);
            assertThat(row.getDouble(4))
                    .isCloseTo(sign * Method.of(row.getString(2)).of(bdm, accuracy), within(TOLERANCE));
        }
        assertThat(rows.stream().filter(row -> row.isNullAt(0))).hasSize(6);
    }

    @Test
    void rowsInAnotherOrderGiveTheSameIntervals() {
        String query =
                "SELECT bootstrap_mean(run_key, r).mean AS m FROM %s WHERE measure = 'bdm' AND " + Cell.PUBLISHED.sql();
        spark.table("run_correlations").repartition(3).sort("r").createOrReplaceTempView("in_another_order");

        assertThat(spark.sql(String.format(query, "in_another_order")).first())
                .isEqualTo(spark.sql(String.format(query, "run_correlations")).first());
    }

    @Test
    void oneCellOfTheHeadlineCorrelatesNothingForTheOthers() {
        LongAccumulator calls = spark.sparkContext().longAccumulator();
        StatisticsViews views =
                new StatisticsViews(spark, folder.resolve("a store").toString());
        UDF4<Seq<Double>, Seq<Double>, String, String, Row> counting = (measure, target, preparation, method) -> {
            calls.add(1);
            return RowFactory.create(0.5, null);
        };
        spark.udf()
                .register(
                        "correlation",
                        counting,
                        new StructType().add("r", DataTypes.DoubleType).add("undefined", DataTypes.StringType));
        try {
            views.headline(Cell.PUBLISHED).collectAsList();
        } finally {
            new StatisticsViews(spark, folder.resolve("a store").toString()).makeAll();
        }

        long runs = groups.get(0).<Long>getAs("runs") - groups.get(0).<Long>getAs("excluded");
        assertThat(calls.value()).isEqualTo(2 * runs);
    }

    @Test
    void aQueryMakesTheViewsItNamesAndThoseTheyReadFrom() {
        assertThat(StatisticsScript.stepsOf("SELECT COUNT(*) FROM epochs")).isEmpty();
        assertThat(StatisticsScript.stepsOf("SELECT r FROM Run_Correlations"))
                .containsExactly("measurements", "trajectories", "series", "run_correlations");
        assertThat(StatisticsScript.stepsOf("-- of grokking\nSELECT 1 FROM runs"))
                .isEmpty();
        assertThat(StatisticsScript.stepsOf("show views")).isEqualTo(StatisticsScript.STEPS);
        assertThat(StatisticsScript.stepsOf("-- all\nSHOW VIEWS")).isEqualTo(StatisticsScript.STEPS);
    }

    @Test
    void intervalsCoverTheirEstimates() {
        Row group = groups.get(0);

        for (String name : List.of("r_bdm", "r_entropy", "r_bdm_cross", "r_entropy_cross")) {
            double estimate = group.<Double>getAs(name);
            assertThat(group.<Double>getAs(name + "_low")).as(name).isLessThanOrEqualTo(estimate);
            assertThat(group.<Double>getAs(name + "_high")).as(name).isGreaterThanOrEqualTo(estimate);
        }
    }

    @Test
    void theTestAccuracyIsTheMeanOverRunsThatSucceeded() {
        assertThat(groups.get(0).<Double>getAs("test_accuracy")).isCloseTo(0.725, within(TOLERANCE));
    }

    private static double[] everyOther(JsonNode series, int kept, int step) {
        double[] all = Oracle.doubles(series);
        return IntStream.rangeClosed(1, kept)
                .filter(epoch -> epoch % step == 0)
                .mapToDouble(epoch -> all[epoch - 1])
                .toArray();
    }

    private static Dataset<Row> published(String... columns) {
        return spark.table("run_correlations").where(Cell.PUBLISHED.sql()).selectExpr(withMeasureAndReason(columns));
    }

    private static String[] withMeasureAndReason(String[] columns) {
        return Stream.concat(Stream.of(columns), Stream.of("measure", "excluded"))
                .distinct()
                .toArray(String[]::new);
    }

    private static void assertNumber(String column, JsonNode expected) {
        assertThat(groups.get(0).<Double>getAs(column)).as(column).isCloseTo(expected.asDouble(), within(TOLERANCE));
    }

    private static JsonNode run(long seed) {
        return ORACLE.get("runs").get((int) seed);
    }

    /** The run's seed is its number, and 0.7 + seed / 100 its test accuracy. */
    private static void write(String store) throws IOException {
        int patience = ORACLE.get("config").get("patience").asInt();
        RunSpec spec = SpecReader.read(Configuration.parse("training.early-stopping.patience = " + patience)
                .settings());
        List<RunRow> runs = new ArrayList<>();
        List<EpochRow> epochs = new ArrayList<>();
        List<MeasureRow> measures = new ArrayList<>();
        for (int seed = 0; seed < 6; seed++) {
            PlannedRun planned = planned(spec, seed);
            List<EpochSummary> summaries = epochs(planned, run(seed), epochs);
            measure(planned, run(seed).get("raw"), measures);
            StopReason reason =
                    run(seed).get("early_stopped").asBoolean() ? StopReason.EARLY_STOPPING : StopReason.MAX_EPOCHS;
            TrainingResult result = new TrainingResult(
                    summaries.size() - 1, summaries.get(1), reason, new Evaluation(1, 0.7 + seed / 100.0));
            runs.add(new RunRow(planned, RunRow.Status.OK, "bnn", 1, result, null, observed()));
        }
        RunRow.Failure failure = new RunRow.Failure("java.lang.IllegalStateException", "a test");
        runs.add(new RunRow(planned(spec, 6), RunRow.Status.FAILED, "bnn", 1, null, failure, observed()));
        try (StoreWriter writer = StoreWriter.open(StoreFiles.of(store))) {
            writer.commit(List.of(
                    stage(writer, TableName.EPOCHS, Tables.EPOCHS, epochs),
                    stage(writer, TableName.MEASURES, Tables.MEASURES, measures),
                    stage(writer, TableName.RUNS, Tables.RUNS, runs)));
        }
    }

    private static PlannedRun planned(RunSpec spec, long seed) {
        RunSpec seeded = spec.withSeed(seed);
        RunIdentity identity = RunIdentity.of(seeded, "a data set", Map.of("2d", "a table"));
        return new PlannedRun("test", seeded, identity, Map.of());
    }

    /** Epoch 0 has values that would spoil every statistic. */
    private static List<EpochSummary> epochs(PlannedRun planned, JsonNode run, List<EpochRow> rows) {
        double[] loss = Oracle.doubles(run.get("raw").get("loss"));
        double[] bdm = Oracle.doubles(run.get("raw").get("bdm"));
        double[] entropy = Oracle.doubles(run.get("raw").get("entropy"));
        List<EpochSummary> summaries = new ArrayList<>();
        for (int epoch = 0; epoch <= loss.length; epoch++) {
            double trainLoss = epoch == 0 ? Double.NaN : loss[epoch - 1];
            EpochSummary summary = new EpochSummary(epoch, trainLoss, 0.5, 1, 0.5, 0);
            summaries.add(summary);
            rows.add(new EpochRow(
                    planned, "bnn", summary, epoch == 0 ? 1e9 : bdm[epoch - 1], epoch == 0 ? 1e9 : entropy[epoch - 1]));
        }
        return summaries;
    }

    private static void measure(PlannedRun planned, JsonNode raw, List<MeasureRow> rows) {
        String key = planned.identity().runKey();
        for (int epoch = 0; epoch <= raw.get("bdm").size(); epoch++) {
            if (epoch % 2 == 0) {
                double bdm = epoch == 0 ? 1e9 : raw.get("bdm").get(epoch - 1).asDouble();
                rows.add(new MeasureRow(key, epoch, "deep", -1, "bdm", bdm));
            }
            double entropy =
                    epoch == 0 ? 1e9 : raw.get("entropy").get(epoch - 1).asDouble();
            rows.add(new MeasureRow(key, epoch, "deep", 1, "entropy", entropy));
        }
    }

    private static RunRow.Observed observed() {
        return new RunRow.Observed(0, 0, "host", "17", "scalar", 0);
    }

    private static <R> StagedFile stage(StoreWriter writer, TableName table, List<Column<R>> columns, List<R> rows)
            throws IOException {
        String staging = writer.stagingFolder() + "/" + table.folder() + "-test.parquet";
        OutputFile file = writer.files().create(staging);
        ParquetFile.write(file, table.folder(), columns, rows);
        long length = writer.files().length(staging).orElseThrow();
        return new StagedFile(staging, table.folder() + "/test.parquet", length, 7);
    }
}
