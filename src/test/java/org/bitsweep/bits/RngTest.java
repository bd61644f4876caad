package org.bitsweep.bits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bitsweep.Oracle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Chi-square limits are the quantiles for a probability of 1e-6 (SciPy 1.17.1, {@code chi2.isf}). Seeds are fixed, so
 * that a test passes always or never.
 */
class RngTest {
    private static final double CHI_SQUARE_2 = 27.63;
    private static final double CHI_SQUARE_5 = 35.89;
    private static final double CHI_SQUARE_6 = 38.26;

    static Stream<JsonNode> vectors() {
        return StreamSupport.stream(
                Oracle.read(RngTest.class, "philox.json").get("vectors").spliterator(), false);
    }

    /** Three published vectors of Random123 and twelve that torch's engine gives as well. */
    @ParameterizedTest
    @MethodSource("vectors")
    void philoxGivesTheKnownAnswers(JsonNode vector) {
        int[] counter = Oracle.integers(vector.get("counter"));
        int[] key = Oracle.integers(vector.get("key"));
        int[] out = new int[4];

        Rng.philox(counter[0], counter[1], counter[2], counter[3], key[0], key[1], out);

        assertThat(out).containsExactly(Oracle.integers(vector.get("output")));
    }

    @Test
    void aStreamIsPhiloxOverACounterFromZeroKeyedByTheDigestOfSeedAndName() throws Exception {
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest("bitsweep/-7/shuffle".getBytes(StandardCharsets.UTF_8));
        long key = ByteBuffer.wrap(digest).getLong();
        int[] first = new int[4];
        int[] second = new int[4];
        Rng.philox(0, 0, 0, 0, (int) key, (int) (key >>> 32), first);
        Rng.philox(1, 0, 0, 0, (int) key, (int) (key >>> 32), second);

        Rng rng = Rng.stream(-7, "shuffle");

        assertThat(IntStream.range(0, 4).map(i -> rng.nextInt())).containsExactly(boxed(first));
        assertThat(IntStream.range(0, 4).map(i -> rng.nextInt())).containsExactly(boxed(second));
    }

    @Test
    void streamsWithAnotherNameOrAnotherSeedAreOthers() {
        List<Long> heads = List.of(
                Rng.stream(1, "labels").nextLong(),
                Rng.stream(2, "labels").nextLong(),
                Rng.stream(1, "label").nextLong(),
                Rng.stream(-1, "labels").nextLong(),
                Rng.stream(1L << 32 | 1, "labels").nextLong(),
                Rng.stream(12, "abels").nextLong());

        assertThat(heads).doesNotHaveDuplicates();
    }

