package org.bitsweep.bits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Functions and slopes on both tiers, against Math in double. */
class ElementsTest {
    private static final float[] EDGES = {
        0f,
        -0f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        -Float.MIN_NORMAL,
        1f,
        -1f,
        Math.nextUp(1f),
        Math.nextDown(1f),
        -Math.nextUp(1f),
        -Math.nextDown(1f),
        88f,
        -87f,
        -88f,
        -104f,
        1e4f,
        -1e4f
    };

    private static final float[] EXTREMES = {
        Float.MAX_VALUE, -Float.MAX_VALUE, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN
    };

    /** One float in so many of all that there are. */
    private static final int SIEVE = 16_411;

    /** Twice what a float has after the point: what is left where two numbers of size 1 are subtracted. */
    private static final double SLOPE_ERROR = 0x1p-21;

    @ParameterizedTest
    @EnumSource(Function.class)
    void bothTiersGiveTheSameFunctions(Function function) {
        float limit = function == Function.EXP ? 88f : Float.POSITIVE_INFINITY;
        float[] x = upTo(limit);
        float[] separate = BothTiers.agreed(function.name(), kernels -> {
            float[] y = BothTiers.untouched(x.length);
            kernels.apply(function, x.length, x, y);
            return y;
        });

        BothTiers.assertGive(separate, function + " in place", kernels -> {
            float[] y = x.clone();
            kernels.apply(function, x.length, y, y);
            return y;
        });
    }

