package org.bitsweep.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.bitsweep.SharedSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What predicts generalisation, over a store that is made up here: three learning rates with two seeds each, best epoch 3
 * of 4, and one run that failed. Run i has test accuracy 0.5 + i / 100, where i = 2 * rate + seed.
 */
class PredictionTest {
    private static final int RUNS = 6;
    private static final double TOLERANCE = 1e-12;

    /** By run; with i they are discordant in the pairs (0, 1), (2, 3) and (4, 5). */
    private static final double[] BDM = {11, 10, 21, 20, 31, 30};

    private static SparkSession spark;

    @BeforeAll
    static void open() {
        spark = SharedSpark.session().newSession();
        SqlFunctions.register(spark);
        spark.sql("SELECT 'group ' || (id DIV 2) AS group_key, 'run ' || id AS run_key, 's' AS sweep, 'd' AS dataset,"
                        + " 'n' AS network, id % 2 AS seed, map('rate', CAST(id DIV 2 AS STRING)) AS axes,"
                        + " IF(id = 6, 'FAILED', 'OK') AS status, 100 AS parameters, 3 AS best_epoch, 4 AS epochs,"
                        + " 0.5D + id / 100 AS test_accuracy FROM range(" + (RUNS + 1) + ")")
                .createOrReplaceTempView("runs");
        StringBuilder bdm = new StringBuilder("array(");
        for (double value : BDM) {
            bdm.append(String.format(Locale.ROOT, "%.1fD, ", value));
        }
        // The values of epoch 3 are those above; epoch 0 has half of them, and no loss.
        spark.sql(
                        "SELECT 'run ' || r.id AS run_key, CAST(e.id AS INT) AS epoch, IF(e.id = 0, NULL, 1D / e.id + r.id * r.id) AS train_loss,"
                                + " 0.6D + e.id / 10 AS train_accuracy, " + bdm
                                + "1D)[r.id] * CASE e.id WHEN 0 THEN 0.5D WHEN 3 THEN 1D"
                                + " ELSE 7D END AS bdm, 4D AS entropy FROM range(" + RUNS
                                + ") AS r CROSS JOIN range(5) AS e")
                .createOrReplaceTempView("epochs");
        spark.sql(
                        "SELECT run_key, epoch, probe, layer, name, value FROM (SELECT *, CAST(substring(run_key, 5) AS INT) AS i"
                                + " FROM epochs)"
                                + " LATERAL VIEW stack(9,"
                                + " 'planes', -1, 'qubd', 20D + i + epoch,"
                                + " 'planes', -1, 'permuted', 40D,"
                                + " 'planes', 1, 'qubd', 5D + epoch,"
                                + " 'information', 0, 'i_xt/plug-in', 3D + i,"
                                + " 'information', 0, 'i_ty/plug-in/30-bins', 1D,"
                                + " 'information', 0, 'i_xt/upper-bound', 2D,"
                                + " 'information', 0, 'saturated', IF(i < 2, 1D, 0D),"
                                + " 'information', 0, 'saturated/30-bins', 0D,"
                                + " 'information', 0, 'saturated/bounds', 1D) m AS probe, layer, name, value"
                                + " WHERE epoch % 2 = 0"
                                + " UNION ALL SELECT run_key, 0, 'start', -1, 'only', 1D FROM epochs WHERE epoch = 0")
                .createOrReplaceTempView("measures");
        for (String step :
                List.of("measurements", "predictors", "predictor_outcomes", "prediction", "prediction_by_setting")) {
            spark.sql(StatisticsScript.step(step)).createOrReplaceTempView(step);
        }
    }

    @Test
    void aMeasureIsTheLastUpToTheBestOrTheLastEpoch() {
        assertThat(predictor("bdm", "best").<Integer>getAs("epoch")).isEqualTo(3);
        assertThat(predictor("bdm", "best").<Double>getAs("value")).isEqualTo(21);
        assertThat(predictor("bdm", "last").<Integer>getAs("epoch")).isEqualTo(4);
        assertThat(predictor("planes.qubd", "best").<Integer>getAs("epoch")).isEqualTo(2);
        assertThat(predictor("planes.qubd", "best").<Double>getAs("value")).isEqualTo(24);
        assertThat(predictor("planes.qubd[1]", "last").<Double>getAs("value")).isEqualTo(9);
    }

    @Test
    void measuresOfTheWholeNetworkAreAlsoRelativeToTheUntrainedOneAndToTheirReference() {
        assertThat(predictor("bdm/initial", "best").<Double>getAs("value")).isEqualTo(2);
        assertThat(predictor("planes.qubd/initial", "best").<Double>getAs("value"))
                .isEqualTo(24.0 / 22);
        assertThat(predictor("planes.qubd/permuted", "best").<Double>getAs("value"))
                .isEqualTo(24.0 / 40);
        assertThat(measures("run 2")).doesNotContain("planes.qubd[1]/initial", "train_loss/initial", "start.only");
    }

