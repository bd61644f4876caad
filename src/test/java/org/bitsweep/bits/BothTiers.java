package org.bitsweep.bits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.Function;

/** One lambda runs on both tiers; what it returns is compared bit by bit with what is expected, and so with each other. */
final class BothTiers {
    /** What outputs hold before a call, so that an element that was not to be written shows. */
    static final float UNTOUCHED = -7.25e33f;

    private BothTiers() {}

    static Kernels[] kernels() {
        return new Kernels[] {KernelTiers.scalar(), KernelTiers.vector()};
    }

    static void assertGive(float[] expected, String what, Function<Kernels, float[]> call) {
        for (Kernels kernels : kernels()) {
            assertBits(call.apply(kernels), expected, kernels.getClass().getSimpleName() + ", " + what);
        }
    }

    /** Both tiers agree; returns what they give. */
    static float[] agreed(String what, Function<Kernels, float[]> call) {
        float[] scalar = call.apply(KernelTiers.scalar());
        assertBits(call.apply(KernelTiers.vector()), scalar, what);
        return scalar;
    }

    /** Which NaN it is does not count. */
    static void assertBits(float[] actual, float[] expected, String what) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            if (Float.floatToIntBits(actual[i]) != Float.floatToIntBits(expected[i])) {
                throw new AssertionError(what + ": element " + i + " is " + actual[i] + ", expected " + expected[i]);
            }
        }
    }

    static float[] untouched(int size) {
        float[] values = new float[size];
        Arrays.fill(values, UNTOUCHED);
        return values;
    }

    static float[] join(float[]... parts) {
        int size = 0;
        for (float[] part : parts) {
            size += part.length;
        }
        float[] joined = new float[size];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }

    /** Values of very different size, so that another order of a sum is another sum. */
    static float[] gaussians(int count, String name) {
        Rng rng = Rng.stream(count, name);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (rng.nextGaussian() * Math.scalb(1.0, rng.nextInt(20) - 10));
        }
        return values;
    }

    static BitMatrix randomBits(int rows, int cols, String name) {
        Rng rng = Rng.stream(31L * rows + cols, name);
        BitMatrix matrix = new BitMatrix(rows, cols);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                matrix.set(r, c, rng.nextInt() < 0);
            }
        }
        return matrix;
    }
}
