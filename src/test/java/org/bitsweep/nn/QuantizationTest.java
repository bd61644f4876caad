package org.bitsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.TreeSet;
import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.Rng;
import org.bitsweep.nn.Quantization.Scheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hand-worked values; ranges are such that steps are powers of two and nothing is rounded. */
class QuantizationTest {
    private static final Kernels KERNELS = Kernels.best();

    /** Three bits have the levels -3 .. 3; the range 0.75 makes steps of 0.25. */
    @Test
    void symmetricLevelsLieAroundZero() {
        float[] x = {0, 0.1f, 0.2f, -0.2f, 0.3f, 0.74f, 0.75f, -0.75f, -0.6f};

        assertThat(quantized(3, Scheme.SYMMETRIC, x, -0.5f, 0.75f))
                .containsExactly(0, 0, 0.25f, -0.25f, 0.25f, 0.75f, 0.75f, -0.75f, -0.5f);
    }

    @Test
    void theSymmetricRangeIsTheLargerOfBothMagnitudes() {
        float[] x = {-1.5f, 0.4f, 0.6f, 1.5f};

        assertThat(quantized(3, Scheme.SYMMETRIC, x, -1.5f, 0.6f)).containsExactly(-1.5f, 0.5f, 0.5f, 1.5f);
    }

    /** Two bits have four levels: the range -0.25 .. 0.5 makes steps of 0.25, the second level is 0. */
    @Test
    void affineLevelsLieFromTheLeastToTheGreatestValue() {
        float[] x = {-0.25f, -0.2f, -0.1f, 0, 0.1f, 0.13f, 0.37f, 0.38f, 0.5f};

        assertThat(quantized(2, Scheme.AFFINE, x, -0.25f, 0.5f))
                .containsExactly(-0.25f, -0.25f, 0, 0, 0, 0.25f, 0.25f, 0.5f, 0.5f);
    }

    /** The step is 0.25 · 7/7; the zero point of -0.3 is rint(1.2) = 1, so that levels go from -0.25 to 1.5. */
    @Test
    void anAffineRangeIsMovedSoThatZeroIsALevel() {
        float[] x = {-0.3f, 0, 1.45f};

        assertThat(quantized(3, Scheme.AFFINE, x, -0.3f, 1.45f)).containsExactly(-0.25f, 0, 1.5f);
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void valuesHalfWayBetweenTwoLevelsGoToTheEvenOne(Scheme scheme) {
        float[] x = {0.125f, 0.375f, 0.625f, -0.125f, -0.375f};

        // Symmetric: the levels are -1.75 to 1.75 in steps of 0.25; affine: from -1.75 to 2 in steps of 0.25.
        assertThat(quantized(4, scheme, x, -1.75f, scheme == Scheme.SYMMETRIC ? 1.75f : 2f))
                .containsExactly(0f, 0.5f, 0.5f, 0f, -0.5f);
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void valuesBeyondTheRangeBecomeItsNearestLevel(Scheme scheme) {
        float[] x = {-100, 100, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY};
        float high = scheme == Scheme.SYMMETRIC ? 0.75f : 1f;

        assertThat(quantized(3, scheme, x, -0.75f, high)).containsExactly(-0.75f, high, -0.75f, high);
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void anEmptyRangeMakesEverythingZero(Scheme scheme) {
        assertThat(quantized(8, scheme, new float[] {0, -0f, 1}, 0, 0)).containsExactly(0, 0, 0);
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void zeroStaysZero(Scheme scheme) {
        for (int bits = 2; bits <= 16; bits++) {
            assertThat(quantized(bits, scheme, new float[] {0}, -0.77f, 1.3f)[0])
                    .isZero();
        }
    }

    @Test
    void onlyTheFirstElementsAreQuantized() {
        float[] y = new float[17];
        Arrays.fill(y, 9);
        float[] x = new float[17];
        Arrays.fill(x, 0.74f);
        new Quantization(3, Scheme.SYMMETRIC).apply(KERNELS, 16, x, y, -0.75f, 0.75f);

        assertThat(Arrays.copyOf(y, 16)).containsOnly(0.75f);
        assertThat(y[16]).isEqualTo(9);
    }

    /**
     * 2^b - 1 levels of the symmetric scheme on [-1, 1], 2^b of the affine one on [-1, 2], where 0 is a level by itself
     * because 3 divides 2^b - 1 for even b.
     */
    @ParameterizedTest
    @CsvSource({"2, SYMMETRIC", "4, SYMMETRIC", "8, SYMMETRIC", "2, AFFINE", "4, AFFINE", "8, AFFINE"})
    void everyLevelIsUsedAndErrorsAreAtMostHalfAStep(int bits, Scheme scheme) {
        float high = scheme == Scheme.SYMMETRIC ? 1 : 2;
        int levels = scheme == Scheme.SYMMETRIC ? (1 << bits) - 1 : 1 << bits;
        Rng rng = Rng.stream(bits, "test");
        float[] x = new float[20_000];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) ((high + 1) * rng.nextDouble() - 1);
        }
        float[] y = quantized(bits, scheme, x, -1, high);
        double halfAStep = (high + 1) / (levels - 1) / 2;
        TreeSet<Float> used = new TreeSet<>();
        for (int i = 0; i < x.length; i++) {
            // One 0 of both.
            used.add(y[i] + 0f);
            assertThat((double) y[i]).isCloseTo(x[i], within(halfAStep + 1e-6));
        }

        assertThat(used).hasSize(levels);
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void quantizingTwiceIsQuantizingOnce(Scheme scheme) {
        Rng rng = Rng.stream(1, "test");
        float[] x = new float[500];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) rng.nextGaussian();
        }
        float[] once = quantized(5, scheme, x, -3, 3);

        assertThat(quantized(5, scheme, once, -3, 3)).isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 17})
    void bitsOutOfRangeAreNamed(int bits) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Quantization(bits, Scheme.AFFINE))
                .withMessage("network.quantization.bits is " + bits + ", expected 2 to 16");
    }

    private static float[] quantized(int bits, Scheme scheme, float[] x, float low, float high) {
        Quantization quantization = new Quantization(bits, scheme);
        float[] padded = Arrays.copyOf(x, Kernels.padded(x.length));
        float[] y = new float[padded.length];
        quantization.apply(KERNELS, padded.length, padded, y, low, high);
        quantization.apply(KERNELS, padded.length, padded, padded, low, high);
        assertThat(padded).isEqualTo(y);
        return Arrays.copyOf(y, x.length);
    }
}
