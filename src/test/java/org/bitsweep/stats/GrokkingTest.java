package org.bitsweep.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.bitsweep.SharedSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Series that are made up: 100 epochs, validated and measured every 5; by heart from epoch 10 on; generalising, where they
 * do, from 50 % at epoch 60 to 99 % at epoch 70. A measure falls linearly from 1 to 0.5 over a stretch of its own. The BDM of
 * all runs does so from epoch 55 to 75, and jumps between validations; their entropy is 0.
 */
class GrokkingTest {
    private static final int EPOCHS = 100;
    private static final int EVERY = 5;

    private static final IntToDoubleFunction BDM = ramp(55, 75);

    private static final List<Row> EPOCH_ROWS = new ArrayList<>();
    private static final List<Row> MEASURES = new ArrayList<>();
    private static final List<Row> RUNS = new ArrayList<>();

    private static List<Row> timeline;
    private static List<Row> summary;

    @BeforeAll
    static void compute() {
        run("before", true, ramp(30, 50));
        run("with", true, ramp(55, 75));
        run("after", true, ramp(75, 95));
        run("never", false, ramp(30, 50));
        run("rising", true, epoch -> epoch);
        run("early", true, epoch -> 10 * Math.max(0, 5 - epoch) + ramp(75, 95).applyAsDouble(epoch));
        // Falls as weights do whatever their order; what is left of it lies at another time.
        for (int epoch = 0; epoch <= EPOCHS; epoch += EVERY) {
            double permuted = 100 * ramp(5, 25).applyAsDouble(epoch);
            measure("relative", epoch, "qubd", permuted * ramp(30, 50).applyAsDouble(epoch));
            measure("relative", epoch, "permuted", permuted);
        }
        trained("relative", true);

        SparkSession spark = SharedSpark.session().newSession();
        SqlFunctions.register(spark);
        spark.createDataFrame(
                        EPOCH_ROWS,
                        new StructType()
                                .add("run_key", DataTypes.StringType)
                                .add("epoch", DataTypes.IntegerType)
                                .add("bdm", DataTypes.DoubleType)
                                .add("entropy", DataTypes.DoubleType)
                                .add("train_accuracy", DataTypes.DoubleType)
                                .add("validation_accuracy", DataTypes.DoubleType))
                .createOrReplaceTempView("epochs");
        spark.createDataFrame(
                        MEASURES,
                        new StructType()
                                .add("run_key", DataTypes.StringType)
                                .add("epoch", DataTypes.IntegerType)
                                .add("probe", DataTypes.StringType)
                                .add("layer", DataTypes.IntegerType)
                                .add("name", DataTypes.StringType)
                                .add("value", DataTypes.DoubleType))
                .createOrReplaceTempView("measures");
        spark.createDataFrame(
                        RUNS,
                        new StructType()
                                .add("run_key", DataTypes.StringType)
                                .add("group_key", DataTypes.StringType)
                                .add("seed", DataTypes.LongType)
                                .add("status", DataTypes.StringType))
                .createOrReplaceTempView("runs");
        spark.sql("SELECT 'g' AS group_key, 'd' AS dataset, 'n' AS network, map('a', 'b') AS axes")
                .createOrReplaceTempView("groups");
        spark.sql(StatisticsScript.step("measurements")).createOrReplaceTempView("measurements");
        spark.sql(StatisticsScript.step("grokking")).createOrReplaceTempView("grokking");
        timeline = spark.table("grokking").collectAsList();
        summary = spark.sql(StatisticsScript.step("grokking_summary")).collectAsList();
    }

    @Test
    void epochsAreTheFirstWithTheAccuracy() {
        Row row = timeline("with", "start");

        assertThat(row.<Integer>getAs("train_99")).isEqualTo(10);
        assertThat(row.<Integer>getAs("held_out_50")).isEqualTo(60);
        assertThat(row.<Integer>getAs("held_out_99")).isEqualTo(70);
        assertThat(row.<Integer>getAs("last_epoch")).isEqualTo(EPOCHS);
    }

