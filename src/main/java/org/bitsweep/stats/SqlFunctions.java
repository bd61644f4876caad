package org.bitsweep.stats;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The functions of the statistics views: what SQL lacks. docs/statistics.md says what each of them does. */
final class SqlFunctions {
    static final DataType NUMBER = DataTypes.DoubleType;
    private static final DataType SERIES = DataTypes.createArrayType(NUMBER);

    private static final StructType RUN = new StructType().add("run_key", DataTypes.StringType);
    private static final StructType RUN_VALUE = RUN.add("value", NUMBER);
    static final StructType RUN_TWO = RUN.add("first", NUMBER).add("second", NUMBER);

    static final StructType BOOTSTRAP = new StructType()
            .add("estimate", NUMBER)
            .add("low", NUMBER)
            .add("high", NUMBER)
            .add("bca_low", NUMBER)
            .add("bca_high", NUMBER);
    static final StructType COUNTED = new StructType().add("runs", DataTypes.LongType);

    private SqlFunctions() {}

    static void register(SparkSession spark) {
        UDF2<Seq<Double>, String, double[]> prepared = (series, preparation) ->
                series == null ? null : Preparation.of(preparation).of(RunValues.doubles(series));
        UDF4<Seq<Double>, Seq<Double>, String, String, Row> correlation = SqlFunctions::correlation;
        UDF4<Double, Double, Double, Integer, Row> williams = SqlFunctions::williams;
        UDF2<Seq<Integer>, Integer, Integer> countUpTo = SqlFunctions::countUpTo;
        UDF2<Seq<Double>, Seq<Double>, double[]> difference = SqlFunctions::difference;
        spark.udf().register("prepared", prepared, SERIES);
        spark.udf().register("count_up_to", countUpTo, DataTypes.IntegerType);
        spark.udf().register("series_difference", difference, SERIES);
        spark.udf()
                .register(
                        "correlation",
                        correlation,
                        new StructType().add("r", NUMBER).add("undefined", DataTypes.StringType));
        spark.udf()
                .register(
                        "williams", williams, new StructType().add("t", NUMBER).add("p", NUMBER));
        UDF2<Long, Long, Row> wilson = SqlFunctions::wilson;
        spark.udf()
                .register(
                        "wilson",
                        wilson,
                        new StructType().add("share", NUMBER).add("low", NUMBER).add("high", NUMBER));
        ArrayAggregate.register(
                spark,
                new ByEpoch(
                        "trajectory",
                        List.of(
                                "train_loss",
                                "train_accuracy",
                                "validation_loss",
                                "validation_accuracy",
                                "bdm",
                                "entropy")));
        ArrayAggregate.register(spark, new ByEpoch("series", List.of("measured")));
        ArrayAggregate.register(spark, new PackedRuns());
        registerOfPackedRuns(spark);
        registerOverRuns(spark);
        AssociationFunctions.register(spark);
        PhaseFunctions.register(spark);
    }

    private static void registerOfPackedRuns(SparkSession spark) {
        UDF3<byte[], String, String, Double> trajectory = (runs, preparation, method) ->
                trajectory(runs, preparation, method, false).estimate();
        UDF3<byte[], String, String, Row> bootstrapTrajectory =
                (runs, preparation, method) -> row(trajectory(runs, preparation, method, true));
        UDF3<byte[], String, String, Double> pooled = (runs, preparation, method) ->
                defined(SeriesPair.pooled(PackedRuns.pairs(runs), Preparation.of(preparation), Method.of(method)));
        UDF3<byte[], String, String, Row> crossPairing =
                (runs, preparation, method) -> crossPairing(Collections.singletonList(runs), preparation, method);
        UDF3<Seq<byte[]>, String, String, Row> crossPairingWithin =
                (groups, preparation, method) -> crossPairing(CollectionConverters.asJava(groups), preparation, method);
        StructType paired = new StructType()
                .add("pairs", DataTypes.LongType)
                .add("r", BOOTSTRAP)
                .add("own", NUMBER)
                .add("excess", BOOTSTRAP);
        spark.udf().register("trajectory_correlation", trajectory, NUMBER);
        spark.udf().register("bootstrap_trajectory", bootstrapTrajectory, BOOTSTRAP);
        spark.udf().register("pooled_correlation", pooled, NUMBER);
        spark.udf().register("cross_pairing", crossPairing, paired);
        spark.udf().register("cross_pairing_within", crossPairingWithin, paired);
    }

