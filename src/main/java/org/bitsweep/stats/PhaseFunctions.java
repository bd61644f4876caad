package org.bitsweep.stats;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.types.StructType;
import scala.collection.Seq;

/** The functions of the views of information planes: what SQL lacks. docs/statistics.md says what each of them does. */
final class PhaseFunctions {
    private static final StructType PHASES = StructType.fromDDL("""
            peak DOUBLE, peak_epoch INT, rise DOUBLE, rise_error DOUBLE,
            drop DOUBLE, drop_error DOUBLE, drop_low DOUBLE, drop_high DOUBLE, shape STRING,
            boundary_epoch INT, slope_before DOUBLE, slope_after DOUBLE,
            fit DOUBLE, fit_error DOUBLE, fitting_from INT, fitting_to INT,
            compression_from INT, compression_to INT, overlap DOUBLE, phase_order STRING
            """);

    private PhaseFunctions() {}

    static void register(SparkSession spark) {
        ArrayAggregate.register(
                spark, new ByEpoch("plane_series", List.of("i_xt", "i_xt_error", "i_ty", "i_ty_error")));
        UDF5<Seq<Integer>, Seq<Double>, Seq<Double>, Seq<Double>, Seq<Double>, Row> phases = PhaseFunctions::phases;
        UDF1<byte[], Row> heldOutDrop = packed -> SqlFunctions.row(HeldOutDrop.of(PackedRuns.pairs(packed)));
        spark.udf().register("phase_test", phases, PHASES);
        spark.udf().register("held_out_drop", heldOutDrop, SqlFunctions.BOOTSTRAP);
    }

    private static Row phases(
            Seq<Integer> epochs, Seq<Double> inputs, Seq<Double> inputErrors, Seq<Double> labels, Seq<Double> errors) {
        if (epochs == null || inputs == null || inputErrors == null || labels == null || errors == null) {
            return null;
        }
        double[] values = RunValues.doubles(inputs);
        int[] at = epochs(epochs);
        Phases phases = Phases.of(
                at, values, RunValues.doubles(inputErrors), RunValues.doubles(labels), RunValues.doubles(errors));
        if (phases == null) {
            return null;
        }
        Excursion course = phases.inputs();
        double half = course.quantile() * course.dropError();
        BrokenLine line = phases.line();
        Transition fitting = phases.fitting();
        Transition compression = phases.compression();
        return RowFactory.create(
                values[course.peak()],
                at[course.peak()],
                course.rise(),
                course.riseError(),
                course.drop(),
                course.dropError(),
                course.drop() - half,
                course.drop() + half,
                name(phases.shape()),
                line.isBetter() ? at[line.knot()] : null,
                line.isBetter() ? line.before() : null,
                line.isBetter() ? line.after() : null,
                phases.labels().rise(),
                phases.labels().riseError(),
                fitting == null ? null : at[fitting.from()],
                fitting == null ? null : at[fitting.to()],
                compression == null ? null : at[compression.from()],
                compression == null ? null : at[compression.to()],
                phases.overlap(),
                name(phases.order()));
    }

    private static int[] epochs(Seq<Integer> epochs) {
        int[] numbers = new int[epochs.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = epochs.apply(i);
        }
        return numbers;
    }

    private static String name(Enum<?> constant) {
        return constant == null
                ? null
                : constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
