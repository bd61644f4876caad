package org.bitsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The generators of rows of features. */
class GeneratorsTest {
    private static final ModularAdditionSource.Encoding ONE_HOT = ModularAdditionSource.Encoding.ONE_HOT;
    private static final ModularAdditionSource.Encoding INDEX = ModularAdditionSource.Encoding.INDEX;

    @Test
    void sincosWithoutNoiseIsFourWaves() {
        Dataset waves = new SincosSource(40, 32, 0, 1).load(Opener.local());

        for (int i = 0; i < 40; i++) {
            double[] wave = new double[32];
            for (int k = 0; k < 32; k++) {
                wave[k] = waves.features()[i * 32 + k];
            }
            int periods = i % 4 < 2 ? 1 : 2;
            double sine = projection(wave, periods, false);
            double cosine = projection(wave, periods, true);
            // Nothing is left beside these two terms of the Fourier series.
            for (int k = 0; k < 32; k++) {
                double angle = 2 * Math.PI * periods * k / 32;
                assertThat(sine * Math.sin(angle) + cosine * Math.cos(angle)).isCloseTo(wave[k], within(1e-6));
            }
            double amplitude = Math.hypot(sine, cosine);
            double phase = i % 2 == 0 ? Math.atan2(cosine, sine) : Math.atan2(-sine, cosine);
            assertThat(amplitude).isBetween(0.5, 1.5);
            assertThat(phase).isBetween(-Math.PI / 6 - 1e-6, Math.PI / 6 + 1e-6);
        }
    }

    @Test
    void theNoiseOfSincosHasItsStandardDeviation() {
        float[] clean = new SincosSource(400, 25, 0, 1).load(Opener.local()).features();
        float[] noisy = new SincosSource(400, 25, 0.3, 1).load(Opener.local()).features();

        double squares = 0;
        for (int i = 0; i < clean.length; i++) {
            squares += Math.pow(noisy[i] - clean[i], 2);
        }
        // The standard error of the estimate is 0.3 / sqrt(2 · 10,000) = 0.0021.
        assertThat(Math.sqrt(squares / clean.length)).isCloseTo(0.3, within(0.01));
    }

    @Test
    void aLargerSetOfWavesBeginsWithTheSmallerOne() {
        float[] small = new SincosSource(48, 32, 0.15, 1).load(Opener.local()).features();
        float[] large = new SincosSource(96, 32, 0.15, 1).load(Opener.local()).features();

        assertThat(Arrays.copyOf(large, small.length)).containsExactly(small);
    }

    @Test
    void aBooleanFunctionHasAllItsPatternsInOrder() {
        Dataset function = new BooleanSource(3, 0, 1).load(Opener.local());

        assertThat(function.features())
                .containsExactly(0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0, 0, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1);
        assertThat(function.classes()).isEqualTo(2);
    }

    @Test
    void valuesOfBooleanFunctionsAreFairCoins() {
        int ones = IntStream.of(new BooleanSource(16, 0, 7).load(Opener.local()).labels())
                .sum();

        // 65,536 coins: standard deviation 128.
        assertThat(ones).isBetween(32768 - 640, 32768 + 640);
    }

    /** Of two bits there are 16 functions: 1,600 seeds give each about a hundred times. */
    @Test
    void everyBooleanFunctionIsEquallyLikely() {
        int[] counts = new int[16];
        for (int seed = 0; seed < 1600; seed++) {
            int[] values = new BooleanSource(2, 0, seed).load(Opener.local()).labels();
            counts[values[0] + 2 * values[1] + 4 * values[2] + 8 * values[3]]++;
        }

        double chiSquare = IntStream.of(counts)
                .mapToDouble(n -> (n - 100) * (n - 100) / 100.0)
                .sum();
        // The 0.9999 quantile of the chi-square distribution with 15 degrees of freedom is 44.3.
        assertThat(chiSquare).isLessThan(44.3);
    }

    @Test
    void fewerPatternsAreOfTheSameFunctionAndAllDifferent() {
        Dataset all = new BooleanSource(10, 0, 3).load(Opener.local());
        Dataset some = new BooleanSource(10, 100, 3).load(Opener.local());

        int[] patterns = new int[100];
        for (int i = 0; i < 100; i++) {
            for (int k = 0; k < 10; k++) {
                patterns[i] |= (int) some.features()[i * 10 + k] << k;
            }
            assertThat(some.labels()[i]).isEqualTo(all.labels()[patterns[i]]);
        }
        assertThat(patterns).doesNotHaveDuplicates();
        assertThat(IntStream.of(patterns).max().getAsInt()).isGreaterThan(500);
    }

    @Test
    void modularAdditionHasAllPairs() {
        Dataset sums = new ModularAdditionSource(5, INDEX).load(Opener.local());

        assertThat(sums.count()).isEqualTo(25);
        assertThat(sums.classes()).isEqualTo(5);
        for (int i = 0; i < 25; i++) {
            float a = sums.features()[2 * i];
            float b = sums.features()[2 * i + 1];
            assertThat(a * 5 + b).isEqualTo(i);
            assertThat((a + b - sums.labels()[i]) % 5).isZero();
        }
    }

