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
 * Three runs of one group. Layer 0 climbs a hill while I(T;Y) rises; layer 1 is saturated up to its peak, then falls; layer
 * 2 has two numbers of bins, rises in one and is saturated in the other.
 */
class PhaseViewsTest {
    private static final int[] EPOCHS = {0, 1, 2, 4, 8, 16, 32, 64};
    private static final double[] UP = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7};
    private static final double[] HILL = {1, 2, 3, 4, 5, 4, 3, 2};
    private static final double[] SLOPE = {10, 11, 12, 11, 9, 7, 5, 3};
    private static final int SATURATED = 4;
    /** The layer that has one state before training. */
    private static final int UNSET = 3;

    @TempDir
    static Path folder;

    private static SparkSession spark;

    @BeforeAll
    static void open() throws IOException {
        String store = folder.resolve("planes").toString();
        HandMadeStore made = new HandMadeStore();
        for (int seed = 0; seed < 3; seed++) {
            String run = made.run("training.max-epochs = 64", seed, 0.5);
            for (int i = 0; i < EPOCHS.length; i++) {
                double shift = 0.1 * seed;
                point(made, run, i, 0, "", HILL[i] + shift, UP[i], false, 0.25);
                point(made, run, i, 1, "", SLOPE[i] + shift, UP[i], i < SATURATED, 0.25);
                point(made, run, i, 2, "/30-bins", UP[i] + shift, UP[i], false, 0.001);
                point(made, run, i, 2, "/100-bins", 12, UP[i], true, 0.001);
                point(made, run, i, UNSET, "", i == 0 ? 0 : 12 - i + shift, UP[i], false, 0.01);
                made.measure(run, EPOCHS[i], "information", 2, "i_xt/upper-bound", 1e9);
                made.measure(run, EPOCHS[i], "information", 2, "saturated/bounds", 1);
            }
        }
        made.write(store);
        spark = SharedSpark.session();
        new StatisticsViews(spark, store).makeAll();
    }

    @Test
    void planesHaveARowForEveryWayToMakeALayerDiscrete() {
        assertThat(spark.table("planes").count()).isEqualTo(3L * EPOCHS.length * 5);
        Row row = spark.sql("SELECT i_xt, i_xt_error, i_ty, i_ty_error, saturated, states, patterns, width FROM planes"
                        + " WHERE seed = 2 AND layer = 2 AND bins = 30 AND epoch = 64")
                .first();
        assertThat(row.getDouble(0)).isCloseTo(0.9, within(1e-12));
        assertThat(row.getDouble(1)).isEqualTo(0.001);
        assertThat(row.getDouble(2)).isEqualTo(0.7);
        assertThat(row.getDouble(3)).isEqualTo(0.001);
        assertThat(row.getBoolean(4)).isFalse();
        assertThat(row.getInt(5)).isEqualTo(17);
        assertThat(row.getInt(6)).isEqualTo(4096);
        assertThat(row.getInt(7)).isEqualTo(3);
    }

    /** σ² = 4 / 36 by the hill's one bend. */
    @Test
    void aHillIsFoundWithItsPeakItsDropAndItsInterval() {
        List<Row> rows = spark.sql("SELECT shape, peak, peak_epoch, rise, drop, drop_error, drop_low, drop_high,"
                        + " boundary_epoch, fitting_from, fitting_to, compression_from, compression_to, overlap, phase_order"
                        + " FROM phases WHERE layer = 0 ORDER BY seed")
                .collectAsList();

        double error = Math.sqrt(2.0 / 9 + 2 * 0.25 * 0.25);
        assertThat(rows).hasSize(3);
        for (int seed = 0; seed < 3; seed++) {
            Row row = rows.get(seed);
            assertThat(row.getString(0)).isEqualTo("rise and fall");
            assertThat(row.getDouble(1)).isCloseTo(5 + 0.1 * seed, within(1e-9));
            assertThat(row.getInt(2)).isEqualTo(8);
            assertThat(row.getDouble(3)).isCloseTo(4, within(1e-9));
            assertThat(row.getDouble(4)).isCloseTo(3, within(1e-9));
            assertThat(row.getDouble(5)).isCloseTo(error, within(1e-9));
            assertThat(row.getDouble(6)).isCloseTo(3 - 2.690109527 * error, within(1e-6));
            assertThat(row.getDouble(7)).isCloseTo(3 + 2.690109527 * error, within(1e-6));
            assertThat(row.getInt(8)).isEqualTo(8);
            assertThat(List.of(row.getInt(9), row.getInt(10))).containsExactly(0, 64);
            assertThat(List.of(row.getInt(11), row.getInt(12))).containsExactly(8, 64);
            assertThat(row.getDouble(13)).isCloseTo(1, within(1e-9));
            assertThat(row.getString(14)).isEqualTo("simultaneous");
        }
    }

    @Test
    void saturatedValuesAreLeftOutUnlessAskedFor() {
        Row without = spark.sql(
                        "SELECT points, saturated_points, shape, peak_epoch FROM phases WHERE layer = 1 AND seed = 0")
                .first();
        Row with = spark.sql("SELECT points, saturated_points, shape, peak_epoch, drop FROM phase_tests"
                        + " WHERE layer = 1 AND seed = 0 AND with_saturated")
                .first();

        assertThat(without.getInt(0)).isEqualTo(EPOCHS.length - SATURATED);
        assertThat(without.getLong(1)).isEqualTo(SATURATED);
        assertThat(without.isNullAt(2)).isTrue();
        assertThat(with.getInt(0)).isEqualTo(EPOCHS.length);
        assertThat(with.getString(2)).isEqualTo("rise and fall");
        assertThat(with.getInt(3)).isEqualTo(2);
        assertThat(with.getDouble(4)).isCloseTo(9, within(1e-9));
    }

    /** Otherwise every one would rise from nothing to its first state. */
    @Test
    void aLayerOfOneStateBeforeTrainingStartsAfterIt() {
        Row row = spark.sql(
                        "SELECT points, shape, peak_epoch, drop FROM phases WHERE layer = " + UNSET + " AND seed = 0")
                .first();

        assertThat(row.getInt(0)).isEqualTo(EPOCHS.length - 1);
        assertThat(row.getString(1)).isEqualTo("fall");
        assertThat(row.getInt(2)).isEqualTo(1);
        assertThat(row.getDouble(3)).isCloseTo(6, within(1e-9));
    }

    @Test
    void theSummaryCountsRunsByTheirShapeAndOrder() {
        Row hill = spark.sql(
                        "SELECT runs, n, rise_and_fall, rise, fall, flat, simultaneous, boundary_runs, fitting_from,"
                                + " compression_to FROM phase_summary WHERE layer = 0")
                .first();
        assertThat(hill).extracting(row -> row.mkString(" ")).isEqualTo("3 3 3 0 0 0 3 3 0.0 64.0");
        Row rising = spark.sql(
                        "SELECT n, rise, compression_runs, overlap_runs, boundary_epoch, overlap, saturated_share"
                                + " FROM phase_summary WHERE layer = 2 AND bins = 30")
                .first();
        assertThat(rising).extracting(row -> row.mkString(" ")).isEqualTo("3 3 0 0 null null 0.0");
    }

    /** All runs have the same hill, so that the others' peak is each run's own. */
    @Test
    void theSummaryHasMeansWithIntervalsOverRuns() {
        Row row = spark.sql("SELECT peak, drop, drop_low, drop_high, held_out_drop, held_out_drop_low, boundary_epoch,"
                        + " overlap FROM phase_summary WHERE layer = 0")
                .first();

        double[] expected = {5.1, 3, 3, 3, 3, 3, 8, 1};
        for (int i = 0; i < expected.length; i++) {
            assertThat(row.getDouble(i)).isCloseTo(expected[i], within(1e-9));
        }
    }

    @Test
    void aSaturatedLayerHasARowWithoutATest() {
        Row row = spark.sql(
                        "SELECT runs, n, saturated_share, drop, held_out_drop, peak FROM phase_summary WHERE bins = 100")
                .first();

        assertThat(row.mkString(" ")).isEqualTo("3 0 1.0 null null null");
    }

    /** Layer 1 is saturated in the first epochs, layer 2 with 100 bins in all; what says so itself is a measure like others. */
    @Test
    void saturatedEpochsAreInNoSeries() {
        assertThat(epochs("information.i_xt/plug-in[0]")).containsExactly(1, 2, 4, 8, 16, 32, 64);
        assertThat(epochs("information.i_xt/plug-in[1]")).containsExactly(8, 16, 32, 64);
        assertThat(epochs("information.i_ty/plug-in[1]")).containsExactly(8, 16, 32, 64);
        assertThat(epochs("information.i_xt/plug-in/30-bins[2]")).containsExactly(1, 2, 4, 8, 16, 32, 64);
        assertThat(epochs("information.saturated[1]")).containsExactly(1, 2, 4, 8, 16, 32, 64);
        assertThat(spark.sql("SELECT DISTINCT measure FROM series").collectAsList())
                .extracting(row -> row.getString(0))
                .contains("information.i_xt/miller-madow[1]")
                .doesNotContain("information.i_xt/plug-in/100-bins[2]", "information.i_xt/upper-bound[2]");
    }

    private static List<Integer> epochs(String measure) {
        return spark.sql("SELECT epochs FROM series WHERE seed = 1 AND measure = '" + measure + "'")
                .first()
                .getList(0);
    }

    private static void point(
            HandMadeStore made,
            String run,
            int i,
            int layer,
            String how,
            double inputs,
            double labels,
            boolean saturated,
            double error) {
        int epoch = EPOCHS[i];
        made.measure(run, epoch, "information", layer, "i_xt/plug-in" + how, inputs);
        made.measure(run, epoch, "information", layer, "i_xt/miller-madow" + how, 99);
        made.measure(run, epoch, "information", layer, "i_xt/standard-error" + how, error);
        made.measure(run, epoch, "information", layer, "i_ty/plug-in" + how, labels);
        made.measure(run, epoch, "information", layer, "i_ty/standard-error" + how, 0.001);
        made.measure(run, epoch, "information", layer, "states" + how, layer == UNSET && epoch == 0 ? 1 : 17);
        made.measure(run, epoch, "information", layer, "patterns" + how, 4096);
        made.measure(run, epoch, "information", layer, "width" + how, 3);
        made.measure(run, epoch, "information", layer, "saturated" + how, saturated ? 1 : 0);
    }
}