    @Test
    void trainingLossIsThatOfTheMeasuresEpochAndTheGapThatOfTheNetworkTested() {
        Row row = predictor("planes.qubd", "last");

        assertThat(row.<Double>getAs("train_loss")).isEqualTo(0.25 + 4);
        assertThat(row.<Double>getAs("test_accuracy")).isCloseTo(0.52, within(TOLERANCE));
        assertThat(row.<Double>getAs("accuracy_gap")).isCloseTo(0.9 - 0.52, within(TOLERANCE));
        assertThat(row.<Integer>getAs("parameters")).isEqualTo(100);
    }

    @Test
    void estimatesAreSaturatedByTheFlagOfTheirKind() {
        List<Row> saturated = spark.sql("SELECT run_key, measure FROM predictors WHERE saturated AND at = 'best'"
                        + " AND run_key IN ('run 1', 'run 2') ORDER BY run_key, measure")
                .collectAsList();

        assertThat(saturated)
                .extracting(row -> row.getString(0) + " " + row.getString(1))
                .containsExactly(
                        "run 1 information.i_xt/plug-in[0]",
                        "run 1 information.i_xt/upper-bound[0]",
                        "run 2 information.i_xt/upper-bound[0]");
    }

    @Test
    void runsThatFailedAreNotThere() {
        assertThat(measures("run 6")).isEmpty();
    }

    @Test
    void allRunsAreCorrelatedAndThoseThatDifferInOneSetting() {
        Row row = prediction("bdm", "test_accuracy", "kendall");

        assertThat(row.<Long>getAs("n")).isEqualTo(RUNS);
        assertThat(row.<Double>getAs("r")).isCloseTo((12 - 3) / 15.0, within(TOLERANCE));
        assertThat(row.<Integer>getAs("settings")).isEqualTo(1);
        assertThat(row.<Integer>getAs("granules")).isEqualTo(2);
        assertThat(row.<Double>getAs("r_granulated")).isEqualTo(1);
        assertThat(prediction("bdm", "accuracy_gap", "kendall").<Double>getAs("r_granulated"))
                .isEqualTo(-1);
    }

    @Test
    void everySettingHasItsOwnMeanTheSeedToo() {
        List<Row> rows = spark.sql("SELECT setting, n, granules, r FROM prediction_by_setting WHERE measure = 'bdm'"
                        + " AND at = 'best' AND outcome = 'test_accuracy' AND method = 'kendall' ORDER BY setting")
                .collectAsList();

        assertThat(rows).extracting(row -> row.mkString(" ")).containsExactly("rate 6 2 1.0", "seed 6 3 -1.0");
    }

    @Test
    void givenTheTrainingLossThatLossPredictsNothing() {
        assertThat(prediction("train_loss", "test_accuracy", "spearman").<Double>getAs("r"))
                .isCloseTo(1, within(TOLERANCE));
        assertThat(prediction("train_loss", "test_accuracy", "spearman").<Double>getAs("r_partial"))
                .isNull();
    }

    @Test
    void constantMeasuresHaveNoCoefficient() {
        for (String measure : List.of("parameters", "entropy", "planes.permuted", "bdm/initial")) {
            Row row = prediction(measure, "test_accuracy", "pearson");
            for (String column :
                    List.of("r", "r_low", "r_granulated", "r_granulated_low", "r_partial", "r_partial_low")) {
                assertThat(row.<Double>getAs(column)).as(measure + " " + column).isNull();
            }
        }
    }

    @Test
    void saturatedEstimatesStayOut() {
        assertThat(prediction("information.i_xt/plug-in[0]", "test_accuracy", "kendall")
                        .<Long>getAs("n"))
                .isEqualTo(RUNS - 2);
        assertThat(spark.sql("SELECT * FROM prediction WHERE measure LIKE '%upper-bound%'")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void groupsOfTwoRunsHaveNoCoefficient() {
        List<Row> groups = spark.sql(
                        "SELECT group_key, n, r, r_granulated FROM prediction WHERE measure = 'bdm' AND at ="
                                + " 'best' AND outcome = 'test_accuracy' AND method = 'kendall' AND group_key IS NOT NULL")
                .collectAsList();

        assertThat(groups).hasSize(3).allMatch(row -> row.getLong(1) == 2 && row.isNullAt(2) && row.isNullAt(3));
    }

    private static Row predictor(String measure, String at) {
        return spark.table("predictors")
                .where("run_key = 'run 2' AND measure = '" + measure + "' AND at = '" + at + "'")
                .first();
    }

    private static List<String> measures(String run) {
        return spark.table("predictors").where("run_key = '" + run + "'").select("measure").collectAsList().stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private static Row prediction(String measure, String outcome, String method) {
        return spark.table("prediction")
                .where("group_key IS NULL AND at = 'best' AND measure = '" + measure + "' AND outcome = '" + outcome
                        + "' AND method = '" + method + "'")
                .first();
    }
}
