package org.bitsweep.info;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.bitsweep.info.Estimator.MILLER_MADOW;
import static org.bitsweep.info.Estimator.PLUG_IN;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.bitsweep.bits.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Entropy and mutual information of distributions whose values are known in closed form. */
class LabelsTest {
    private static final Offset<Double> EXACT = within(1e-12);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 10, 64, 1000})
    void equallyFrequentStatesHaveTheLogarithmOfTheirNumber(int states) {
        int[] each = repeated(states, 5);
        StateCounts counts = new Labels(new int[each.length], 1).count(each, states, 10);

        assertThat(counts.inputs(PLUG_IN).bits()).isCloseTo(Math.log(states) / Math.log(2), EXACT);
        assertThat(counts.distinct()).isEqualTo(states);
    }

    /** States of probability 1/2, 1/4 … and twice the last: H = 2 - 2^(1-k) bits. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 12})
    void halvingFrequenciesHaveTheEntropyOfTheGeometricSeries(int k) {
        int[] states = new int[1 << k];
        for (int i = 0, state = 0, left = 1 << k; i < states.length; i++) {
            states[i] = state;
            if (i + 1 == states.length - (left >> 1)) {
                left >>= 1;
                state++;
            }
        }
        StateCounts counts = new Labels(new int[states.length], 1).count(states, k + 1, 1);

        assertThat(counts.inputs(PLUG_IN).bits()).isCloseTo(2 - Math.pow(2, 1 - k), EXACT);
    }

    /** The binary symmetric channel: I = 1 - h(e) bits. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 55, 110, 250, 499, 500})
    void aNoisyCopyOfTheLabelTellsWhatTheBinarySymmetricChannelPasses(int flippedOfThousand) {
        int[] labels = new int[2000];
        int[] states = new int[2000];
        for (int i = 0; i < 2000; i++) {
            labels[i] = i / 1000;
            states[i] = i % 1000 < flippedOfThousand ? 1 - labels[i] : labels[i];
        }
        double e = flippedOfThousand / 1000.0;

        assertThat(new Labels(labels, 2).count(states, 2, 1).labels(PLUG_IN).bits())
                .isCloseTo(1 - term(e) - term(1 - e), EXACT);
    }

    @Test
    void aStateThatIsTheLabelTellsAllOfIt() {
        int[] labels = {0, 0, 0, 1, 1, 2, 4, 4};
        Labels y = new Labels(labels, 5);

        double expected = term(3 / 8.0) + 2 * term(2 / 8.0) + term(1 / 8.0);
        assertThat(y.entropy()).isCloseTo(expected, EXACT);
        assertThat(y.count(new int[] {1, 1, 1, 0, 0, 3, 2, 2}, 4, 3)
                        .labels(PLUG_IN)
                        .bits())
                .isCloseTo(expected, EXACT);
    }

    @Test
    void independentStatesTellNothing() {
        int[] labels = new int[120];
        int[] states = new int[120];
        Arrays.setAll(labels, i -> i % 4);
        Arrays.setAll(states, i -> i / 4 % 6);

        assertThat(new Labels(labels, 4).count(states, 6, 3).labels(PLUG_IN).bits())
                .isCloseTo(0, EXACT);
    }

    /** Against the definition, Σ p(t,y) log2 (p(t,y) / p(t) p(y)). */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void randomPairsHaveTheMutualInformationOfItsDefinition(long seed) {
        Rng rng = Rng.stream(seed, "pairs");
        int[] labels = new int[3001];
        int[] states = new int[3001];
        double[][] joint = new double[37][10];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = Math.min(rng.nextInt(10), rng.nextInt(10));
            states[i] = rng.nextInt(37 - labels[i]);
            joint[states[i]][labels[i]] += 1.0 / labels.length;
        }
        double information = 0;
        double entropy = 0;
        for (int t = 0; t < 37; t++) {
            double ofState = Arrays.stream(joint[t]).sum();
            entropy += term(ofState);
            for (int y = 0; y < 10; y++) {
                double ofLabel = 0;
                for (double[] row : joint) {
                    ofLabel += row[y];
                }
                information +=
                        joint[t][y] == 0 ? 0 : joint[t][y] * Math.log(joint[t][y] / (ofState * ofLabel)) / Math.log(2);
            }
        }
        StateCounts counts = new Labels(labels, 10).count(states, 37, 6);

        assertThat(counts.inputs(PLUG_IN).bits()).isCloseTo(entropy, EXACT);
        assertThat(counts.labels(PLUG_IN).bits()).isCloseTo(information, EXACT);
    }

    /** Four patterns in three states of two classes: four pairs of state and label occur. */
    @Test
    void millerAndMadowAddHalfADegreeOfFreedomAPattern() {
        StateCounts counts = new Labels(new int[] {0, 1, 0, 1}, 2).count(new int[] {0, 0, 1, 2}, 3, 2);

        assertThat(counts.inputs(MILLER_MADOW).bits()).isCloseTo(1.5 + (3 - 1) / (2 * 4 * Math.log(2)), EXACT);
        assertThat(counts.labels(MILLER_MADOW).bits())
                .isCloseTo(1.5 + 1 - 2 + (3 + 2 - 4 - 1) / (2 * 4 * Math.log(2)), EXACT);
    }

    /** The mean of its estimates of 3 bits from 40 patterns is much nearer than plug-in's. */
    @Test
    void millerAndMadowTakeMostOfTheBiasAway() {
        Rng rng = Rng.stream(1, "bias");
        Labels labels = new Labels(new int[40], 1);
        double plugIn = 0;
        double corrected = 0;
        for (int i = 0; i < 2000; i++) {
            int[] states = new int[40];
            Arrays.setAll(states, p -> rng.nextInt(8));
            StateCounts counts = labels.count(states, 8, 3);
            plugIn += counts.inputs(PLUG_IN).bits() / 2000;
            corrected += counts.inputs(MILLER_MADOW).bits() / 2000;
        }

        assertThat(3 - plugIn).isGreaterThan(0.1);
        assertThat(Math.abs(3 - corrected)).isLessThan(0.02);
    }

    /** 1024 patterns show at most 10 bits, of which every pair of equal ones takes 2/1024; 9.5 bits are 95 %. */
    @ParameterizedTest
    @CsvSource({"0, true", "64, true", "512, true", "514, false", "1024, false"})
    void anEntropyWithinFivePercentOfItsCeilingIsSaturated(int paired, boolean saturated) {
        int[] states = new int[1024];
        Arrays.setAll(states, i -> i < paired ? i / 2 : i);
        int[] numbers = new int[1024];
        int distinct = new StateTable().number(words(states), 1, 1024, numbers);
        StateCounts counts = new Labels(new int[1024], 1).count(numbers, distinct, 20);

        assertThat(counts.saturated()).isEqualTo(saturated);
        assertThat(counts.inputs(MILLER_MADOW))
                .isEqualTo(
                        new Estimate(MILLER_MADOW, counts.inputs(MILLER_MADOW).bits(), 1024, 20, counts.saturated()));
    }

    @Test
    void valuesDoNotDependOnTheOrderOfPatterns() {
        Rng rng = Rng.stream(5, "order");
        int[] labels = new int[777];
        int[] states = new int[777];
        for (int i = 0; i < 777; i++) {
            labels[i] = rng.nextInt(3);
            states[i] = rng.nextInt(1 + rng.nextInt(90));
        }
        int[] order = new int[777];
        Arrays.setAll(order, i -> i);
        rng.shuffle(order);
        int[] otherLabels = Arrays.stream(order).map(i -> labels[i]).toArray();
        int[] otherStates = Arrays.stream(order).map(i -> 89 - states[i]).toArray();
        StateCounts one = new Labels(labels, 3).count(states, 90, 7);
        StateCounts other = new Labels(otherLabels, 3).count(otherStates, 90, 7);

        assertThat(other.inputs(PLUG_IN)).isEqualTo(one.inputs(PLUG_IN));
        assertThat(other.labels(MILLER_MADOW)).isEqualTo(one.labels(MILLER_MADOW));
    }

    @Test
    void aLabelBeyondTheClassesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Labels(new int[] {0, 3}, 3))
                .withMessageContaining("a label is 3, expected 0 to 2");
    }

    private static long[] words(int[] values) {
        return Arrays.stream(values).asLongStream().toArray();
    }

    private static int[] repeated(int states, int times) {
        int[] each = new int[states * times];
        Arrays.setAll(each, i -> i % states);
        return each;
    }

    private static double term(double p) {
        return p == 0 ? 0 : -p * Math.log(p) / Math.log(2);
    }
}