    @ParameterizedTest
    @CsvSource({"before, before", "with, with", "after, after", "relative, before"})
    void theSteepestFallLiesWhereItWasPut(String run, String fallIs) {
        assertThat(timeline(run, "start").<String>getAs("fall_is")).isEqualTo(fallIs);
        assertThat(timeline(run, "memorised").<String>getAs("fall_is")).isEqualTo(fallIs);
    }

    /** Means of five fall by a fifth of what six values in a row do: here of all of the ramp, over 25 epochs. */
    @Test
    void theFallIsThatOfTheMeansRelativeToTheLargestValue() {
        Row row = timeline("before", "start");

        assertThat(row.<Double>getAs("fall_per_epoch")).isCloseTo(0.5 / 25, within(1e-12));
        assertThat(row.<Integer>getAs("fall_from")).isIn(35, 40);
        assertThat(row.<Integer>getAs("fall_to")).isEqualTo(row.<Integer>getAs("fall_from") + EVERY);
    }

    /** Steps of 5 epochs: 11 of 20 end by epoch 55, 6 begin at 70 or later; from epoch 10 on two fewer are before. */
    @Test
    void chanceIsTheShareOfStepsThatLieThere() {
        Row all = timeline("after", "start");
        Row later = timeline("after", "memorised");

        assertThat(all.<Double>getAs("chance_before")).isCloseTo(11 / 20.0, within(1e-12));
        assertThat(all.<Double>getAs("chance_with")).isCloseTo(3 / 20.0, within(1e-12));
        assertThat(all.<Double>getAs("chance_after")).isCloseTo(6 / 20.0, within(1e-12));
        assertThat(later.<Double>getAs("chance_before")).isCloseTo(9 / 18.0, within(1e-12));
        assertThat(timeline("never", "start").<Double>getAs("chance_before")).isNull();
    }

    @Test
    void complexityOfSignsIsTakenWhereTheNetworkIsValidated() {
        Row row = timeline("bdm", "before", "start");

        assertThat(row.<String>getAs("fall_is")).isEqualTo("with");
        assertThat(row.<Double>getAs("fall_per_epoch")).isCloseTo(0.5 / 25, within(1e-12));
        assertThat(row.<Integer>getAs("fall_from")).isBetween(55, 70);
    }

    @Test
    void aMeasureThatIsAlwaysZeroHasNoFall() {
        assertThat(timeline("entropy", "before", "start").<Integer>getAs("fall_from"))
                .isNull();
    }

    @Test
    void aFallBeforeItWasLearntByHeartCountsFromTheStartOnly() {
        assertThat(timeline("early", "start").<String>getAs("fall_is")).isEqualTo("before");
        assertThat(timeline("early", "start").<Integer>getAs("fall_from")).isLessThanOrEqualTo(10);
        assertThat(timeline("early", "memorised").<String>getAs("fall_is")).isEqualTo("after");
    }

    @Test
    void aRunThatNeverGeneralisesHasAFallBeforeAndAfterNothing() {
        Row row = timeline("never", "start");

        assertThat(row.<Integer>getAs("held_out_50")).isNull();
        assertThat(row.<Integer>getAs("held_out_99")).isNull();
        assertThat(row.<Integer>getAs("fall_from")).isBetween(30, 45);
        assertThat(row.<String>getAs("fall_is")).isNull();
    }

    @Test
    void aMeasureThatOnlyRisesHasNoFall() {
        Row row = timeline("rising", "start");

        assertThat(row.<Integer>getAs("fall_from")).isNull();
        assertThat(row.<String>getAs("fall_is")).isNull();
    }

    @Test
    void thePermutedReferenceIsNoMeasureOfItsOwn() {
        assertThat(timeline)
                .extracting(row -> row.<String>getAs("measure"))
                .containsOnly("four.qubd", "bdm", "entropy");
        assertThat(timeline).hasSize(3 * 7 * 2);
    }

