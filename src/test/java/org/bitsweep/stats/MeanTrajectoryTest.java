package org.bitsweep.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.bitsweep.Oracle;
import org.bitsweep.bits.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeanTrajectoryTest {
    private static final JsonNode ORACLE = Oracle.read(MeanTrajectoryTest.class, "statistics.json");
    private static final JsonNode EXPECTED = ORACLE.get("group").get("mean_trajectory");

    @ParameterizedTest
    @ValueSource(strings = {"loss", "bdm", "entropy"})
    void anEpochsMeanIsOverTheRunsThatHaveIt(String measure) {
        double[][] series = trimmed(measure);
        int[] once = new int[series.length];
        Arrays.fill(once, 1);

        assertThat(means(series, once))
                .containsExactly(Oracle.doubles(EXPECTED.get("raw_mean").get(measure)), within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bdm", "entropy"})
    void theCorrelationEqualsTheReference(String measure) {
        assertThat(Bootstrap.of(trajectory(measure)).estimate())
                .isCloseTo(EXPECTED.get("r_" + measure).asDouble(), within(1e-12));
    }

    @Test
    void aRunThatIsChosenTwiceCountsTwice() {
        double[][] series = {{1, 2, 3}, {4, 5}};

        assertThat(means(series, 2, 1)).containsExactly(2, 3, 3);
    }

    @Test
    void aResampleIsAsLongAsTheLongestOfItsRuns() {
        double[][] series = {{1, 2, 3}, {4, 5}};

        assertThat(means(series, 0, 3)).containsExactly(4, 5);
    }

    @Test
    void manyResamplesAtOnceAreThoseOfOneAfterTheOther() {
        MeanTrajectory trajectory = trajectory("bdm");
        Rng rng = Rng.stream(7, "test");
        int[][] counts = new int[5][trajectory.runs()];
        for (int[] count : counts) {
            for (int i = 0; i < count.length; i++) {
                count[rng.nextInt(count.length)]++;
            }
        }
        double[] together = trajectory.of(counts);
        for (int sample = 0; sample < counts.length; sample++) {
            assertThat(together[sample]).isEqualTo(trajectory.of(new int[][] {counts[sample]})[0]);
        }
    }

    @Test
    void noRunsHaveNoCorrelation() {
        assertThat(Bootstrap.of(new MeanTrajectory(List.of(), Preparation.SMOOTHED, Method.PEARSON))
                        .estimate())
                .isNull();
    }

    private static MeanTrajectory trajectory(String measure) {
        return new MeanTrajectory(pairs(trimmed(measure), trimmed("loss")), Preparation.SMOOTHED, Method.PEARSON);
    }

    private static List<SeriesPair> pairs(double[][] x, double[][] y) {
        return IntStream.range(0, x.length)
                .mapToObj(run -> new SeriesPair(x[run], y[run]))
                .toList();
    }

    /** The mean trajectory of one series, of which each run is drawn so often. */
    private static double[] means(double[][] series, int... counts) {
        return new MeanTrajectory(pairs(series, series), Preparation.RAW, Method.PEARSON)
                .means(new int[][] {counts})[0][0];
    }

    private static double[][] trimmed(String measure) {
        return StreamSupport.stream(ORACLE.get("runs").spliterator(), false)
                .filter(run -> run.get("eligible").asBoolean())
                .map(run -> Arrays.copyOf(
                        Oracle.doubles(run.get("raw").get(measure)),
                        run.get("epochs_kept").asInt()))
                .toArray(double[][]::new);
    }
}