    @Test
    void drawingFromOneStreamDoesNotShiftAnother() {
        Rng alone = Rng.stream(5, "shuffle");
        long[] expected = {alone.nextLong(), alone.nextLong(), alone.nextLong()};
        Rng shared = Rng.stream(5, "shuffle");
        Rng other = Rng.stream(5, "probes");

        for (long value : expected) {
            other.nextGaussian();
            assertThat(shared.nextLong()).isEqualTo(value);
            other.nextInt(10);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void boundedIntegersAreUniform(long seed) {
        Rng rng = Rng.stream(seed, "test");
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            counts[rng.nextInt(7)]++;
        }

        assertThat(chiSquare(counts)).isLessThan(CHI_SQUARE_6);
    }

    /**
     * 2^32 values do not divide evenly among 3 · 2^29: without rejection every third result would come up twice in eight
     * instead of once in three, a chi-square of about 940.
     */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void aBoundThatDoesNotDivideTheRangeBringsNoBias(long seed) {
        Rng rng = Rng.stream(seed, "test");
        int[] counts = new int[3];
        for (int i = 0; i < 30_000; i++) {
            counts[rng.nextInt(3 << 29) % 3]++;
        }

        assertThat(chiSquare(counts)).isLessThan(CHI_SQUARE_2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1000, Integer.MAX_VALUE})
    void boundedIntegersStayBelowTheirBound(int bound) {
        Rng rng = Rng.stream(1, "test");

        for (int i = 0; i < 1000; i++) {
            assertThat(rng.nextInt(bound)).isBetween(0, bound - 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void aBoundBelowOneIsRefused(int bound) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rng.stream(1, "test").nextInt(bound))
                .withMessage("bound must be positive, not " + bound);
    }

    /** Limits: five standard errors of the mean 1/2 and of the second moment 1/3 of the uniform distribution. */
    @Test
    void doublesAreUniformFromZeroToBelowOne() {
        Rng rng = Rng.stream(1, "test");
        int n = 100_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double value = rng.nextDouble();
            assertThat(value).isGreaterThanOrEqualTo(0).isLessThan(1);
            assertThat(value * 0x1p53).isEqualTo(Math.rint(value * 0x1p53));
            sum += value;
            squares += value * value;
        }

        assertThat(sum / n).isCloseTo(1 / 2.0, within(5 * Math.sqrt(1 / 12.0 / n)));
        assertThat(squares / n).isCloseTo(1 / 3.0, within(5 * Math.sqrt(4 / 45.0 / n)));
    }

    /** Limits: five standard errors of the sample moments of a normal distribution. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void gaussiansHaveTheMomentsOfTheNormalDistribution(long seed) {
        Rng rng = Rng.stream(seed, "test");
        int n = 100_000;
        double[] moments = new double[5];
        for (int i = 0; i < n; i++) {
            double value = rng.nextGaussian();
            for (int power = 1; power <= 4; power++) {
                moments[power] += Math.pow(value, power) / n;
            }
        }

        assertThat(moments[1]).isCloseTo(0, within(5 * Math.sqrt(1.0 / n)));
        assertThat(moments[2]).isCloseTo(1, within(5 * Math.sqrt(2.0 / n)));
        assertThat(moments[3]).isCloseTo(0, within(5 * Math.sqrt(15.0 / n)));
        assertThat(moments[4]).isCloseTo(3, within(5 * Math.sqrt(96.0 / n)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 63, 1000})
    void aShuffleIsAPermutation(int length) {
        int[] values = IntStream.range(0, length).toArray();

        Rng.stream(1, "test").shuffle(values);

        assertThat(Arrays.stream(values).sorted())
                .containsExactly(boxed(IntStream.range(0, length).toArray()));
    }

    @Test
    void shufflingAPartLeavesTheRest() {
        int[] values = IntStream.range(0, 100).toArray();

        Rng.stream(1, "test").shuffle(values, 20, 90);

        assertThat(Arrays.copyOf(values, 20))
                .containsExactly(IntStream.range(0, 20).toArray());
        assertThat(Arrays.copyOfRange(values, 90, 100))
                .containsExactly(IntStream.range(90, 100).toArray());
        assertThat(Arrays.copyOfRange(values, 20, 90))
                .containsExactlyInAnyOrder(IntStream.range(20, 90).toArray())
                .isNotEqualTo(IntStream.range(20, 90).toArray());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void theSixOrdersOfThreeElementsAreEquallyLikely(long seed) {
        Rng rng = Rng.stream(seed, "test");
        List<List<Integer>> orders = List.of(
                List.of(0, 1, 2),
                List.of(0, 2, 1),
                List.of(1, 0, 2),
                List.of(1, 2, 0),
                List.of(2, 0, 1),
                List.of(2, 1, 0));
        int[] counts = new int[6];
        for (int i = 0; i < 12_000; i++) {
            int[] values = {0, 1, 2};
            rng.shuffle(values);
            counts[orders.indexOf(List.of(values[0], values[1], values[2]))]++;
        }

        assertThat(chiSquare(counts)).isLessThan(CHI_SQUARE_5);
    }

    private static double chiSquare(int[] counts) {
        double expected = Arrays.stream(counts).sum() / (double) counts.length;
        return Arrays.stream(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
    }

    private static Integer[] boxed(int[] values) {
        return Arrays.stream(values).boxed().toArray(Integer[]::new);
    }
}
