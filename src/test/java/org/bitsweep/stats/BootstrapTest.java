package org.bitsweep.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.bitsweep.Oracle;
import org.bitsweep.bits.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BootstrapTest {
    @Test
    void percentilesAreOfTypeSeven() {
        JsonNode check = Oracle.read(BootstrapTest.class, "statistics.json").get("percentile_check");
        double[] sorted = Oracle.doubles(check.get("values"));
        Arrays.sort(sorted);

        check.get("percentiles")
                .fields()
                .forEachRemaining(entry -> assertThat(
                                Bootstrap.percentile(sorted, Double.parseDouble(entry.getKey()) / 100))
                        .as("%s %%", entry.getKey())
                        .isCloseTo(entry.getValue().asDouble(), within(1e-12)));
    }

    @Test
    void thePercentilesOfOneValueAreThatValue() {
        assertThat(Bootstrap.percentile(new double[] {3}, 0.025)).isEqualTo(3);
        assertThat(Bootstrap.percentile(new double[] {3}, 0.975)).isEqualTo(3);
    }

    @Test
    void noRunsHaveNoEstimate() {
        assertThat(mean(new double[0])).isEqualTo(new Bootstrap(null, null, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void belowThreeRunsThereIsNoInterval(int runs) {
        double[] values = new double[runs];
        Arrays.fill(values, 0.5);

        assertThat(mean(values)).isEqualTo(new Bootstrap(0.5, null, null, null, null));
    }

    @Test
    void equalRunsHaveAnIntervalOfNoWidth() {
        assertThat(mean(new double[] {0.5, 0.5, 0.5})).isEqualTo(new Bootstrap(0.5, 0.5, 0.5, null, null));
    }

    @Test
    void theSameRunsHaveTheSameIntervalAgain() {
        double[] values = gaussians(20, 1);

        assertThat(mean(values)).isEqualTo(mean(values.clone()));
    }

    /** For many runs the interval is about the mean ± 1.96 standard errors; 2,000 resamples leave some per cent. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void theIntervalOfAMeanIsThatOfTheNormalDistribution(long seed) {
        double[] values = gaussians(400, seed);
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double half = 1.96 * Math.sqrt(squares / 400 / 400);

        Bootstrap bootstrap = mean(values);

        assertThat(bootstrap.estimate()).isCloseTo(mean, within(1e-14));
        assertThat(bootstrap.low()).isCloseTo(mean - half, within(0.15 * half));
        assertThat(bootstrap.high()).isCloseTo(mean + half, within(0.15 * half));
    }

    @Test
    void resamplesWithoutAValueAreLeftOut() {
        Statistic undefinedWithoutRunZero = statistic(
                3,
                counts -> Arrays.stream(counts)
                        .mapToDouble(count -> count[0] == 0 ? Double.NaN : 1)
                        .toArray());

        assertThat(Bootstrap.of(undefinedWithoutRunZero)).isEqualTo(new Bootstrap(1.0, 1.0, 1.0, null, null));
    }

    @Test
    void everyResampleDrawsAsManyRunsAsThereAre() {
        List<int[]> drawn = new ArrayList<>();
        Resamples.forEachBlock(4, counts -> drawn.addAll(List.of(counts)));

        assertThat(drawn).hasSize(2_000).allMatch(count -> Arrays.stream(count).sum() == 4);
        double runZero = drawn.stream().mapToInt(count -> count[0]).average().orElseThrow();
        assertThat(runZero).isCloseTo(1, within(0.1));
    }

    @Test
    void largeSetsAreResampledWithoutRememberingThem() {
        List<Integer> sizes = new ArrayList<>();
        Resamples.forEachBlock(
                1_001, counts -> sizes.add(Arrays.stream(counts[0]).sum()));

        assertThat(sizes).hasSize(2_000 / Resamples.BLOCK).containsOnly(1_001);
    }

    @Test
    void aboveFiveThousandRunsThereIsNoBcaInterval() {
        Bootstrap bootstrap = mean(gaussians(5_001, 1));

        assertThat(bootstrap.low()).isNotNull();
        assertThat(bootstrap.bcaLow()).isNull();
    }

    private static Statistic statistic(int runs, Function<int[][], double[]> values) {
        return new Statistic() {
            @Override
            public int runs() {
                return runs;
            }

            @Override
            public double[] of(int[][] counts) {
                return values.apply(counts);
            }
        };
    }

    private static Bootstrap mean(double[] values) {
        return Bootstrap.of(new Statistic.Mean(values));
    }

    private static double[] gaussians(int count, long seed) {
        Rng rng = Rng.stream(seed, "test");
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = 0.8 + 0.1 * rng.nextGaussian();
        }
        return values;
    }
}
