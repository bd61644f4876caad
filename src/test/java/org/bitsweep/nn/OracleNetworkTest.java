package org.bitsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bitsweep.Oracle;
import org.bitsweep.bits.KernelTiers;
import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.Rng;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Four training steps and an evaluation of 35 networks of three layers, 6-5-4-3, as torch does them in double with its own
 * optimizers and losses, every one repeated by hand-written formulas in NumPy to 1e-10: losses, hits, gradients of all
 * parameters, parameters after the update, running statistics. {@code oracle/generate.py} says how. No value comes nearer
 * than 1e-3 to a threshold, so that floats take the same branches; torch's own floats stay within 1e-6 of its doubles.
 */
class OracleNetworkTest {
    private static final double TOLERANCE = 1e-5;
    private static final List<String> FILES = List.of(
            "1_bnn_surrogates_1",
            "1_bnn_surrogates_2",
            "1_bnn_surrogates_3",
            "2_bnn_layouts_1",
            "2_bnn_layouts_2",
            "2_bnn_layouts_3",
            "2_bnn_layouts_4",
            "3_float_1",
            "3_float_2",
            "3_float_3",
            "3_float_4",
            "3_float_5",
            "3_float_6",
            "4_quant_1",
            "4_quant_2",
            "4_quant_3",
            "4_quant_4",
            "4_quant_5");

