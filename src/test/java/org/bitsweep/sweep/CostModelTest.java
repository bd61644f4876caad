package org.bitsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import org.bitsweep.data.DataShape;
import org.bitsweep.run.Configuration;
import org.bitsweep.run.RunSpec;
import org.bitsweep.run.SpecReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CostModelTest {
    private static final DataShape DATA = new DataShape(100, 10, 1000, 300, 600);

    /** 100-32-16-10, three epochs of eight steps of at most 128 samples, all counted by hand. */
    @Test
    void theTermsCountWhatARunDoes() {
        double[] terms = CostModel.terms(spec("training.max-epochs = 3"), DATA, 3);

        int weights = 100 * 32 + 32 * 16 + 16 * 10;
        double evaluated = 300 * 4 + 600;
        double trained = 1000 * 3 + evaluated / 3;
        int blocks = 8 * 25 + 4 * 8 + 2 * 4;
        assertThat(terms)
                .containsExactly(
                        1,
                        1900 * 100,
                        trained * weights,
                        trained * (32 + 16 + 10),
                        (3000 + evaluated) * 100,
                        24.0 * weights,
                        24,
                        24.0 * blocks);
    }

    @Test
    void aProbeByLayerAndEpochCountsTwiceAnEpoch() {
        double[] terms = CostModel.terms(
                spec("probes.complexity.default { every = epoch, pooling = layer, block = 2x2 }"), DATA, 5);

        assertThat(terms[7]).isEqualTo(5 * 2 * (16 * 50 + 8 * 16 + 5 * 8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "network.hidden = [33, 16]",
                "network.hidden = [32, 16, 16]",
                "training.max-epochs = 51",
                "training.batch-size = 100",
                "probes.complexity.default.pooling = layer",
                "probes.complexity.more.every = epoch"
            })
    void whateverMakesARunLongerRaisesItsTime(String setting) {
        assertThat(CostModel.seconds(spec(setting), DATA)).isGreaterThan(CostModel.seconds(spec(""), DATA));
    }

    @Test
    void moreDataTakeLonger() {
        double seconds = CostModel.seconds(spec(""), DATA);

        assertThat(CostModel.seconds(spec(""), new DataShape(101, 10, 1000, 300, 600)))
                .isGreaterThan(seconds);
        assertThat(CostModel.seconds(spec(""), new DataShape(100, 10, 1001, 300, 600)))
                .isGreaterThan(seconds);
        assertThat(CostModel.seconds(spec(""), new DataShape(100, 10, 1000, 301, 600)))
                .isGreaterThan(seconds);
        assertThat(CostModel.seconds(spec(""), new DataShape(100, 10, 1000, 300, 601)))
                .isGreaterThan(seconds);
    }

    private static RunSpec spec(String text) {
        return SpecReader.read(Configuration.parse(text).settings());
    }
}