    @Test
    void oneHotPairsSetOneFeatureOfEachHalf() {
        Dataset hot = new ModularAdditionSource(5, ONE_HOT).load(Opener.local());
        Dataset index = new ModularAdditionSource(5, INDEX).load(Opener.local());

        assertThat(hot.width()).isEqualTo(10);
        assertThat(hot.labels()).containsExactly(index.labels());
        for (int i = 0; i < 25; i++) {
            float[] expected = new float[10];
            expected[(int) index.features()[2 * i]] = 1;
            expected[5 + (int) index.features()[2 * i + 1]] = 1;
            assertThat(Arrays.copyOfRange(hot.features(), 10 * i, 10 * i + 10)).containsExactly(expected);
        }
    }

    @Test
    void onlyPairsOfIndicesAreCategories() {
        assertThat(new ModularAdditionSource(97, INDEX).categories()).isEqualTo(97);
        assertThat(new ModularAdditionSource(97, ONE_HOT).categories()).isZero();
    }

    @ParameterizedTest
    @MethodSource("pinned")
    void factsAreKnownWithoutLoading(DatasetSource source) throws IOException {
        assertThat(source.facts()).contains(source.load(Opener.local()).facts());
    }

    /**
     * What these generators first made; whoever changes that raises the generator's version. The last three digests, of
     * floats and then labels as big-endian bytes, were computed in NumPy from the definitions; the others are pins, no
     * proofs.
     */
    @ParameterizedTest
    @MethodSource("pinned")
    void whatIsGeneratedNeverChangesWithinAVersion(DatasetSource source, String expected) throws Exception {
        Dataset dataset = source.load(Opener.local());
        ByteBuffer bytes = ByteBuffer.allocate(4 * (dataset.features().length + dataset.labels().length));
        for (float feature : dataset.features()) {
            bytes.putFloat(feature);
        }
        for (int label : dataset.labels()) {
            bytes.putInt(label);
        }

        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(bytes.array());

        assertThat(HexFormat.of().formatHex(sha256)).isEqualTo(expected);
    }

    static Stream<Arguments> pinned() {
        return Stream.of(
                Arguments.of(
                        new SincosSource(48, 32, 0.15, 1),
                        "780a38175be169299b1a8096fbb5b9ade06a98ab6d1bd9e40e1c74b6ff1ca54b"),
                Arguments.of(
                        new BooleanSource(8, 0, 1), "bf0f79f01541ad639f2424cc50dd95b39d3acd4f28f63afd7e06637146baca0c"),
                Arguments.of(
                        new BooleanSource(12, 100, 1),
                        "9baaabf2b4c09ae4e45d5c9e71d19f435e5dd61ba22a62ed603eebea69281a5a"),
                Arguments.of(
                        new ModularAdditionSource(97, ONE_HOT),
                        "2b0de2a27d484c9db34a1a635d60b03516dfb5131db5cafa07bdc1a5680c0fb0"),
                Arguments.of(
                        new ModularAdditionSource(97, INDEX),
                        "16bf0fb45e3c590231593a7a0bf8ae8901d5a7c20c0039e13b98d0e5868d53b2"),
                Arguments.of(
                        new IcosahedronSource(), "604f433409410c78523e86f2a45a05f0926d28b927ab3bbb240811b2ac0f211f"));
    }

    @Test
    void theDigestIsOfTheParameters() {
        Stream<DatasetSource> sources = Stream.of(
                new SincosSource(48, 32, 0.15, 1),
                new SincosSource(49, 32, 0.15, 1),
                new SincosSource(48, 33, 0.15, 1),
                new SincosSource(48, 32, 0.16, 1),
                new SincosSource(48, 32, 0.15, 2),
                new StrokesSource(48, 32, 0.15, 1),
                new BooleanSource(8, 0, 1),
                new BooleanSource(8, 255, 1),
                new BooleanSource(9, 256, 1),
                new BooleanSource(8, 0, 2),
                new ModularAdditionSource(97, ONE_HOT),
                new ModularAdditionSource(97, INDEX),
                new ModularAdditionSource(96, INDEX));

        assertThat(sources.map(source -> source.facts().orElseThrow().digest())).doesNotHaveDuplicates();
    }

    @Test
    void allPatternsByNumberAreAllPatterns() {
        assertThat(new BooleanSource(8, 256, 1)).isEqualTo(new BooleanSource(8, 0, 1));
    }

    @Test
    void wrongParametersAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SincosSource(3, 32, 0.1, 1))
                .withMessage("sincos needs at least 4 samples, one a class, not 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BooleanSource(21, 0, 1))
                .withMessage("a random Boolean function is of 1 to 20 bits (dataset.bits), not 21");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BooleanSource(3, 9, 1))
                .withMessage("dataset.count is 9, expected 1 to 8, the patterns of 3 bits");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModularAdditionSource(1, INDEX))
                .withMessage("dataset.modulus is 1, expected a number from 2 to 500");
    }

    private static double projection(double[] wave, int periods, boolean cosine) {
        double sum = 0;
        for (int k = 0; k < wave.length; k++) {
            double angle = 2 * Math.PI * periods * k / wave.length;
            sum += wave[k] * (cosine ? Math.cos(angle) : Math.sin(angle));
        }
        return 2 * sum / wave.length;
    }
}