    private record Case(JsonNode json, Kernels kernels) {
        @Override
        public String toString() {
            return json.get("name").asText() + " on " + kernels.getClass().getSimpleName();
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String file : FILES) {
            for (JsonNode json : Oracle.read(OracleNetworkTest.class, "oracle/" + file + ".json")
                    .get("cases")) {
                cases.add(new Case(json, KernelTiers.scalar()));
                cases.add(new Case(json, KernelTiers.vector()));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void stepsAndEvaluationAreThoseOfTheReference(Case example) {
        JsonNode json = example.json;
        Network network = network(json, example.kernels);
        for (JsonNode step : json.get("steps")) {
            int rows = load(network, json.get("batches").get(step.get("batch").asInt()));
            network.step(rows, 1);
            String at = "step " + step.get("step") + ", ";
            assertThat(network.lossSum() / rows)
                    .as(at + "loss")
                    .isCloseTo(step.get("loss").asDouble(), within(TOLERANCE));
            assertThat(network.correct())
                    .as(at + "hits")
                    .isEqualTo(step.get("correct").asInt());
            for (int l = 0; l < 3; l++) {
                assertLayer(network.layer(l), step, l, zeroes(json, l), at + "layer " + l + " ");
            }
        }
        JsonNode evaluation = json.get("evaluation");
        int rows = load(network, json.get("batches").get(evaluation.get("batch").asInt()));
        network.evaluate(rows);
        assertThat(network.lossSum() / rows).isCloseTo(evaluation.get("loss").asDouble(), within(TOLERANCE));
        assertThat(network.correct()).isEqualTo(evaluation.get("correct").asInt());
    }

    /** Tensors of a layer whose gradient is 0 in exact arithmetic: Adam makes steps of what rounding leaves of it. */
    private static Set<String> zeroes(JsonNode json, int layer) {
        Set<String> names = new TreeSet<>();
        for (JsonNode zero : json.get("zero_in_exact_arithmetic_detail")) {
            if (zero.get("layer").asInt() == layer) {
                names.add(zero.get("tensor").asText());
            }
        }
        return names;
    }

    private static void assertLayer(Network.Layer layer, JsonNode step, int l, Set<String> zeroes, String at) {
        JsonNode gradient = step.get("grad").get(l);
        JsonNode after = step.get("after").get(l);
        Linear linear = layer.linear();
        assertMatrix(linear.gradient(), linear.inputStride, gradient.get("W"), at + "gradient of W");
        assertMatrix(linear.latent, linear.inputStride, after.get("W"), at + "W");
        if (layer.normalisation() instanceof Bias bias) {
            assertVector(bias.gradient(), gradient.get("b"), at + "gradient of the bias");
            assertVector(bias.bias(), after.get("b"), at + "bias");
        } else if (layer.normalisation() instanceof BatchNorm norm) {
            assertVector(norm.scaleGradient(), gradient.get("gamma"), at + "gradient of the scale");
            assertVector(norm.scale(), after.get("gamma"), at + "scale");
            assertVector(norm.shiftGradient(), gradient.get("beta"), at + "gradient of the shift");
            if (!zeroes.contains("beta")) {
                assertVector(norm.shift(), after.get("beta"), at + "shift");
            }
            JsonNode running = step.get("running").get(l);
            assertVector(norm.runningMean(), running.get("mean"), at + "running mean");
            assertVector(norm.runningVariance(), running.get("var"), at + "running variance");
        }
    }

    private static void assertMatrix(float[] actual, int stride, JsonNode expected, String what) {
        for (int r = 0; r < expected.size(); r++) {
            for (int c = 0; c < expected.get(r).size(); c++) {
                assertThat((double) actual[r * stride + c])
                        .as("%s (%d, %d)", what, r, c)
                        .isCloseTo(expected.get(r).get(c).asDouble(), within(TOLERANCE));
            }
        }
    }

    private static void assertVector(float[] actual, JsonNode expected, String what) {
        for (int i = 0; i < expected.size(); i++) {
            assertThat((double) actual[i])
                    .as("%s %d", what, i)
                    .isCloseTo(expected.get(i).asDouble(), within(TOLERANCE));
        }
    }

    private static int load(Network network, JsonNode batch) {
        JsonNode x = batch.get("x");
        for (int r = 0; r < x.size(); r++) {
            network.load(r, floats(x.get(r)), 0, batch.get("y").get(r).asInt());
        }
        return x.size();
    }

    private static Network network(JsonNode json, Kernels kernels) {
        JsonNode settings = json.get("settings");
        NetworkSpec spec = new NetworkSpec(
                kind(settings),
                List.of(5, 4),
                constant(NetworkSpec.Normalisation.class, settings.get("batch_norm")),
                0,
                new Initialisation(Initialisation.Scheme.NORMAL, 1),
                null);
        TrainingSpec training = new TrainingSpec(
                optimizer(settings.get("optimizer")),
                new Schedule(new Schedule.Constant(), 0),
                settings.get("loss").asText().equals("mse")
                        ? TrainingSpec.LossKind.MEAN_SQUARED_ERROR
                        : TrainingSpec.LossKind.CROSS_ENTROPY,
                8,
                1,
                new EarlyStopping(1, 0, EarlyStopping.Metric.VALIDATION_LOSS));
        Rng rng = Rng.stream(1, "unused");
        Network network = new Network(kernels, spec, training, 6, 3, 8, rng, rng);
        for (int l = 0; l < 3; l++) {
            start(network.layer(l), json.get("initial").get(l));
        }
        return network;
    }

    private static void start(Network.Layer layer, JsonNode initial) {
        Linear linear = layer.linear();
        for (int o = 0; o < linear.outputs; o++) {
            float[] row = floats(initial.get("W").get(o));
            System.arraycopy(row, 0, linear.latent, o * linear.inputStride, row.length);
        }
        linear.latentReplaced();
        if (layer.normalisation() instanceof Bias bias) {
            copy(initial.get("b"), bias.bias());
        } else if (layer.normalisation() instanceof BatchNorm norm) {
            copy(initial.get("gamma"), norm.scale());
            copy(initial.get("beta"), norm.shift());
            copy(initial.get("running_mean"), norm.runningMean());
            copy(initial.get("running_var"), norm.runningVariance());
        }
    }

    private static NetworkKind kind(JsonNode settings) {
        return switch (settings.get("kind").asText()) {
            case "bnn" ->
                new NetworkKind.Binarized(
                        settings.get("input").asText().equals("binary"),
                        floatLayers(settings.get("float_layers")),
                        constant(Surrogate.class, settings.get("activation_surrogate")),
                        constant(Surrogate.class, settings.get("weight_surrogate")),
                        settings.get("clip_weights").asBoolean());
            case "float" -> new NetworkKind.Plain(constant(Activation.class, settings.get("activation")));
            default ->
                new NetworkKind.Quantized(
                        constant(Activation.class, settings.get("activation")),
                        new Quantization(
                                settings.get("quant").get("weight_bits").asInt(),
                                constant(
                                        Quantization.Scheme.class,
                                        settings.get("quant").get("scheme"))),
                        settings.get("quant").get("activation_bits").asInt());
        };
    }

    private static NetworkKind.Binarized.FloatLayers floatLayers(JsonNode layers) {
        if (layers.isEmpty()) {
            return NetworkKind.Binarized.FloatLayers.NONE;
        }
        return layers.get(0).asInt() == 0
                ? NetworkKind.Binarized.FloatLayers.FIRST
                : NetworkKind.Binarized.FloatLayers.LAST;
    }

    private static OptimizerSpec optimizer(JsonNode json) {
        double rate = json.get("lr").asDouble();
        double decay = json.get("weight_decay").asDouble();
        String name = json.get("name").asText();
        return name.equals("sgd")
                ? new OptimizerSpec.Sgd(rate, json.get("momentum").asDouble(), decay)
                : new OptimizerSpec.Adam(
                        rate,
                        json.get("beta1").asDouble(),
                        json.get("beta2").asDouble(),
                        json.get("eps").asDouble(),
                        decay,
                        name.equals("adamw"));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, JsonNode name) {
        return Enum.valueOf(type, name.asText().toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static void copy(JsonNode from, float[] to) {
        float[] values = floats(from);
        System.arraycopy(values, 0, to, 0, values.length);
    }

    private static float[] floats(JsonNode array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) array.get(i).asDouble();
        }
        return values;
    }
}