    private static void registerOverRuns(SparkSession spark) {
        register(
                spark,
                "mean_and_deviation",
                RUN_VALUE,
                row(new StructType().add("mean", NUMBER).add("deviation", NUMBER)),
                runs -> {
                    double[] values = RunValues.numbers(runs, 0);
                    return RowFactory.create(Series.mean(values), Series.deviation(values));
                });
        register(
                spark,
                "bootstrap_mean",
                RUN_VALUE,
                row(COUNTED.add("mean", BOOTSTRAP).add("fisher", NUMBER)),
                runs -> {
                    double[] values = RunValues.numbers(runs, 0);
                    Bootstrap mean = Bootstrap.of(new Statistic.Mean(values));
                    return RowFactory.create((long) values.length, row(mean), defined(Series.fisherMean(values)));
                });
        register(
                spark,
                "paired_runs",
                RUN_TWO,
                row(COUNTED.add("difference", BOOTSTRAP)
                        .add("stronger", NUMBER)
                        .add("sign_p", NUMBER)
                        .add("wilcoxon_p", NUMBER)),
                SqlFunctions::pairedRuns);
    }

    private static double[] difference(Seq<Double> first, Seq<Double> second) {
        return first == null || second == null
                ? null
                : new SeriesPair(RunValues.doubles(first), RunValues.doubles(second)).difference();
    }

    /** How many of ascending numbers are at most {@code last}. Spark's own {@code filter} is a hundred times slower. */
    private static Integer countUpTo(Seq<Integer> ascending, Integer last) {
        if (ascending == null || last == null) {
            return null;
        }
        int count = ascending.size();
        while (count > 0 && ascending.apply(count - 1) > last) {
            count--;
        }
        return count;
    }

    private static Row correlation(Seq<Double> measure, Seq<Double> target, String preparation, String method) {
        if (measure == null || target == null) {
            return null;
        }
        Preparation prepare = Preparation.of(preparation);
        SeriesPair pair = new SeriesPair(RunValues.doubles(measure), RunValues.doubles(target));
        double[] x = prepare.of(pair.x());
        double[] y = prepare.of(pair.y());
        String flawOfTarget = prepare.flaw(pair.y(), y);
        String flawOfMeasure = prepare.flaw(pair.x(), x);
        String undefined = null;
        if (flawOfTarget != null || flawOfMeasure != null) {
            undefined = flawOfMeasure == null ? flawOfTarget + " target" : flawOfMeasure + " measure";
        } else if (x.length < Method.FEWEST_POINTS) {
            undefined = "too short";
        }
        return RowFactory.create(defined(Method.of(method).of(x, y)), undefined);
    }

    private static Row williams(Double first, Double second, Double between, Integer points) {
        if (first == null || second == null || between == null || points == null) {
            return null;
        }
        Williams test = Williams.of(first, second, between, points);
        return test == null ? null : RowFactory.create(test.t(), test.p());
    }

    private static Row wilson(Long hits, Long trials) {
        if (hits == null || trials == null || trials == 0) {
            return null;
        }
        Share share = Share.of(hits, trials);
        return RowFactory.create(share.estimate(), share.low(), share.high());
    }

    private static Bootstrap trajectory(byte[] runs, String preparation, String method, boolean hasIntervals) {
        return Bootstrap.of(
                new MeanTrajectory(PackedRuns.pairs(runs), Preparation.of(preparation), Method.of(method)),
                hasIntervals);
    }

    private static Row crossPairing(List<byte[]> groups, String preparation, String method) {
        CrossPairing pairing = CrossPairing.within(
                groups.stream().map(PackedRuns::pairs).toList(), Preparation.of(preparation), Method.of(method));
        return RowFactory.create((long) pairing.pairs(), row(pairing.cross()), pairing.own(), row(pairing.excess()));
    }

    /** The two values of a run may stand in one row or in two. */
    private static Row pairedRuns(List<RunValues> rows) {
        List<Double> differences = new ArrayList<>();
        for (int from = 0, to; from < rows.size(); from = to) {
            double first = Double.NaN;
            double second = Double.NaN;
            for (to = from;
                    to < rows.size()
                            && rows.get(to).runKey().equals(rows.get(from).runKey());
                    to++) {
                first = Double.isNaN(first) ? rows.get(to).number(0) : first;
                second = Double.isNaN(second) ? rows.get(to).number(1) : second;
            }
            if (!Double.isNaN(first - second)) {
                differences.add(first - second);
            }
        }
        PairedRuns paired = PairedRuns.of(
                differences.stream().mapToDouble(Double::doubleValue).toArray());
        return RowFactory.create(
                (long) paired.runs(), row(paired.difference()), paired.stronger(), paired.signP(), paired.wilcoxonP());
    }

    static Row row(Bootstrap bootstrap) {
        return RowFactory.create(
                bootstrap.estimate(), bootstrap.low(), bootstrap.high(), bootstrap.bcaLow(), bootstrap.bcaHigh());
    }

    private static Double defined(double value) {
        return Double.isNaN(value) ? null : value;
    }

    static Encoder<Row> row(StructType type) {
        return Encoders.row(type);
    }

    static <T> void register(
            SparkSession spark, String name, StructType input, Encoder<T> output, OverRuns.Body<T> body) {
        spark.udf().register(name, functions.udaf(new OverRuns<>(output, body), Encoders.row(input)));
    }
}
