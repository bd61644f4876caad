package org.bitsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bitsweep.bits.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogUniformPriorTest {
    private static final double EULER = 0.57721566490153286;

    /**
     * E ln |ε| - ½ ln α + (γ + ln 2) / 2 for ε ~ N(1, α), which goes to 0 for infinite noise, by integration. The published
     * approximation is within a hundredth of a nat.
     */
    @ParameterizedTest
    @ValueSource(doubles = {-8, -5, -3, -1, 0, 1, 3, 6})
    void theDivergenceIsNearItsIntegral(double logAlpha) {
        double deviation = Math.exp(logAlpha / 2);
        double sum = 0;
        double step = 1e-5;
        for (double z = -10 + step / 2; z < 10; z += step) {
            double p = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
            sum += p * Math.log(Math.abs(1 + deviation * z)) * step;
        }
        double expected = sum - logAlpha / 2 + (EULER + Math.log(2)) / 2;

        assertThat(LogUniformPrior.nats(logAlpha)).isCloseTo(expected, within(0.012));
    }

    @Test
    void noiseWithoutEndHasNoInformationAndNoNoiseHasEver() {
        assertThat(LogUniformPrior.nats(800)).isCloseTo(0, within(1e-12));
        assertThat(LogUniformPrior.nats(-2000)).isCloseTo(1000 + 0.63576, within(1e-9));
    }

    @Test
    void slopesAreThoseOfCentralDifferences() {
        int n = 4 * Kernels.LANES;
        float[] logAlpha = new float[n];
        for (int i = 0; i < n; i++) {
            logAlpha[i] = (i - n / 2) * 0.3f;
        }
        float[] slopes = new float[n];
        LogUniformPrior.slopes(Kernels.best(), n, logAlpha, slopes, new float[n]);
        for (int i = 0; i < n; i++) {
            double above = LogUniformPrior.nats(logAlpha[i] + 1e-4);
            double below = LogUniformPrior.nats(logAlpha[i] - 1e-4);
            assertThat((double) slopes[i]).isCloseTo((above - below) / 2e-4, within(2e-6));
        }
    }
}
