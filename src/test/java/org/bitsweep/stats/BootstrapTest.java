package org.bitsweep.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
        assertThat(mean(new double[0])).isEqualTo(new Bootstrap(null, null, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void belowThreeRunsThereIsNoInterval(int runs) {
        double[] values = new double[runs];
        Arrays.fill(values, 0.5);

        assertThat(mean(values)).isEqualTo(new Bootstrap(0.5, null, null));
    }

    @Test
    void equalRunsHaveAnIntervalOfNoWidth() {
        assertThat(mean(new double[] {0.5, 0.5, 0.5})).isEqualTo(new Bootstrap(0.5, 0.5, 0.5));
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
        Bootstrap.Statistic undefinedWithoutRunZero = new Bootstrap.Statistic() {
            @Override
            public int runs() {
                return 3;
            }

            @Override
            public int width() {
                return 1;
            }

            @Override
            public double[][] of(int[][] counts) {
                return new double[][] {
                    Arrays.stream(counts)
                            .mapToDouble(count -> count[0] == 0 ? Double.NaN : 1)
                            .toArray()
                };
            }
        };

        assertThat(Bootstrap.of(undefinedWithoutRunZero)).containsExactly(new Bootstrap(1.0, 1.0, 1.0));
    }

    @Test
    void everyResampleDrawsAsManyRunsAsThereAre() {
        List<int[]> drawn = new ArrayList<>();
        Bootstrap.of(new Bootstrap.Statistic() {
            @Override
            public int runs() {
                return 4;
            }

            @Override
            public int width() {
                return 1;
            }

            @Override
            public double[][] of(int[][] counts) {
                Arrays.stream(counts).forEach(count -> drawn.add(count.clone()));
                return new double[1][counts.length];
            }
        });

        assertThat(drawn).hasSize(2_001).allMatch(count -> Arrays.stream(count).sum() == 4);
        assertThat(drawn.get(0)).containsOnly(1);
        double runZero = drawn.stream().mapToInt(count -> count[0]).average().orElseThrow();
        assertThat(runZero).isCloseTo(1, within(0.1));
    }

    @Test
    void statisticsOfSetsOfOneSizeAndOfOthersAreWhatEachIsByItself() {
        double[] first = gaussians(20, 1);
        double[] second = gaussians(20, 2);
        double[] fewer = gaussians(7, 3);

        assertThat(Bootstrap.of(
                        List.of(new Bootstrap.Mean(first), new Bootstrap.Mean(fewer), new Bootstrap.Mean(second))))
                .containsExactly(mean(first), mean(fewer), mean(second));
    }

    private static Bootstrap mean(double[] values) {
        return Bootstrap.of(new Bootstrap.Mean(values)).get(0);
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
