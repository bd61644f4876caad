package org.bitsweep.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.bitsweep.SharedSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Five betas, a factor of 10 apart, for two settings of two seeds each. Accuracy of 100 wrong labels falls from 0.9 to 0.1
 * between beta 0.1 and 1, or between 1 and 10; that of 1,000 right labels hardly falls.
 */
class BottleneckViewsTest {
    private static final double[] BETAS = {0.01, 0.1, 1, 10, 100};
    private static final double[][] FALLING = {{0.9, 0.9, 0.1, 0.1, 0.1}, {0.9, 0.9, 0.9, 0.1, 0.1}};

    @TempDir
    static Path folder;

    private static SparkSession spark;

    @BeforeAll
    static void open() throws IOException {
        String store = folder.resolve("bottleneck").toString();
        HandMadeStore made = new HandMadeStore();
        for (int seed = 0; seed < 2; seed++) {
            for (int b = 0; b < BETAS.length; b++) {
                String run = made.run(settings(100, 0.5, BETAS[b]), seed, FALLING[seed][b]);
                made.measure(run, 1, "weight-information", -1, "bits/noise/log-uniform", 77);
                made.measure(run, 2, "weight-information", -1, "bits/noise/log-uniform", 1 / BETAS[b]);
                made.measure(run, 2, "weight-information", 0, "bits/noise/log-uniform", 88);
                made.measure(run, 2, "weight-information", -1, "bits/gaussian-laplace/N(w0,0.1^2)", 5);
                made.run(settings(1000, 0, BETAS[b]), seed, 0.95 - 0.01 * b);
            }
        }
        made.run("network.kind = float", 0, 0.3);
        made.write(store);
        spark = SharedSpark.session();
        new StatisticsViews(spark, store).makeAll();
    }

    @Test
    void aPointHasWhatTheRunEndedWith() {
        List<Row> rows = spark.sql(
                        "SELECT label_noise, samples, beta, train_accuracy, validation_accuracy, accuracy_gap, bdm,"
                                + " entropy, noise_bits, laplace_bits FROM bottleneck_points WHERE seed = 1 AND samples = 100"
                                + " ORDER BY beta")
                .collectAsList();

        assertThat(rows).hasSize(BETAS.length);
        for (int b = 0; b < BETAS.length; b++) {
            double accuracy = FALLING[1][b];
            double[] expected = {0.5, 100, BETAS[b], accuracy, accuracy - 0.1, 0.1, 102, 3, 1 / BETAS[b], 5};
            for (int i = 0; i < expected.length; i++) {
                assertThat(((Number) rows.get(b).get(i)).doubleValue()).isCloseTo(expected[i], within(1e-9));
            }
        }
        assertThat(spark.table("bottleneck_points").count()).isEqualTo(4L * BETAS.length);
    }

    /** Half way is half of a decade: beta is 10^-0.5 for one seed and 10^0.5 for the other; 3/4 to 1/4 is half a decade. */
    @Test
    void theTransitionLiesHalfWayDown() {
        Row row = spark.sql("SELECT label_noise, seeds, betas, n, top, bottom, beta, factor FROM bottleneck_transitions"
                        + " WHERE samples = 100")
                .first();

        double[] expected = {0.5, 2, 5, 2, 0.9, 0.1, 1, Math.sqrt(10)};
        for (int i = 0; i < expected.length; i++) {
            assertThat(((Number) row.get(i)).doubleValue()).as("column %s", i).isCloseTo(expected[i], within(1e-9));
        }
    }

    @Test
    void anAccuracyThatHardlyFallsHasNoTransition() {
        Row row = spark.sql("SELECT seeds, n, beta, factor FROM bottleneck_transitions WHERE samples = 1000")
                .first();

        assertThat(row.mkString(" ")).isEqualTo("2 0 null null");
    }

    private static String settings(int samples, double noise, double beta) {
        return "network.kind = float, dataset { train = " + samples + ", label-noise = " + noise
                + " }, training.regularizer { kind = weight-information, beta = " + beta + " }";
    }
}
