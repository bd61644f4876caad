package org.bitsweep.bits;

import static org.bitsweep.bits.BothTiers.gaussians;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rounding to levels, and what goes with it, on both tiers. */
class QuantizationKernelsTest {
    private static final int SIZE = 48;
    private static final float BEYOND = 3e33f;

    private final float[] values = gaussians(SIZE, "values");

    @ParameterizedTest
    @ValueSource(ints = {16, 32, 48})
    void endsGrowToTheLeastAndTheGreatestValue(int n) {
        float least = -0.5f;
        float greatest = 0f;
        for (int i = 0; i < n; i++) {
            least = values[i] < least ? values[i] : least;
            greatest = values[i] > greatest ? values[i] : greatest;
        }

        BothTiers.assertGive(new float[] {least, greatest}, n + " values", kernels -> {
            float[] ends = {-0.5f, 0f};
            kernels.extend(n, values, ends);
            return ends;
        });
    }

    @Test
    void endsStayWhereTheyAreFurtherOut() {
        float[] far = {-Float.MAX_VALUE, Float.MAX_VALUE};
        BothTiers.assertGive(far, "far ends", kernels -> {
            float[] ends = far.clone();
            kernels.extend(SIZE, values, ends);
            return ends;
        });
    }

    /** Against a rounding in double, which is exact, of the quotient in float. */
    @ParameterizedTest
    @ValueSource(floats = {0.37f, 1f, 1e-3f, 700f})
    void valuesGoToTheNearestLevelInTheRange(float step) {
        float[] expected = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            double level = Math.rint((double) (values[i] / step));
            expected[i] = (float) Math.min(Math.max(level, -127), 65_408) * step + 0f;
        }

        BothTiers.assertGive(expected, "steps of " + step, kernels -> {
            float[] y = values.clone();
            kernels.quantize(SIZE, y, y, step, -127, 65_408);
            return y;
        });
    }

    @Test
    void halvesGoToTheEvenLevelAndNothingToMinusZero() {
        float[] x = padded(0.5f, 1.5f, 2.5f, -0.5f, -1.5f, -2.5f, -0f, -0.1f, Float.NaN, 1e30f, -1e30f);
        float[] expected = padded(0, 2, 2, 0, -2, -2, 0, 0, Float.NaN, 7, -5);

        BothTiers.assertGive(expected, "halves", kernels -> {
            float[] y = new float[x.length];
            kernels.quantize(x.length, x, y, 1, -5, 7);
            return y;
        });
    }

    @Test
    void gradientsOutsideOfTheRangeBecomeZero() {
        float[] x = padded(-1f, 2f, -1.0001f, 2.0001f, 0.5f, Float.NaN);
        float[] g = padded(3, 4, -5, BEYOND, -6, Float.NaN);
        float[] expected = padded(3, 4, 0, 0, -6, 0);

        BothTiers.assertGive(expected, "gradients", kernels -> {
            int[] inside = new int[x.length];
            kernels.markInside(x.length, x, -1f, 2f, inside);
            float[] kept = g.clone();
            kernels.keepInside(kept.length, inside, kept);
            return kept;
        });
    }

    private static float[] padded(float... values) {
        return Arrays.copyOf(values, 16);
    }
}
