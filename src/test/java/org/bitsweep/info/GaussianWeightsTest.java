package org.bitsweep.info;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GaussianWeightsTest {
    private static final float[] WEIGHTS = {0.5f, -1.25f, 0f};
    private static final float[] ORIGINS = {0.25f, 0.75f, 0f};
    private static final double[] SQUARES = {8, 200, 50};
    private static final double DEVIATION = 0.5;

    /** Against the integral of p ln (p/q), weight by weight. */
    @Test
    void theDivergenceIsItsIntegral() {
        double fisher = 0;
        double laplace = 0;
        for (int i = 0; i < 3; i++) {
            fisher += divergence(WEIGHTS[i], Math.sqrt(20 / SQUARES[i]), ORIGINS[i]);
            laplace += divergence(WEIGHTS[i], 1 / Math.sqrt(SQUARES[i] + 4), ORIGINS[i]);
        }

        assertThat(GaussianWeights.fisher(WEIGHTS, ORIGINS, SQUARES, 20, DEVIATION))
                .isCloseTo(fisher, within(1e-10));
        assertThat(GaussianWeights.laplace(WEIGHTS, ORIGINS, SQUARES, DEVIATION))
                .isCloseTo(laplace, within(1e-10));
    }

    @Test
    void aWeightThatNoSampleDependsOnIsTheInfiniteOneOfTheFisherForm() {
        double[] none = {8, 0, 50};

        assertThat(GaussianWeights.fisher(WEIGHTS, ORIGINS, none, 20, DEVIATION))
                .isEqualTo(Double.POSITIVE_INFINITY);
    }

    /** 2 / λ² / 2, for a weight that moved by 2. */
    @Test
    void inTheLaplaceFormItCountsByHowFarItMoved() {
        double nats = GaussianWeights.laplace(new float[] {-1.25f, 3f}, new float[] {0.75f, 3f}, new double[2], 0.5);

        assertThat(nats).isCloseTo(0.5 * 2 * 2 / 0.25, within(1e-12));
    }

    @Test
    void movedSquaresWeighDistancesBySquaredGradients() {
        assertThat(GaussianWeights.movedSquares(WEIGHTS, ORIGINS, SQUARES))
                .isCloseTo(0.0625 * 8 + 4 * 200, within(1e-12));
    }

    private static double divergence(double mean, double deviation, double origin) {
        double sum = 0;
        double step = deviation / 64;
        for (double x = mean - 14 * deviation; x <= mean + 14 * deviation; x += step) {
            double z = (x - mean) / deviation;
            double z0 = (x - origin) / DEVIATION;
            double p = Math.exp(-z * z / 2) / (deviation * Math.sqrt(2 * Math.PI));
            sum += p * (z0 * z0 / 2 - z * z / 2 + Math.log(DEVIATION / deviation)) * step;
        }
        return sum;
    }
}
