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

    private static final StructType MEAN_AND_DEVIATION =
            new StructType().add("mean", DataTypes.DoubleType).add("deviation", DataTypes.DoubleType);

    private SqlFunctions() {}

    static void register(SparkSession spark) {
        UDF1<Seq<Double>, double[]> smooth = series -> Series.smooth(doubles(series));
        UDF1<Seq<Double>, double[]> minMax = series -> Series.minMax(doubles(series));
        UDF2<Seq<Double>, Seq<Double>, Double> pearson =
                (x, y) -> x == null || y == null ? null : Series.pearson(doubles(x), doubles(y));
        UDF1<Seq<Row>, Row> bootstrapMean = runs -> row(Bootstrap.ofMean(definedValues(sorted(runs))));
        UDF1<Seq<Row>, Row> meanTrajectory =
                runs -> row(meanTrajectory(sorted(runs)).correlation());
        UDF1<Seq<Row>, Row> meanAndDeviation = runs -> {
            double[] values = definedValues(sorted(runs));
            return RowFactory.create(Series.mean(values), Series.deviation(values));
        };
        spark.udf().register("mean_and_deviation", meanAndDeviation, MEAN_AND_DEVIATION);
        spark.udf().register("gaussian_smooth", smooth, SERIES);
        spark.udf().register("min_max", minMax, SERIES);
        spark.udf().register("pearson", pearson, DataTypes.DoubleType);
        spark.udf().register("bootstrap_mean", bootstrapMean, BOOTSTRAP);
        spark.udf().register("mean_trajectory", meanTrajectory, BOOTSTRAP);
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

    private static double[] definedValues(List<Row> runs) {
        return runs.stream()
                .filter(run -> !run.isNullAt(1))
                .mapToDouble(run -> run.getDouble(1))
                .toArray();
    }

    private static MeanTrajectory meanTrajectory(List<Row> runs) {
        return new MeanTrajectory(seriesOf(runs, 1), seriesOf(runs, 2));
    }

    private static double[][] seriesOf(List<Row> runs, int field) {
        return runs.stream().map(run -> doubles(run.getSeq(field))).toArray(double[][]::new);
    }
}