    @ParameterizedTest
    @EnumSource(Slope.class)
    void bothTiersGiveTheSameSlopes(Slope slope) {
        float[] x = upTo(Float.POSITIVE_INFINITY);
        float[] gradient = BothTiers.gaussians(x.length, "gradient");
        BothTiers.agreed(slope.name(), kernels -> {
            float[] g = gradient.clone();
            kernels.scaleBySlope(slope, 0, x.length, x, g);
            return g;
        });
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 16", "16, 48", "32, 80"})
    void slopesScaleTheGradientsOfTheirRangeOnly(int from, int to) {
        for (Slope slope : Slope.values()) {
            float[] x = BothTiers.gaussians(80, "x");
            float[] gradient = BothTiers.gaussians(80, "gradient");
            float[] expected = gradient.clone();
            for (int i = from; i < to; i++) {
                expected[i] = gradient[i] * Elements.slope(slope, x[i]);
            }
            BothTiers.assertGive(expected, slope.name(), kernels -> {
                float[] g = gradient.clone();
                kernels.scaleBySlope(slope, from, to, x, g);
                return g;
            });
        }
    }

    @Test
    void theExponentialIsWithinTwoUnitsInTheLastPlace() {
        for (float x : upTo(88f)) {
            if (x >= -87f) {
                double expected = Math.exp(x);
                check(Function.EXP, x, expected, 2 * Math.ulp((float) expected));
            }
        }
    }

    @Test
    void theExponentialOfLessThanMinus87IsThatOfMinus87() {
        float least = Elements.apply(Function.EXP, -87f);

        assertThat(Elements.apply(Function.EXP, -88f)).isEqualTo(least);
        assertThat(Elements.apply(Function.EXP, -1e30f)).isEqualTo(least);
        assertThat(Elements.apply(Function.EXP, Float.NEGATIVE_INFINITY)).isEqualTo(least);
    }

    @Test
    void theExponentialOfZeroIsOne() {
        assertThat(Elements.apply(Function.EXP, 0f)).isEqualTo(1f);
        assertThat(Elements.apply(Function.EXP, -0f)).isEqualTo(1f);
    }

    @Test
    void hyperbolicTangentAndSigmoidAreWithinTheirError() {
        for (float x : upTo(Float.POSITIVE_INFINITY)) {
            if (!Float.isNaN(x)) {
                check(Function.TANH, x, Math.tanh(x), 2e-7);
                check(Function.SIGMOID, x, 1 / (1 + Math.exp(-(double) x)), 2e-7);
            }
        }
    }

    @Test
    void theHyperbolicTangentIsOddAndKeepsTheSignOfZero() {
        for (float x : upTo(Float.POSITIVE_INFINITY)) {
            if (x >= 0f) {
                assertSame(Elements.apply(Function.TANH, -x), -Elements.apply(Function.TANH, x));
            }
        }
        assertSame(Elements.apply(Function.TANH, -0f), -0f);
    }

    @ParameterizedTest
    @CsvSource({
        "RELU, 2.5, 2.5",
        "RELU, 0, 0",
        "RELU, -0.0, 0",
        "RELU, -2.5, 0",
        "RELU, Infinity, Infinity",
        "RELU, -Infinity, 0",
        "RELU, NaN, NaN",
        "HARD_TANH, 0.25, 0.25",
        "HARD_TANH, -0.25, -0.25",
        "HARD_TANH, -0.0, -0.0",
        "HARD_TANH, 1, 1",
        "HARD_TANH, -1, -1",
        "HARD_TANH, 1.5, 1",
        "HARD_TANH, -Infinity, -1",
        "HARD_TANH, Infinity, 1",
        "HARD_TANH, NaN, NaN",
        "TANH, Infinity, 1",
        "TANH, -Infinity, -1",
        "TANH, NaN, NaN",
        "SIGMOID, 0, 0.5",
        "SIGMOID, Infinity, 1",
        "SIGMOID, NaN, NaN",
        "EXP, NaN, NaN"
    })
    void functionsOfEdgesAreExact(Function function, float x, float expected) {
        assertSame(Elements.apply(function, x), expected);
    }

    @ParameterizedTest
    @CsvSource({
        "POSITIVE, 0, 0",
        "POSITIVE, -0.0, 0",
        "POSITIVE, 1e-45, 1",
        "POSITIVE, Infinity, 1",
        "POSITIVE, -3, 0",
        "INSIDE, 1, 0",
        "INSIDE, -1, 0",
        "INSIDE, 0.99999994, 1",
        "INSIDE, -0.99999994, 1",
        "INSIDE, Infinity, 0",
        "CLIPPED, 1, 1",
        "CLIPPED, -1, 1",
        "CLIPPED, 1.0000001, 0",
        "CLIPPED, -1.0000001, 0",
        "CLIPPED, -Infinity, 0",
        "TANH, 0, 1",
        "SIGMOID, 0, 0.25",
        "APPROX_SIGN, 0, 2",
        "APPROX_SIGN, -0.25, 1.5",
        "APPROX_SIGN, 1, 0",
        "APPROX_SIGN, -1, 0",
        "APPROX_SIGN, Infinity, 0",
        "SWISH_SIGN, 0, 5"
    })
    void slopesOfEdgesAreExact(Slope slope, float x, float expected) {
        assertSame(Elements.slope(slope, x), expected);
    }

    /** Twice the limit of a float with one rounding more for every operation; the swish-like sign is five times as steep. */
    @ParameterizedTest
    @EnumSource(
            value = Slope.class,
            names = {"TANH", "SIGMOID", "APPROX_SIGN", "SWISH_SIGN"})
    void slopesAreCloseToTheirFormulas(Slope slope) {
        DoubleUnaryOperator formula = formula(slope);
        for (float x : upTo(1e6f)) {
            if (x >= -1e6f) {
                double error = Elements.slope(slope, x) - formula.applyAsDouble(x);
                if (!(Math.abs(error) <= 5 * SLOPE_ERROR)) {
                    assertThat(error).as("%s at %s", slope, x).isZero();
                }
            }
        }
    }

    /** Central differences of the functions themselves, in double. */
    @ParameterizedTest
    @CsvSource({"TANH", "SIGMOID"})
    void slopesAreTheDerivativesOfTheirFunctions(Slope slope) {
        DoubleUnaryOperator function = slope == Slope.TANH ? Math::tanh : x -> 1 / (1 + Math.exp(-x));
        for (float x = -6; x <= 6; x += 0.0625f) {
            double derivative = (function.applyAsDouble(x + 1e-5) - function.applyAsDouble(x - 1e-5)) / 2e-5;
            assertThat((double) Elements.slope(slope, x)).isCloseTo(derivative, within(1e-6));
        }
    }

    /** The integral of an approximation of the sign's derivative over all numbers is that of the sign: 2. */
    @ParameterizedTest
    @EnumSource(
            value = Slope.class,
            names = {"CLIPPED", "TANH", "APPROX_SIGN", "SWISH_SIGN"})
    void surrogatesOfTheSignHaveTheIntegralTwo(Slope slope) {
        double sum = 0;
        for (int i = -10_240; i < 10_240; i++) {
            sum += Elements.slope(slope, (i + 0.5f) / 1024) / 1024;
        }

        assertThat(sum).isCloseTo(2, within(1e-4));
    }

    private static DoubleUnaryOperator formula(Slope slope) {
        return switch (slope) {
            case TANH -> x -> 1 / (Math.cosh(x) * Math.cosh(x));
            case SIGMOID -> x -> 0.25 / (Math.cosh(x / 2) * Math.cosh(x / 2));
            case APPROX_SIGN -> x -> Math.abs(x) < 1 ? 2 - 2 * Math.abs(x) : 0;
            case SWISH_SIGN ->
                x -> Math.abs(x) > 100 ? 0 : 5 * (2 - 5 * x * Math.tanh(2.5 * x)) / (1 + Math.cosh(5 * x));
            default -> throw new IllegalArgumentException(slope + " has no smooth formula");
        };
    }

    private static void check(Function function, float x, double expected, double allowed) {
        double error = Elements.apply(function, x) - expected;
        if (!(Math.abs(error) <= allowed)) {
            assertThat(error).as("%s of %s", function, x).isZero();
        }
    }

    private static void assertSame(float actual, float expected) {
        // Strings tell -0 from 0 and know one NaN only.
        if (Float.floatToIntBits(actual) != Float.floatToIntBits(expected)) {
            assertThat(Float.toString(actual)).isEqualTo(Float.toString(expected));
        }
    }

    /** Edges, and floats of all sizes, of up to a limit; as many as vectors take. */
    private static float[] upTo(float limit) {
        float[] values = new float[1 << 18];
        int count = 0;
        for (float edge : EDGES) {
            values[count++] = Math.min(edge, limit);
        }
        if (limit == Float.POSITIVE_INFINITY) {
            for (float extreme : EXTREMES) {
                values[count++] = extreme;
            }
        }
        for (long bits = 0; bits < 1L << 32; bits += SIEVE) {
            float value = Float.intBitsToFloat((int) bits);
            if (value <= limit && count < values.length) {
                values[count++] = value;
            }
        }
        return values;
    }
}
