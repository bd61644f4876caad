package org.bitsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
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
                        24.0 * blocks,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0);
    }

    @Test
    void aProbeByLayerAndEpochCountsTwiceAnEpoch() {
        double[] terms = CostModel.terms(
                spec("probes.complexity.default { every = epoch, pooling = layer, block = 2x2 }"), DATA, 5);

        assertThat(terms[7]).isEqualTo(5 * 2 * (16 * 50 + 8 * 16 + 5 * 8));
    }

    /** 100-32-16-10: planes at the epochs 0, 2, 4 and 5, of two hidden layers of signs and ten logits without bins. */
    @Test
    void planesOfSignsCountPassesWordsAndResamples() {
        double[] terms = CostModel.terms(
                spec("training.max-epochs = 5, probes.information { every = 2, resamples = 7, bins = [30, 100] }"),
                DATA,
                5);

        double passed = 4 * 1900;
        double evaluated = 300 * 6 + 600 + passed;
        assertThat(terms[2]).isEqualTo((5000 + evaluated / 3) * (100 * 32 + 32 * 16 + 16 * 10));
        assertThat(terms[9]).isEqualTo(passed * (1 + 1 + 10));
        assertThat(terms[10]).isEqualTo(passed * 3 * 8);
        assertThat(terms[11]).isZero();
    }

    @Test
    void planesOfFloatsCountEveryNumberOfBinsAndPairsForBounds() {
        double[] terms = CostModel.terms(
                spec(
                        "network.kind = float, training.max-epochs = 9"
                                + ", probes.information { every = log, per-decade = 1, patterns = test, bins = [2, 30], noise = 0.1 }"),
                DATA,
                9);

        double passed = 3 * 600;
        assertThat(terms[9]).isEqualTo(passed * 2 * (32 + 16 + 10));
        assertThat(terms[10]).isEqualTo(passed * 2 * 3);
        assertThat(terms[11]).isEqualTo(passed * 600 * (32 + 16 + 10));
    }

    @Test
    void informationInWeightsCountsGradientsOfSamplesUnlessWeightsAreSigns() {
        String probe = "training.max-epochs = 4, probes.weight-information.every = 2";
        double weights = 3 * (100 * 32 + 32 * 16 + 16 * 10);

        assertThat(Arrays.copyOfRange(CostModel.terms(spec(probe), DATA, 4), 12, 14))
                .containsExactly(0, weights);
        assertThat(Arrays.copyOfRange(CostModel.terms(spec(probe + ", network.kind = float"), DATA, 4), 12, 14))
                .containsExactly(1000 * weights, weights);
        assertThat(CostModel.terms(spec(probe + ", network.kind = float"), DATA, 4)[2])
                .isEqualTo((4000 + (300 * 5 + 600) / 3.0 + 3000) * weights / 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "network.hidden = [33, 16]",
                "network.hidden = [32, 16, 16]",
                "training.max-epochs = 51",
                "training.batch-size = 100",
                "probes.complexity.default.pooling = layer",
                "probes.complexity.more.every = epoch",
                "probes.information.every = log",
                "probes.weight-information.every = log",
                "probes.custom.four { kind = qubd, every = 50 }",
                "probes.custom.norms { kind = weight-norm }",
                "probes.custom.zip { kind = compressed-size }",
                "probes.custom.sharp { kind = sharpness, every = 50 }"
            })
    void whateverMakesARunLongerRaisesItsTime(String setting) {
        assertThat(CostModel.seconds(spec(setting), DATA)).isGreaterThan(CostModel.seconds(spec(""), DATA));
    }

    @Test
    void noiseOnWeightsMakesARunLonger() {
        assertThat(CostModel.seconds(
                        spec("network.kind = float, training.regularizer.kind = weight-information"), DATA))
                .isGreaterThan(CostModel.seconds(spec("network.kind = float"), DATA));
    }

    @Test
    void aProbeThatMeasuresMoreOftenOrMoreTakesLonger() {
        double seldom = CostModel.seconds(spec("probes.custom.four { kind = qubd, every = 50 }"), DATA);
        double often = CostModel.seconds(spec("probes.custom.four { kind = qubd }"), DATA);
        double more = CostModel.seconds(spec("probes.custom.four { kind = qubd, permutations = 5 }"), DATA);

        assertThat(often).isGreaterThan(seldom);
        assertThat(more).isGreaterThan(often);
    }

    @Test
    void validationsThatAreLeftOutTakeNoTime() {
        String often = "training { max-epochs = 100, early-stopping.patience = 100 }";
        double[] terms = CostModel.terms(spec(often + ", training.evaluate-every = 30"), DATA, 100);

        // Before training, after epochs 30, 60, 90 and 100, and the test.
        assertThat(terms[4]).isEqualTo((1000 * 100 + 300 * 5 + 600) * 100);
    }

    /** The tables' 2 · 97 rows are multiplied once a step, however many samples look them up. */
    @Test
    void whatIsLookedUpIsMultipliedOnceAStep() {
        String looksUp = "network { kind = float, hidden = [32], embedding { tokens = 97, width = 8 } }"
                + ", training { batch-size = 2000, max-epochs = 3 }";
        double[] terms = CostModel.terms(spec(looksUp), new DataShape(2, 10, 1000, 300, 600), 3);

        double evaluated = 300 * 4 + 600;
        assertThat(terms[2]).isEqualTo((1000 * 3 + evaluated / 3) * 32 * 10 + (3 + 1 / 3.0) * (2 * 97) * (2 * 8 * 32));
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
