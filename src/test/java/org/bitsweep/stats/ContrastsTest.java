package org.bitsweep.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.bitsweep.SharedSpark;
import org.bitsweep.bits.Rng;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The steps after the correlations of runs, over correlations that are made up here. */
class ContrastsTest {
    private static final int GROUPS = 6;
    private static final int RUNS = 9;
    private static final StructType CORRELATIONS = new StructType()
            .add("group_key", DataTypes.StringType)
            .add("run_key", DataTypes.StringType)
            .add("measure", DataTypes.StringType)
            .add("target", DataTypes.StringType)
            .add("preparation", DataTypes.StringType)
            .add("method", DataTypes.StringType)
            .add("r", DataTypes.DoubleType);

    private static List<Row> contrasts;

    /** By group a list of r(BDM) - r(entropy); group 5 has one run without an r of entropy. */
    private static final List<double[]> DIFFERENCES = new ArrayList<>();

    @BeforeAll
    static void compute() {
        SparkSession spark = SharedSpark.session().newSession();
        SqlFunctions.register(spark);
        Rng rng = Rng.stream(3, "test");
        List<Row> rows = new ArrayList<>();
        for (int group = 0; group < GROUPS; group++) {
            double[] differences = new double[RUNS];
            for (int run = 0; run < RUNS; run++) {
                double bdm = 0.5 + 0.4 * rng.nextDouble();
                double entropy = bdm - 0.1 * rng.nextGaussian() - 0.03 * group;
                differences[run] = bdm - entropy;
                rows.add(row(group, run, "bdm", "train_loss", bdm));
                rows.add(row(group, run, "entropy", "train_loss", group == 5 && run == 0 ? null : entropy));
                rows.add(row(group, run, "bdm", "train_accuracy", -bdm));
                rows.add(row(group, run, "entropy", "train_accuracy", -entropy));
            }
            DIFFERENCES.add(differences);
        }
        spark.createDataFrame(rows, CORRELATIONS).createOrReplaceTempView("run_correlations");
        spark.sql(
                        "SELECT 'group ' || id AS group_key, 'd' AS dataset, 'n' AS network, map('a', 'b') AS axes, 9L AS runs"
                                + " FROM range(" + GROUPS + ")")
                .createOrReplaceTempView("groups");
        contrasts = spark.sql(StatisticsScript.step("contrasts")).collectAsList();
    }

    @Test
    void everyPairOfMeasuresIsContrastedBothWays() {
        assertThat(contrasts).hasSize(GROUPS * 2 * 2);
        assertThat(row(0, "bdm", "train_loss").<Double>getAs("difference"))
                .isCloseTo(-row(0, "entropy", "train_loss").<Double>getAs("difference"), within(1e-14));
    }

    @Test
    void theDifferenceIsTheMeanOverRunsThatHaveBoth() {
        for (int group = 0; group < GROUPS; group++) {
            Row row = row(group, "bdm", "train_loss");
            double sum = 0;
            int from = group == 5 ? 1 : 0;
            for (int run = from; run < RUNS; run++) {
                sum += DIFFERENCES.get(group)[run];
            }
            assertThat(row.<Long>getAs("n")).isEqualTo(RUNS - from);
            assertThat(row.<Double>getAs("difference")).isCloseTo(sum / (RUNS - from), within(1e-14));
        }
    }

    @Test
    void withAnAccuracyTheLowerCorrelationIsTheStronger() {
        Row loss = row(1, "bdm", "train_loss");
        Row accuracy = row(1, "bdm", "train_accuracy");

        assertThat(accuracy.<Double>getAs("difference")).isCloseTo(loss.<Double>getAs("difference"), within(1e-14));
        assertThat(accuracy.<Double>getAs("first_stronger")).isEqualTo(loss.<Double>getAs("first_stronger"));
    }

    /** Two-sided, of k among n fair coins: twice the smaller tail. */
    @Test
    void theSignTestIsExact() {
        for (int group = 0; group < GROUPS - 1; group++) {
            int positive = 0;
            for (double difference : DIFFERENCES.get(group)) {
                positive += difference > 0 ? 1 : 0;
            }
            double tail = 0;
            double coefficient = 1;
            for (int k = 0; k <= Math.min(positive, RUNS - positive); k++) {
                tail += coefficient / 512;
                coefficient = coefficient * (RUNS - k) / (k + 1);
            }
            assertThat(row(group, "bdm", "train_loss").<Double>getAs("sign_p"))
                    .isCloseTo(Math.min(1, 2 * tail), within(1e-12));
        }
    }

    /** Benjamini and Hochberg 1995: the least of p(j) m / j over all j at or after the rank. */
    @Test
    void qValuesAreThoseOfBenjaminiAndHochbergOverGroups() {
        for (Map.Entry<String, String> test :
                Map.of("sign_p", "sign_q", "wilcoxon_p", "wilcoxon_q").entrySet()) {
            List<Row> ascending = contrasts.stream()
                    .filter(row -> row.getAs("first").equals("bdm")
                            && row.getAs("target").equals("train_loss"))
                    .sorted(Comparator.comparingDouble(row -> row.<Double>getAs(test.getKey())))
                    .toList();
            for (int rank = 1; rank <= GROUPS; rank++) {
                double q = 1;
                for (int j = rank; j <= GROUPS; j++) {
                    q = Math.min(q, ascending.get(j - 1).<Double>getAs(test.getKey()) * GROUPS / j);
                }
                assertThat(ascending.get(rank - 1).<Double>getAs(test.getValue()))
                        .as("rank %d of %s", rank, test.getKey())
                        .isCloseTo(q, within(1e-12));
            }
        }
    }

    private static Row row(int group, String first, String target) {
        return contrasts.stream()
                .filter(row -> row.getAs("group_key").equals("group " + group)
                        && row.getAs("first").equals(first)
                        && row.getAs("target").equals(target))
                .findFirst()
                .orElseThrow();
    }

    private static Row row(int group, int run, String measure, String target, Double r) {
        return RowFactory.create("group " + group, group + "-" + run, measure, target, "smoothed", "pearson", r);
    }
}
