package org.bitsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.bits.Rng;
import org.bitsweep.data.RunData;
import org.bitsweep.data.Samples;
import org.bitsweep.nn.TrainingResult.StopReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingTest {
    private static final int WIDTH = 6;
    private static final int CLASSES = 3;

    @ParameterizedTest
    @CsvSource({"2, 1", "127, 1", "128, 1", "129, 1", "130, 2", "256, 2", "257, 2", "258, 3"})
    void aLastBatchOfOneJoinsTheOneBefore(int samples, int steps) {
        Recorder recorder = new Recorder();
        Training.run(network(4), spec(1e-3, 2, 5), 1, noise(samples), recorder);

        assertThat(recorder.steps).containsExactly(0, steps, steps);
    }

    @Test
    void epochZeroComesFirstAndHasNoTraining() {
        Recorder recorder = new Recorder();
        Training.run(network(4), spec(1e-3, 3, 5), 1, noise(50), recorder);

        assertThat(recorder.epochs).extracting(EpochSummary::epoch).containsExactly(0, 1, 2, 3);
        EpochSummary untrained = recorder.epochs.get(0);
        assertThat(untrained.trainLoss()).isNaN();
        assertThat(untrained.trainAccuracy()).isNaN();
        assertThat(untrained.validationLoss()).isFinite();
        assertThat(untrained.flips()).isZero();
    }

    @Test
    void anEpochsFlipsAreTheSumOverItsSteps() {
        Recorder recorder = new Recorder();
        Training.run(network(4), spec(0.1, 4, 5), 1, noise(300), recorder);

        assertThat(recorder.epochs).extracting(EpochSummary::flips).containsExactlyElementsOf(recorder.flips);
        assertThat(recorder.flips.get(1)).isPositive();
    }

    @Test
    void stepsFlipsAreTheSignsThatTheListenerSeesChange() {
        List<BitMatrix> before = new ArrayList<>();
        List<BitMatrix> live = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void started(List<BitMatrix> signs) {
                live.addAll(signs);
                signs.forEach(layer -> before.add(layer.copy()));
            }

            @Override
            public void stepped(int epoch, int flips) {
                int changed = 0;
                for (int l = 0; l < live.size(); l++) {
                    for (int w = 0; w < live.get(l).words().length; w++) {
                        changed += Long.bitCount(
                                live.get(l).words()[w] ^ before.get(l).words()[w]);
                    }
                    before.set(l, live.get(l).copy());
                }
                assertThat(flips).isEqualTo(changed);
            }
        };

        Training.run(network(4), spec(0.1, 3, 5), 1, noise(300), listener);
        assertThat(live).hasSize(2);
    }

    @ParameterizedTest(name = "seed {0}, patience {1}")
    @CsvSource({"1, 1", "2, 2", "3, 5", "4, 7"})
    void trainingStopsAfterPatienceEpochsWithoutALowerLoss(long seed, int patience) {
        Recorder recorder = new Recorder();
        TrainingResult result = Training.run(network(4), spec(0.05, 1000, patience), seed, noise(60), recorder);

        double[] losses = recorder.validationLosses();
        int best = 1;
        int epoch = 1;
        while (epoch - best < patience) {
            epoch++;
            best = losses[epoch] < losses[best] ? epoch : best;
        }
        assertThat(result.stopReason()).isEqualTo(StopReason.EARLY_STOPPING);
        assertThat(result.epochs()).isEqualTo(epoch).isEqualTo(losses.length - 1);
        assertThat(result.best()).isEqualTo(recorder.epochs.get(best));
    }

    /** Without inputs and with a vanishing learning rate every logit stays 0, and every loss ln 3. */
    @Test
    void anEqualLossIsNoImprovement() {
        Samples zeros = new Samples(new float[30 * WIDTH], labels(30), 30, WIDTH);
        RunData data = new RunData(zeros, zeros, zeros, CLASSES);
        TrainingResult result = Training.run(network(), spec(1e-30, 100, 4), 1, data, new Recorder());

        assertThat(result.best().epoch()).isEqualTo(1);
        assertThat(result.epochs()).isEqualTo(5);
        assertThat(result.test().loss()).isCloseTo(Math.log(3), within(1e-12));
    }

    @Test
    void trainingEndsAtTheLastEpochWithoutPatienceRunningOut() {
        TrainingResult result = Training.run(network(4), spec(1e-3, 3, 100), 1, noise(60), new Recorder());

        assertThat(result.epochs()).isEqualTo(3);
        assertThat(result.stopReason()).isEqualTo(StopReason.MAX_EPOCHS);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void theTestSetIsGivenTheWeightsOfTheBestEpoch(long seed) {
        RunData noise = noise(60);
        RunData data = new RunData(noise.train(), noise.validation(), noise.validation(), CLASSES);
        Recorder recorder = new Recorder();
        TrainingResult result = Training.run(network(8, 4), spec(0.05, 1000, 6), seed, data, recorder);

        assertThat(result.test().loss()).isEqualTo(result.best().validationLoss());
        assertThat(result.test().accuracy()).isEqualTo(result.best().validationAccuracy());
        assertThat(recorder.validationLosses()[result.epochs()])
                .isNotEqualTo(result.best().validationLoss());
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        Recorder first = new Recorder();
        Recorder second = new Recorder();
        TrainingResult one = Training.run(network(8, 4), spec(0.01, 5, 5), 3, noise(300), first);
        TrainingResult two = Training.run(network(8, 4), spec(0.01, 5, 5), 3, noise(300), second);

        assertThat(two).isEqualTo(one);
        assertThat(second.epochs).isEqualTo(first.epochs);
    }

    @Test
    void anotherSeedGivesAnotherTraining() {
        TrainingResult one = Training.run(network(8, 4), spec(0.01, 5, 5), 3, noise(300), new Recorder());
        TrainingResult two = Training.run(network(8, 4), spec(0.01, 5, 5), 4, noise(300), new Recorder());

        assertThat(two.best().validationLoss()).isNotEqualTo(one.best().validationLoss());
    }

    @Test
    void trainingLearnsWhatCanBeLearnt() {
        Samples samples = separable(300);
        RunData data = new RunData(samples, samples, samples, CLASSES);
        TrainingResult result = Training.run(network(16), spec(0.01, 20, 20), 1, data, new Recorder());

        assertThat(result.test().accuracy()).isGreaterThan(0.9);
    }

    /** The loss stays finite here: the signs of hidden layers hide their NaN. */
    @ParameterizedTest
    @ValueSource(doubles = {1e20, 1e30})
    void aLearningRateThatIsFarTooLargeDiverges(double rate) {
        assertThatExceptionOfType(DivergedException.class)
                .isThrownBy(() -> Training.run(network(8, 4), spec(rate, 20, 20), 1, noise(300), new Recorder()))
                .withMessage("a parameter is not a finite number after epoch 1");
    }

    @Test
    void inputsThatAreNoNumbersDiverge() {
        assertThatExceptionOfType(DivergedException.class)
                .isThrownBy(() -> Training.run(network(8), spec(1e-3, 5, 5), 1, notNumbers(), new Recorder()))
                .withMessage("a parameter is not a finite number after epoch 1");
    }

    @Test
    void aLossThatIsNoNumberDiverges() {
        assertThatExceptionOfType(DivergedException.class)
                .isThrownBy(() -> Training.run(network(), spec(1e-3, 5, 5), 1, notNumbers(), new Recorder()))
                .withMessage("training loss is NaN in epoch 1");
    }

    @Test
    void oneTrainingSampleIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Training.run(network(4), spec(1e-3, 5, 5), 1, noise(1), new Recorder()))
                .withMessage("the training set has 1 sample(s), expected 2 or more: "
                        + "batch normalisation has no variance of one sample");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 5, 5, training.batch-size",
        "8, 0, 5, training.max-epochs",
        "8, 5, 0, training.early-stopping.patience"
    })
    void settingsOutOfRangeAreNamed(int batch, int epochs, int patience, String key) {
        Adam.Settings adam = new Adam.Settings(1e-3, 0.9, 0.999, 1e-8);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainingSpec(adam, batch, epochs, patience))
                .withMessageStartingWith(key + " is ");
    }

    private static NetworkSpec network(Integer... hidden) {
        return new NetworkSpec(List.of(hidden), 0.1);
    }

    private static TrainingSpec spec(double rate, int epochs, int patience) {
        return new TrainingSpec(new Adam.Settings(rate, 0.9, 0.999, 1e-8), 128, epochs, patience);
    }

    /** Labels that have nothing to do with the features: the validation loss soon rises. */
    private static RunData noise(int train) {
        return new RunData(gaussians(train, "train"), gaussians(50, "validation"), gaussians(40, "test"), CLASSES);
    }

    private static Samples gaussians(int count, String name) {
        Rng rng = Rng.stream(count, name);
        float[] features = new float[count * WIDTH];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) rng.nextGaussian();
        }
        return new Samples(features, labels(count), count, WIDTH);
    }

    private static Samples separable(int count) {
        Samples samples = gaussians(count, "separable");
        for (int i = 0; i < count; i++) {
            samples.features()[i * WIDTH + samples.labels()[i]] += 5;
        }
        return samples;
    }

    private static RunData notNumbers() {
        float[] features = new float[30 * WIDTH];
        Arrays.fill(features, Float.NaN);
        Samples samples = new Samples(features, labels(30), 30, WIDTH);
        return new RunData(samples, samples, samples, CLASSES);
    }

    private static int[] labels(int count) {
        int[] labels = new int[count];
        Arrays.setAll(labels, i -> i % CLASSES);
        return labels;
    }

    /** Everything that a training says; steps and flips have one entry an epoch, from 0. */
    private static final class Recorder implements TrainingListener {
        private final List<EpochSummary> epochs = new ArrayList<>();
        private final List<Integer> steps = new ArrayList<>();
        private final List<Long> flips = new ArrayList<>();
        private int stepsOfEpoch;
        private long flipsOfEpoch;

        @Override
        public void stepped(int epoch, int stepFlips) {
            assertThat(epoch).isEqualTo(epochs.size());
            stepsOfEpoch++;
            flipsOfEpoch += stepFlips;
        }

        @Override
        public void epochEnded(EpochSummary epoch) {
            epochs.add(epoch);
            steps.add(stepsOfEpoch);
            flips.add(flipsOfEpoch);
            stepsOfEpoch = 0;
            flipsOfEpoch = 0;
        }

        double[] validationLosses() {
            return epochs.stream().mapToDouble(EpochSummary::validationLoss).toArray();
        }
    }
}
