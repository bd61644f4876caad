package org.bitsweep.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
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

    @Test
    void theCorrelationEqualsTheReference() {
        List<Bootstrap> correlations = correlations();

        assertThat(correlations.get(0).estimate())
                .isCloseTo(EXPECTED.get("r_bdm").asDouble(), within(1e-12));
        assertThat(correlations.get(1).estimate())
                .isCloseTo(EXPECTED.get("r_entropy").asDouble(), within(1e-12));
    }

    @Test
    void theIntervalCoversTheEstimate() {
        Bootstrap bootstrap = correlations().get(0);

        assertThat(bootstrap.low()).isLessThanOrEqualTo(bootstrap.estimate());
        assertThat(bootstrap.high())
                .isGreaterThanOrEqualTo(bootstrap.estimate())
                .isLessThanOrEqualTo(1);
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
        MeanTrajectory trajectory = new MeanTrajectory(trimmed("loss"), List.of(trimmed("bdm"), trimmed("entropy")));
        Rng rng = Rng.stream(7, "test");
        int[][] counts = new int[5][trimmed("loss").length];
        for (int[] count : counts) {
            for (int i = 0; i < count.length; i++) {
                count[rng.nextInt(count.length)]++;
            }
        }
        double[][] together = trajectory.of(counts);
        for (int sample = 0; sample < counts.length; sample++) {
            double[][] alone = trajectory.of(new int[][] {counts[sample]});
            assertThat(together[0][sample]).isEqualTo(alone[0][0]);
            assertThat(together[1][sample]).isEqualTo(alone[1][0]);
        }
    }

    @Test
    void noRunsHaveNoCorrelation() {
        assertThat(Bootstrap.of(new MeanTrajectory(new double[0][], List.<double[][]>of(new double[0][]))))
                .containsExactly(new Bootstrap(null, null, null));
    }

    private static List<Bootstrap> correlations() {
        return Bootstrap.of(new MeanTrajectory(trimmed("loss"), List.of(trimmed("bdm"), trimmed("entropy"))));
    }

    /** The mean trajectory of one series, of which each run is drawn so often. */
    private static double[] means(double[][] series, int... counts) {
        return new MeanTrajectory(series, List.of()).means(new int[][] {counts})[0][0];
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
