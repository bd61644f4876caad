package org.bitsweep.stats;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The functions that correlate two values of each run over runs. In all of them the first arguments are the run's key, the
 * two values and the method; a run without one of its values is left out.
 */
final class AssociationFunctions {
    private static final StructType INPUT = SqlFunctions.RUN_TWO.add("method", DataTypes.StringType);
    private static final StructType GIVEN =
            INPUT.add("given", SqlFunctions.NUMBER).add("also_given", SqlFunctions.NUMBER);
    private static final StructType PLANNED =
            INPUT.add("sweep", DataTypes.StringType).add("settings", DataTypes.StringType);

    private static final StructType ASSOCIATION = SqlFunctions.COUNTED.add("r", SqlFunctions.BOOTSTRAP);
    private static final StructType GRANULATED = new StructType()
            .add("settings", DataTypes.IntegerType)
            .add("granules", DataTypes.IntegerType)
            .add("r", SqlFunctions.BOOTSTRAP);
    private static final StructType OF_SETTING = SqlFunctions.COUNTED
            .add("setting", DataTypes.StringType)
            .add("granules", DataTypes.IntegerType)
            .add("r", SqlFunctions.BOOTSTRAP);

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<Map<String, String>> SETTINGS = new TypeReference<>() {};

    private AssociationFunctions() {}

    static void register(SparkSession spark) {
        SqlFunctions.register(
                spark, "association", INPUT, SqlFunctions.row(ASSOCIATION), AssociationFunctions::association);
        SqlFunctions.register(
                spark, "partial_association", GIVEN, SqlFunctions.row(ASSOCIATION), AssociationFunctions::partial);
        SqlFunctions.register(
                spark,
                "granulated_association",
                PLANNED,
                SqlFunctions.row(GRANULATED),
                AssociationFunctions::granulated);
        SqlFunctions.register(
                spark,
                "associations_by_setting",
                PLANNED,
                SqlFunctions.row(new StructType().add("settings", DataTypes.createArrayType(OF_SETTING))),
                AssociationFunctions::bySetting);
    }

    private static Row association(List<RunValues> rows) {
        Runs runs = Runs.of(rows, 0, 1);
        return RowFactory.create(
                runs.count(),
                SqlFunctions.row(
                        runs.isEmpty()
                                ? Bootstrap.UNDEFINED
                                : Bootstrap.of(new Association(runs.numbers(0), runs.numbers(1), runs.method()))));
    }

    private static Row partial(List<RunValues> rows) {
        Runs runs = Runs.of(rows, 0, 1, 3, 4);
        if (runs.isEmpty()) {
            return RowFactory.create(0L, SqlFunctions.row(Bootstrap.UNDEFINED));
        }
        double[][] values = IntStream.of(0, 1, 3, 4).mapToObj(runs::numbers).toArray(double[][]::new);
        return RowFactory.create(
                runs.count(), SqlFunctions.row(Bootstrap.of(new PartialAssociation(values, runs.method()))));
    }

    private static Row granulated(List<RunValues> rows) {
        Runs runs = Runs.of(rows, 0, 1);
        List<Setting> settings =
                runs.settings().stream().filter(setting -> !setting.isSeed()).toList();
        if (settings.isEmpty()) {
            return RowFactory.create(0, 0, SqlFunctions.row(Bootstrap.UNDEFINED));
        }
        GranulatedAssociation association =
                new GranulatedAssociation(runs.numbers(0), runs.numbers(1), runs.method(), settings);
        return RowFactory.create(
                association.settings(), association.granules(), SqlFunctions.row(Bootstrap.of(association)));
    }

    private static Row bySetting(List<RunValues> rows) {
        Runs runs = Runs.of(rows, 0, 1);
        List<Row> each = new ArrayList<>();
        for (Setting setting : runs.settings()) {
            GranulatedAssociation association =
                    new GranulatedAssociation(runs.numbers(0), runs.numbers(1), runs.method(), List.of(setting));
            each.add(RowFactory.create(
                    (long) association.runsInGranules(),
                    setting.name(),
                    association.granules(),
                    SqlFunctions.row(Bootstrap.of(association))));
        }
        return RowFactory.create(CollectionConverters.asScala(each).toSeq());
    }

    /** Runs that have all numbers that are asked for. */
    private record Runs(List<RunValues> rows) {
        private static final int METHOD = 2;
        private static final int SWEEP = 3;
        private static final int SETTINGS_OF_RUN = 4;

        static Runs of(List<RunValues> rows, int... places) {
            return new Runs(rows.stream()
                    .filter(row -> IntStream.of(places).allMatch(place -> Double.isFinite(row.number(place))))
                    .toList());
        }

        boolean isEmpty() {
            return rows.isEmpty();
        }

        long count() {
            return rows.size();
        }

        double[] numbers(int place) {
            return RunValues.numbers(rows, place);
        }

        Method method() {
            return Method.of(rows.get(0).text(METHOD));
        }

        List<Setting> settings() {
            List<String> sweeps = rows.stream().map(row -> row.text(SWEEP)).toList();
            return Setting.of(
                    sweeps,
                    rows.stream().map(row -> parsed(row.text(SETTINGS_OF_RUN))).toList());
        }

        private static Map<String, String> parsed(String settings) {
            try {
                return settings == null ? Map.of() : MAPPER.readValue(settings, SETTINGS);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("settings are a JSON object of texts by path, not " + settings, e);
            }
        }
    }
}
