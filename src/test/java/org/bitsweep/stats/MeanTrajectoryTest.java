package org.bitsweep.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.bitsweep.Oracle;
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

        assertThat(MeanTrajectory.mean(series, IntStream.range(0, series.length).toArray()))
                .containsExactly(Oracle.doubles(EXPECTED.get("raw_mean").get(measure)), within(1e-9));
    }

    @Test
    void theCorrelationEqualsTheReference() {
        assertThat(new MeanTrajectory(trimmed("loss"), trimmed("bdm"))
                        .correlation()
                        .estimate())
                .isCloseTo(EXPECTED.get("r_bdm").asDouble(), within(1e-12));
        assertThat(new MeanTrajectory(trimmed("loss"), trimmed("entropy"))
                        .correlation()
                        .estimate())
                .isCloseTo(EXPECTED.get("r_entropy").asDouble(), within(1e-12));
    }

    @Test
    void theIntervalCoversTheEstimate() {
        Bootstrap bootstrap = new MeanTrajectory(trimmed("loss"), trimmed("bdm")).correlation();

        assertThat(bootstrap.low()).isLessThanOrEqualTo(bootstrap.estimate());
        assertThat(bootstrap.high())
                .isGreaterThanOrEqualTo(bootstrap.estimate())
                .isLessThanOrEqualTo(1);
    }

    @Test
    void aRunThatIsChosenTwiceCountsTwice() {
        double[][] series = {{1, 2, 3}, {4, 5}};

        assertThat(MeanTrajectory.mean(series, new int[] {0, 0, 1})).containsExactly(2, 3, 3);
    }

    @Test
    void noRunsHaveNoCorrelation() {
        assertThat(new MeanTrajectory(new double[0][], new double[0][]).correlation())
                .isEqualTo(new Bootstrap(null, null, null));
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
