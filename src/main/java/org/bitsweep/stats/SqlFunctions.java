package org.bitsweep.stats;

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
            .add("mean", DataTypes.DoubleType)
            .add("low", DataTypes.DoubleType)
            .add("high", DataTypes.DoubleType);

    private SqlFunctions() {}

    static void register(SparkSession spark) {
        UDF1<Seq<Double>, double[]> smooth = series -> Series.smooth(doubles(series));
        UDF1<Seq<Double>, double[]> minMax = series -> Series.minMax(doubles(series));
        UDF2<Seq<Double>, Seq<Double>, Double> pearson =
                (x, y) -> x == null || y == null ? null : Series.pearson(doubles(x), doubles(y));
        UDF1<Seq<Double>, Row> bootstrapMean = values -> row(Bootstrap.ofMean(doubles(values)));
        UDF1<Seq<Row>, Row> meanTrajectory =
                runs -> row(new MeanTrajectory(seriesOf(runs, 1), seriesOf(runs, 2)).correlation());
        spark.udf().register("gaussian_smooth", smooth, SERIES);
        spark.udf().register("min_max", minMax, SERIES);
        spark.udf().register("pearson", pearson, DataTypes.DoubleType);
        spark.udf().register("bootstrap_mean", bootstrapMean, BOOTSTRAP);
        spark.udf().register("mean_trajectory", meanTrajectory, BOOTSTRAP);
    }

    private static Row row(Bootstrap bootstrap) {
        return RowFactory.create(bootstrap.mean(), bootstrap.low(), bootstrap.high());
    }

    private static double[] doubles(Seq<Double> values) {
        double[] array = new double[values.size()];
        for (int i = 0; i < array.length; i++) {
            Double value = values.apply(i);
            array[i] = value == null ? Double.NaN : value;
        }
        return array;
    }

    private static double[][] seriesOf(Seq<Row> runs, int field) {
        double[][] series = new double[runs.size()][];
        for (int i = 0; i < series.length; i++) {
            series[i] = doubles(runs.apply(i).getSeq(field));
        }
        return series;
    }
}
