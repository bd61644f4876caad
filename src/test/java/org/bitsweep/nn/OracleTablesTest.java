package org.bitsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bitsweep.Oracle;
import org.bitsweep.bits.Function;
import org.bitsweep.bits.KernelTiers;
import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.Slope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Surrogates, activations and learning-rate schedules against tables of torch in double; see {@link OracleNetworkTest}. */
class OracleTablesTest {
    private static final double TOLERANCE = 1e-6;
    private static final int POINTS = 41;

    static Stream<JsonNode> surrogates() {
        return cases("6_tables_1").filter(table -> table.get("what").asText().equals("surrogate"));
    }

    static Stream<JsonNode> activations() {
        return cases("6_tables_1")
                .filter(table -> table.get("what").asText().equals("activation"))
                .filter(table -> !table.get("function").asText().equals("sign"));
    }

    static Stream<JsonNode> schedules() {
        return cases("5_schedules_1");
    }

    @ParameterizedTest
    @MethodSource("surrogates")
    void aSurrogateScalesTheGradientByItsFormula(JsonNode table) {
        Surrogate surrogate = Surrogate.valueOf(name(table));
        for (Kernels kernels : new Kernels[] {KernelTiers.scalar(), KernelTiers.vector()}) {
            float[] gradient = new float[Kernels.padded(POINTS)];
            Arrays.fill(gradient, 1f);
            surrogate
                    .slope()
                    .ifPresent(slope -> kernels.scaleBySlope(slope, 0, gradient.length, points(table), gradient));
            assertValues(gradient, table.get("derivative"));
        }
    }

    @ParameterizedTest
    @MethodSource("activations")
    void anActivationAndItsSlopeAreThoseOfTheTable(JsonNode table) {
        Activation activation = Activation.valueOf(name(table));
        Function function = activation.function();
        Slope slope = activation.slope();
        for (Kernels kernels : new Kernels[] {KernelTiers.scalar(), KernelTiers.vector()}) {
            float[] values = new float[Kernels.padded(POINTS)];
            kernels.apply(function, values.length, points(table), values);
            assertValues(values, table.get("value"));
            float[] gradient = new float[values.length];
            Arrays.fill(gradient, 1f);
            kernels.scaleBySlope(slope, 0, gradient.length, points(table), gradient);
            assertValues(gradient, table.get("derivative"));
        }
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void theRateOfEveryStepIsThatOfTheTable(JsonNode table) {
        JsonNode settings = table.get("settings");
        double base = settings.get("base").asDouble();
        Schedule.Shape shape = switch (settings.get("schedule").asText()) {
            case "constant" -> new Schedule.Constant();
            case "step" ->
                new Schedule.Step(
                        settings.get("step_every").asInt(),
                        settings.get("gamma").asDouble());
            default -> new Schedule.Cosine(settings.get("min").asDouble() / base);
        };
        Schedule schedule = new Schedule(shape, settings.get("warmup_epochs").asInt());
        int epochs = settings.get("epochs").asInt();
        int steps = settings.get("steps_per_epoch").asInt();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            for (int step = 1; step <= steps; step++) {
                assertThat(base * schedule.factor(epoch, step, steps, epochs))
                        .as("epoch %d, step %d", epoch, step)
                        .isCloseTo(
                                table.get("rates").get(epoch - 1).get(step - 1).asDouble(), within(1e-15));
            }
        }
    }

    private static Stream<JsonNode> cases(String file) {
        return StreamSupport.stream(
                Oracle.read(OracleTablesTest.class, "oracle/" + file + ".json")
                        .get("cases")
                        .spliterator(),
                false);
    }

    private static String name(JsonNode table) {
        return table.get("function").asText().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static float[] points(JsonNode table) {
        float[] x = new float[Kernels.padded(POINTS)];
        for (int i = 0; i < POINTS; i++) {
            x[i] = (float) table.get("x").get(i).asDouble();
        }
        return x;
    }

    private static void assertValues(float[] actual, JsonNode expected) {
        assertThat(expected).hasSize(POINTS);
        for (int i = 0; i < POINTS; i++) {
            assertThat((double) actual[i])
                    .as("point %d", i)
                    .isCloseTo(expected.get(i).asDouble(), within(TOLERANCE));
        }
    }
}
