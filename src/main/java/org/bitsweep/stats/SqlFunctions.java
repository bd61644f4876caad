package org.bitsweep.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.Seq;

/** The functions of the statistics views. */
final class SqlFunctions {
    private static final DataType SERIES = DataTypes.createArrayType(DataTypes.DoubleType);
    private static final StructType BOOTSTRAP = new StructType()
            .add("estimate", DataTypes.DoubleType)
            .add("low", DataTypes.DoubleType)
            .add("high", DataTypes.DoubleType);

    private static final StructType BOOTSTRAPS = new StructType()
            .add("bdm", BOOTSTRAP)
            .add("entropy", BOOTSTRAP)
            .add("bdm_trajectory", BOOTSTRAP)
            .add("entropy_trajectory", BOOTSTRAP);

    private static final StructType MEAN_AND_DEVIATION =
            new StructType().add("mean", DataTypes.DoubleType).add("deviation", DataTypes.DoubleType);

    private SqlFunctions() {}

    static void register(SparkSession spark) {
        UDF1<Seq<Double>, double[]> prepared = series -> Series.prepare(doubles(series));
        UDF2<Seq<Double>, Seq<Double>, Double> pearson =
                (x, y) -> x == null || y == null ? null : Series.pearson(doubles(x), doubles(y));
        UDF1<Seq<Row>, Row> bootstrap = runs -> bootstrap(sorted(runs));
        UDF1<Seq<Row>, Row> meanAndDeviation = runs -> {
            double[] values = definedValues(sorted(runs), 1);
            return RowFactory.create(Series.mean(values), Series.deviation(values));
        };
        spark.udf().register("mean_and_deviation", meanAndDeviation, MEAN_AND_DEVIATION);
        spark.udf().register("prepared", prepared, SERIES);
        spark.udf().register("pearson", pearson, DataTypes.DoubleType);
        spark.udf().register("bootstrap", bootstrap, BOOTSTRAPS);
    }

    /** Of rows with a run's key, two values and three series: the means of the values, and the r of the mean series. */
    private static Row bootstrap(List<Row> runs) {
        List<Bootstrap> values = Bootstrap.of(List.of(
                new Bootstrap.Mean(definedValues(runs, 1)),
                new Bootstrap.Mean(definedValues(runs, 2)),
                new MeanTrajectory(seriesOf(runs, 3), List.of(seriesOf(runs, 4), seriesOf(runs, 5)))));
        return RowFactory.create(values.stream().map(SqlFunctions::row).toArray());
    }

    private static Row row(Bootstrap bootstrap) {
        return RowFactory.create(bootstrap.estimate(), bootstrap.low(), bootstrap.high());
    }

    private static double[] doubles(Seq<Double> values) {
        double[] array = new double[values.size()];
        for (int i = 0; i < array.length; i++) {
            Double value = values.apply(i);
            array[i] = value == null ? Double.NaN : value;
        }
        return array;
    }

    /** Rows that begin with a run's key, in the order of the keys; a row without a key stands for no run. */
    private static List<Row> sorted(Seq<Row> runs) {
        List<Row> sorted = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            if (!runs.apply(i).isNullAt(0)) {
                sorted.add(runs.apply(i));
            }
        }
        sorted.sort(Comparator.comparing((Row run) -> run.getString(0)));
        return sorted;
    }

    private static double[] definedValues(List<Row> runs, int field) {
        return runs.stream()
                .filter(run -> !run.isNullAt(field))
                .mapToDouble(run -> run.getDouble(field))
                .toArray();
    }

    private static double[][] seriesOf(List<Row> runs, int field) {
        return runs.stream().map(run -> doubles(run.getSeq(field))).toArray(double[][]::new);
    }
}
