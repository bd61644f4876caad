package org.bitsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorruptionTest {
    private static final Dataset DIGITS = new StrokesSource(2000, 6, 0.1, 1).load(Opener.local());

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.25, 0.5, 1})
    void aShareOfTheTrainingLabelsIsReplaced(double share) {
        int[] clean = draw(Corruption.none(), 3).train().labels();
        int[] noisy = draw(noise(share), 3).train().labels();

        // A replaced label differs from the old one nine times of ten.
        double replaced = share * clean.length;
        double changed = IntStream.range(0, clean.length)
                .filter(i -> clean[i] != noisy[i])
                .count();
        assertThat(changed).isCloseTo(0.9 * replaced, within(4 * Math.sqrt(0.09 * replaced)));
        assertThat(changed).isLessThanOrEqualTo(replaced);
    }

    @Test
    void aLargerShareReplacesTheSameLabelsAndMore() {
        int[] clean = draw(Corruption.none(), 3).train().labels();
        int[] less = draw(noise(0.2), 3).train().labels();
        int[] more = draw(noise(0.6), 3).train().labels();

        for (int i = 0; i < clean.length; i++) {
            if (less[i] != clean[i]) {
                assertThat(more[i]).isEqualTo(less[i]);
            }
        }
    }

    @Test
    void noiseLeavesInputsAndOtherPartsAlone() {
        RunData clean = draw(Corruption.none(), 3);
        RunData noisy = draw(noise(1), 3);

        assertThat(noisy.train().features()).containsExactly(clean.train().features());
        assertThat(noisy.validation().labels())
                .containsExactly(clean.validation().labels());
        assertThat(noisy.test().labels()).containsExactly(clean.test().labels());
    }

    @Test
    void noiseIsOfTheRunsSeed() {
        assertThat(draw(noise(0.5), 3).train().labels())
                .containsExactly(draw(noise(0.5), 3).train().labels());
        assertThat(draw(noise(0.5), 3).train().labels())
                .isNotEqualTo(draw(noise(0.5), 4).train().labels());
    }

    @Test
    void permutedLabelsAreAsFrequentInEachPart() {
        RunData given = draw(Corruption.none(), 3);
        RunData permuted = draw(labels(Corruption.Labels.PERMUTED), 3);

        assertThat(counts(permuted.train())).containsExactly(counts(given.train()));
        assertThat(counts(permuted.validation())).containsExactly(counts(given.validation()));
        assertThat(counts(permuted.test())).containsExactly(counts(given.test()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Corruption.Labels.class,
            names = {"PERMUTED", "RANDOM"})
    void controlLabelsAgreeWithTheGivenOnesByChanceOnly(Corruption.Labels kind) {
        RunData given = draw(Corruption.none(), 3);
        RunData control = draw(labels(kind), 3);

        assertThat(agreement(given.train(), control.train())).isCloseTo(0.1, within(0.04));
        assertThat(agreement(given.validation(), control.validation())).isCloseTo(0.1, within(0.07));
        assertThat(agreement(given.test(), control.test())).isCloseTo(0.1, within(0.06));
        assertThat(control.train().features()).containsExactly(given.train().features());
    }

    @Test
    void gaussianInputsAreStandardNormalAfterNormalisation() {
        RunData data = draw(inputs(Corruption.Inputs.GAUSSIAN), 3);

        float[] test = data.test().features();
        double n = test.length;
        assertThat(moment(test, 1)).isCloseTo(0, within(5 / Math.sqrt(n)));
        assertThat(moment(test, 2)).isCloseTo(1, within(5 * Math.sqrt(2 / n)));
        assertThat(moment(test, 3)).isCloseTo(0, within(5 * Math.sqrt(15 / n)));
        assertThat(moment(test, 4)).isCloseTo(3, within(5 * Math.sqrt(96 / n)));
    }

    /** Two features that always are the same, one per sample; a third that is constant. */
    @Test
    void resampledFeaturesKeepTheirDistributionAndLoseTheirRelations() {
        float[] features = new float[3000];
        for (int i = 0; i < 1000; i++) {
            features[3 * i] = i % 4 == 0 ? 1 : 0;
            features[3 * i + 1] = features[3 * i];
            features[3 * i + 2] = 7;
        }
        Dataset dataset = new Dataset(1, 3, 2, features, new int[1000], 0, "");
        Preparation preparation =
                new Preparation(SplitSpec.defaults(1), inputs(Corruption.Inputs.RESAMPLED), new Normalisation.None());

        float[] train = PreparedDataset.of(dataset, preparation).draw(5).train().features();

        int both = 0;
        int first = 0;
        for (int i = 0; i < 500; i++) {
            assertThat(train[3 * i + 2]).isEqualTo(7);
            first += (int) train[3 * i];
            both += (int) (train[3 * i] * train[3 * i + 1]);
        }
        // Binomial: 500 with about a quarter, and with about a sixteenth.
        assertThat(first).isBetween(125 - 40, 125 + 40);
        assertThat(both).isBetween(31 - 24, 31 + 24);
    }

    @ParameterizedTest
    @EnumSource(
            value = Corruption.Inputs.class,
            names = {"GAUSSIAN", "RESAMPLED"})
    void randomInputsLeaveLabelsAlone(Corruption.Inputs kind) {
        assertThat(draw(inputs(kind), 3).train().labels())
                .containsExactly(draw(Corruption.none(), 3).train().labels());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void aShareIsFromZeroToOne(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> noise(share))
                .withMessage("dataset.label-noise is " + share + ", expected a share from 0 to 1");
    }

    private static RunData draw(Corruption corruption, long seed) {
        Preparation preparation = new Preparation(SplitSpec.defaults(42), corruption, new Normalisation.Overall());
        return PreparedDataset.of(DIGITS, preparation).draw(seed);
    }

    private static Corruption noise(double share) {
        return new Corruption(Corruption.Labels.GIVEN, share, Corruption.Inputs.GIVEN);
    }

    private static Corruption labels(Corruption.Labels labels) {
        return new Corruption(labels, 0, Corruption.Inputs.GIVEN);
    }

    private static Corruption inputs(Corruption.Inputs inputs) {
        return new Corruption(Corruption.Labels.GIVEN, 0, inputs);
    }

    private static int[] counts(Samples samples) {
        int[] counts = new int[10];
        Arrays.stream(samples.labels()).forEach(label -> counts[label]++);
        return counts;
    }

    private static double agreement(Samples one, Samples other) {
        return IntStream.range(0, one.count())
                        .filter(i -> one.labels()[i] == other.labels()[i])
                        .count()
                / (double) one.count();
    }

    private static double moment(float[] values, int order) {
        double sum = 0;
        for (float value : values) {
            sum += Math.pow(value, order);
        }
        return sum / values.length;
    }
}