    /** Wilson 1927: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n), for 6 of 7 and 3 of 5 by another program. */
    @Test
    void theSummaryCountsRunsAndThoseThatNeverGeneralise() {
        Row row = summary.stream()
                .filter(any -> any.getAs("measure").equals("four.qubd")
                        && any.getAs("since").equals("start"))
                .findFirst()
                .orElseThrow();

        assertThat(summary).hasSize(3 * 2);
        assertThat(row.<Long>getAs("runs")).isEqualTo(7);
        assertThat(row.<Long>getAs("generalised")).isEqualTo(6);
        assertThat(row.<Long>getAs("never")).isEqualTo(1);
        assertThat(row.<Double>getAs("share")).isCloseTo(6 / 7.0, within(1e-12));
        assertThat(row.<Double>getAs("share_low")).isCloseTo(0.486872, within(1e-6));
        assertThat(row.<Double>getAs("share_high")).isCloseTo(0.974320, within(1e-6));
        assertThat(row.<Double>getAs("held_out_99")).isEqualTo(70);
        assertThat(row.<Double>getAs("held_out_99_median")).isEqualTo(70);
        assertThat(row.<Long>getAs("fall_before")).isEqualTo(3);
        assertThat(row.<Long>getAs("fall_with")).isEqualTo(1);
        assertThat(row.<Long>getAs("fall_after")).isEqualTo(1);
        // Of the five that have a fall and generalise.
        assertThat(row.<Double>getAs("chance_before")).isCloseTo(5 * 11 / 20.0, within(1e-12));
        assertThat(row.<Double>getAs("chance_with")).isCloseTo(5 * 3 / 20.0, within(1e-12));
        assertThat(row.<Double>getAs("chance_after")).isCloseTo(5 * 6 / 20.0, within(1e-12));
        assertThat(row.<Double>getAs("before_share")).isCloseTo(0.6, within(1e-12));
        assertThat(row.<Double>getAs("before_low")).isCloseTo(0.230724, within(1e-6));
        assertThat(row.<Double>getAs("before_high")).isCloseTo(0.882379, within(1e-6));
    }

    @Test
    void aShareOfAllOrNoneHasAWidth() {
        // n / (n + z²), the limit of the formula.
        assertThat(Share.of(20, 20).low()).isCloseTo(0.838875, within(1e-6));
        assertThat(Share.of(20, 20).high()).isEqualTo(1);
        assertThat(Share.of(0, 20).high()).isCloseTo(1 - 0.838875, within(1e-6));
        assertThat(Share.of(0, 20).low()).isZero();
    }

    private static Row timeline(String run, String since) {
        return timeline("four.qubd", run, since);
    }

    private static Row timeline(String measure, String run, String since) {
        return timeline.stream()
                .filter(row -> row.getAs("measure").equals(measure)
                        && row.getAs("run_key").equals(run)
                        && row.getAs("since").equals(since))
                .findFirst()
                .orElseThrow();
    }

    private static IntToDoubleFunction ramp(int from, int to) {
        return epoch -> 1 - 0.5 * Math.max(0, Math.min(1, (epoch - from) / (double) (to - from)));
    }

    private static void run(String key, boolean generalises, IntToDoubleFunction measure) {
        trained(key, generalises);
        for (int epoch = 0; epoch <= EPOCHS; epoch += EVERY) {
            measure(key, epoch, "qubd", measure.applyAsDouble(epoch));
        }
    }

    private static void trained(String key, boolean generalises) {
        RUNS.add(RowFactory.create(key, "g", (long) RUNS.size(), "OK"));
        for (int epoch = 0; epoch <= EPOCHS; epoch++) {
            double heldOut = !generalises || epoch < 60 ? 0.1 : epoch < 70 ? 0.5 : 0.99;
            boolean isValidated = epoch % EVERY == 0;
            EPOCH_ROWS.add(RowFactory.create(
                    key,
                    epoch,
                    isValidated ? BDM.applyAsDouble(epoch) : 10.0 * (epoch % 2),
                    0.0,
                    epoch == 0 ? null : epoch < 10 ? 0.5 : 1.0,
                    isValidated ? heldOut : null));
        }
    }

    private static void measure(String key, int epoch, String name, double value) {
        MEASURES.add(RowFactory.create(key, epoch, "four", -1, name, value));
        MEASURES.add(RowFactory.create(key, epoch, "four", 0, name, -value));
    }
}
