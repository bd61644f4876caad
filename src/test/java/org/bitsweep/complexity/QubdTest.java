package org.bitsweep.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.bitsweep.Oracle;
import org.bitsweep.complexity.Quantizer.Range;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.ctm.CtmTables;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QubdTest {
    private static CtmTable table;

    @BeforeAll
    static void load() throws IOException {
        table = CtmTables.load("2d-n4");
    }

    @TestFactory
    List<DynamicTest> levelsAndComplexityAreThoseOfAnIndependentComputation() {
        return StreamSupport.stream(
                        Oracle.read(QubdTest.class, "qubd.json").get("cases").spliterator(), false)
                .map(node -> DynamicTest.dynamicTest(
                        node.get("shape") + ", " + node.get("bits") + " bits, " + node.get("range"), () -> check(node)))
                .toList();
    }

    private static void check(JsonNode expected) {
        Quantizer quantizer = new Quantizer(
                expected.get("bits").asInt(),
                Range.valueOf(expected.get("range").asText()));
        double[] weights = Oracle.doubles(expected.get("weights"));
        List<Integer> shape =
                Arrays.stream(Oracle.integers(expected.get("shape"))).boxed().toList();

        assertThat(quantizer.levels(weights)).isEqualTo(Oracle.integers(expected.get("levels")));
        Qubd.Result result = new Qubd(quantizer, table).measure(List.of(new WeightTensor("w", shape, weights)));
        assertThat(result.bits()).isCloseTo(expected.get("qubd").asDouble(), within(1e-9));
        assertThat(result.weights()).isEqualTo(weights.length);
        assertThat(result.perWeight()).hasValue(result.bits() / weights.length);
    }

    @Test
    void halvesAreRoundedToEven() {
        assertThat(new Quantizer(2, Range.MIN_MAX).levels(new double[] {0, 0.5, 1.5, 2.5, 3}))
                .containsExactly(0, 0, 2, 2, 3);
    }

    @Test
    void equalWeightsAreLevelZero() {
        assertThat(new Quantizer(4, Range.MIN_MAX).levels(new double[] {7, 7, 7}))
                .containsOnly(0);
    }

    /** 2,001 weights, all but the ends of which are 7: their 0.05 % and 99.95 % quantiles are 7, and there is no step. */
    @Test
    void weightsThatDifferOnlyBeyondTheClipAreLevelZero() {
        double[] weights = new double[2001];
        Arrays.fill(weights, 7);
        weights[5] = -1;
        weights[1000] = 9;

        assertThat(new Quantizer(4, Range.PERCENTILE).levels(weights)).containsOnly(0);
        assertThat(new Quantizer(4, Range.MIN_MAX).levels(weights)).contains(0, 12, 15);
    }

    /** One block of 4x4, in tensors that have room for no second one; its levels are rounded here by hand. */
    @ParameterizedTest
    @CsvSource({"4, 4", "4, 5", "5, 4", "7, 7"})
    void whatHasOneBlockIsTheComplexityOfItsPlanes(int rows, int columns) {
        double[] weights = new double[rows * columns];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.sin(3 * i);
        }
        double low = Arrays.stream(weights).min().orElseThrow();
        double high = Arrays.stream(weights).max().orElseThrow();
        double expected = 0;
        for (int plane = 0; plane < 5; plane++) {
            int block = 0;
            for (int row = 0; row < 4; row++) {
                for (int column = 0; column < 4; column++) {
                    double level = Math.rint((weights[row * columns + column] - low) * 31 / (high - low));
                    block |= ((int) level >> plane & 1) << (4 * row + column);
                }
            }
            expected += table.values(4, 4)[block] * CtmTable.UNIT;
        }

        Qubd.Result result = new Qubd(new Quantizer(5, Range.MIN_MAX), table)
                .measure(List.of(WeightTensor.matrix("w", rows, columns, weights)));
        assertThat(result.bits()).isCloseTo(expected, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void weightsThatAreNotFiniteAreRefused(double wrong) {
        double[] weights = new double[16];
        weights[5] = wrong;
        Qubd qubd = new Qubd(new Quantizer(4, Range.MIN_MAX), table);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> qubd.measure(List.of(WeightTensor.matrix("first", 4, 4, weights))))
                .withMessageContaining("first")
                .withMessageContaining("weight 5");
    }

    @Test
    void tensorsWithoutABlockAreSkippedAndListed() {
        Qubd.Result result = new Qubd(new Quantizer(4, Range.MIN_MAX), table)
                .measure(List.of(
                        new WeightTensor("bias", List.of(64), ramp(64)),
                        WeightTensor.matrix("narrow", 64, 3, ramp(192)),
                        WeightTensor.matrix("flat", 3, 64, ramp(192)),
                        WeightTensor.matrix("measured", 8, 8, ramp(64))));

        assertThat(result.skipped()).containsExactly("bias", "narrow", "flat");
        assertThat(result.weights()).isEqualTo(64);
    }

    @Test
    void planesAreSummedAndNotPooled() {
        Qubd qubd = new Qubd(new Quantizer(3, Range.MIN_MAX), table);
        WeightTensor tensor = WeightTensor.matrix("w", 8, 8, ramp(64));

        assertThat(qubd.measure(List.of(tensor, tensor)).bits())
                .isEqualTo(2 * qubd.measure(List.of(tensor)).bits());
    }

    @Test
    void orderedWeightsAreSimplerThanTheSameInRandomOrderWhateverTheSeed() {
        Qubd qubd = new Qubd(new Quantizer(4, Range.PERCENTILE), table);
        List<WeightTensor> tensors = List.of(WeightTensor.matrix("w", 32, 32, ramp(1024)));
        Qubd.Result ordered = qubd.measure(tensors);
        List<Double> means = new ArrayList<>();
        for (long seed = 1; seed <= 3; seed++) {
            Qubd.Permuted permuted = qubd.permuted(tensors, seed, 5);
            assertThat(permuted).isEqualTo(qubd.permuted(tensors, seed, 5));
            assertThat(ordered.percentOf(permuted.mean()).getAsDouble()).isBetween(1.0, 70.0);
            assertThat(permuted.deviation()).isPositive();
            means.add(permuted.mean());
        }
        assertThat(means).doesNotHaveDuplicates();
    }

    private static double[] ramp(int length) {
        return IntStream.range(0, length).mapToDouble(i -> i).toArray();
    }
}
