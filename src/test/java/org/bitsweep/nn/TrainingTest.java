package org.bitsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.data.RunData;
import org.bitsweep.data.Samples;
import org.bitsweep.nn.EarlyStopping.Metric;
import org.bitsweep.nn.Examples.Kind;
import org.bitsweep.nn.NetworkSpec.Normalisation;
import org.bitsweep.nn.TrainingResult.StopReason;
import org.bitsweep.nn.TrainingSpec.LossKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The loop over epochs and steps; see {@link TrainingEndsTest} for what cuts it short. */
class TrainingTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @ParameterizedTest
    @CsvSource({"2, 1", "127, 1", "128, 1", "129, 1", "130, 2", "256, 2", "257, 2", "258, 3"})
    void aLastBatchOfOneJoinsTheOneBeforeWhereBatchesAreNormalised(int samples, int steps) {
        Recorder recorder = new Recorder();
        run(bnn(4), spec(1e-3, 2, 5), 1, Examples.noise(samples), recorder);

        assertThat(recorder.steps).containsExactly(0, steps, steps);
        assertThat(recorder.samples).containsExactly(0, samples, samples);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "127, 1", "128, 1", "129, 2", "256, 2", "257, 3"})
    void aLastBatchOfOneIsAStepOfItsOwnElsewhere(int samples, int steps) {
        Recorder recorder = new Recorder();
        NetworkSpec network = Kind.BNN.network(Normalisation.NONE, 0, 4);
        run(network, spec(1e-3, 2, 5), 1, Examples.noise(samples), recorder);

        assertThat(recorder.steps).containsExactly(0, steps, steps);
        assertThat(recorder.samples).containsExactly(0, samples, samples);
    }

    @Test
    void epochZeroComesFirstAndHasNoTraining() {
        Recorder recorder = new Recorder();
        run(bnn(4), spec(1e-3, 3, 5), 1, Examples.noise(50), recorder);

        assertThat(recorder.epochs).extracting(EpochSummary::epoch).containsExactly(0, 1, 2, 3);
        EpochSummary untrained = recorder.epochs.get(0);
        assertThat(untrained.trainLoss()).isNaN();
        assertThat(untrained.trainAccuracy()).isNaN();
        assertThat(untrained.validationLoss()).isFinite();
        assertThat(untrained.flips()).isZero();
    }

    @Test
    void theListenerIsToldTheResultThatIsReturned() {
        Recorder recorder = new Recorder();
        TrainingResult result = run(bnn(4), spec(1e-3, 3, 5), 1, Examples.noise(50), recorder);

        assertThat(recorder.results).containsExactly(result);
    }

    @Test
    void anEpochsFlipsAreTheSumOverItsSteps() {
        Recorder recorder = new Recorder();
        run(bnn(4), spec(0.1, 4, 5), 1, Examples.noise(300), recorder);

        assertThat(recorder.epochs).extracting(EpochSummary::flips).containsExactlyElementsOf(recorder.flips);
        assertThat(recorder.flips.get(1)).isPositive();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void flipsOfAStepAreTheSignsThatTheListenerSeesChange(Kind kind) {
        FlipWatch watch = new FlipWatch();
        run(kind.network(Normalisation.ALL, 0, 70, 4), spec(0.1, 3, 5), 1, Examples.noise(300), watch);

        assertThat(watch.before).hasSize(3);
        assertThat(watch.changed).isPositive();
    }

    @ParameterizedTest(name = "seed {0}, patience {1}, minimum {2}, {3}")
    @CsvSource({
        "1, 1, 0, VALIDATION_LOSS",
        "2, 2, 0, VALIDATION_LOSS",
        "3, 5, 0, VALIDATION_LOSS",
        "4, 3, 0.05, VALIDATION_LOSS",
        "1, 3, 0, VALIDATION_ACCURACY",
        "2, 5, 0.05, VALIDATION_ACCURACY",
        "3, 3, 0, TRAIN_LOSS",
        "4, 5, 0.05, TRAIN_LOSS",
        "5, 5, 100, TRAIN_LOSS"
    })
    void trainingStopsAfterPatienceEpochsWithoutAnImprovement(long seed, int patience, double minimum, Metric metric) {
        Recorder recorder = new Recorder();
        TrainingSpec spec =
                Examples.training(Examples.adam(0.05), 128, 1000, new EarlyStopping(patience, minimum, metric));
        TrainingResult result = run(bnn(4), spec, seed, Examples.noise(60), recorder);

        // Smaller is better for all three.
        double[] values = recorder.epochs.stream()
                .mapToDouble(epoch -> switch (metric) {
                    case VALIDATION_LOSS -> epoch.validationLoss();
                    case VALIDATION_ACCURACY -> -epoch.validationAccuracy();
                    case TRAIN_LOSS -> epoch.trainLoss();
                })
                .toArray();
        int best = 1;
        int epoch = 1;
        while (epoch - best < patience) {
            epoch++;
            best = values[epoch] < values[best] - minimum ? epoch : best;
        }
        assertThat(result.stopReason()).isEqualTo(StopReason.EARLY_STOPPING);
        assertThat(result.epochs()).isEqualTo(epoch).isEqualTo(values.length - 1);
        assertThat(result.best()).isEqualTo(recorder.epochs.get(best));
    }

    /** Before training, every third epoch, and the last one. */
    @Test
    void epochsBetweenValidationsHaveNoneAndTrainAllTheSame() {
        Recorder every = new Recorder();
        Recorder third = new Recorder();
        run(bnn(4), spec(0.05, 8, 9), 1, Examples.noise(50), every);
        TrainingSpec spec = new TrainingSpec(
                Examples.adam(0.05), Examples.CONSTANT, LossKind.CROSS_ENTROPY, 128, 8, Examples.patience(9), 3, null);
        TrainingResult result = run(bnn(4), spec, 1, Examples.noise(50), third);

        for (int epoch = 0; epoch <= 8; epoch++) {
            EpochSummary expected = every.epochs.get(epoch);
            boolean validated = List.of(0, 3, 6, 8).contains(epoch);
            assertThat(third.epochs.get(epoch))
                    .isEqualTo(new EpochSummary(
                            epoch,
                            expected.trainLoss(),
                            expected.trainAccuracy(),
                            validated ? expected.validationLoss() : Double.NaN,
                            validated ? expected.validationAccuracy() : Double.NaN,
                            expected.flips()));
        }
        assertThat(result.best().epoch()).isIn(3, 6, 8);
        assertThat(result.stopReason()).isEqualTo(StopReason.MAX_EPOCHS);
    }

    @Test
    void patienceThatEndsBeforeAValidationIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainingSpec(
                        Examples.adam(0.05),
                        Examples.CONSTANT,
                        LossKind.CROSS_ENTROPY,
                        128,
                        8,
                        Examples.patience(2),
                        3,
                        null))
                .withMessage("training.early-stopping.patience is 2, expected training.evaluate-every, 3, or more");
    }

    /** Weights by the number that all share, batches and dropout by the run's own. */
    @Test
    void runsWithOneInitialSeedStartAlikeAndTrainDifferently() {
        NetworkSpec own = Kind.RELU.network(Normalisation.NONE, 0, 4);
        NetworkSpec shared = new NetworkSpec(
                own.kind(),
                own.hidden(),
                own.normalisation(),
                0,
                new Initialisation(Initialisation.Scheme.GLOROT, 0.1, 7L),
                null);
        Recorder seven = new Recorder();
        Recorder one = new Recorder();
        Recorder two = new Recorder();
        run(own, spec(0.05, 2, 5), 7, Examples.noise(300), seven);
        run(shared, spec(0.05, 2, 5), 1, Examples.noise(300), one);
        run(shared, spec(0.05, 2, 5), 2, Examples.noise(300), two);

        assertThat(one.epochs.get(0)).isEqualTo(two.epochs.get(0)).isEqualTo(seven.epochs.get(0));
        assertThat(one.epochs.get(2)).isNotEqualTo(two.epochs.get(2));
    }

    /** Without inputs and with a vanishing learning rate every logit stays 0, and every loss ln 3. */
    @Test
    void anEqualLossIsNoImprovement() {
        RunData data = Examples.only(Examples.constant(30, 0));
        TrainingResult result = run(bnn(), spec(1e-30, 100, 4), 1, data, new Recorder());

        assertThat(result.best().epoch()).isEqualTo(1);
        assertThat(result.epochs()).isEqualTo(5);
        assertThat(result.test().loss()).isCloseTo(Math.log(3), within(1e-12));
    }

    @Test
    void trainingEndsAtTheLastEpochWithoutPatienceRunningOut() {
        TrainingResult result = run(bnn(4), spec(1e-3, 3, 100), 1, Examples.noise(60), new Recorder());

        assertThat(result.epochs()).isEqualTo(3);
        assertThat(result.stopReason()).isEqualTo(StopReason.MAX_EPOCHS);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theTestSetIsGivenTheWeightsOfTheBestEpoch(Kind kind) {
        RunData noise = Examples.noise(60);
        RunData data = new RunData(noise.train(), noise.validation(), noise.validation(), Examples.CLASSES);
        Recorder recorder = new Recorder();
        NetworkSpec network = kind.network(Normalisation.ALL, 0, 8, 4);
        TrainingResult result = run(network, spec(0.05, 1000, 6), 2, data, recorder);

        assertThat(result.test().loss()).isEqualTo(result.best().validationLoss());
        assertThat(result.test().accuracy()).isEqualTo(result.best().validationAccuracy());
        assertThat(recorder.epochs.get(result.epochs()).validationLoss())
                .isNotEqualTo(result.best().validationLoss());
    }

    /** The second epoch's rate is 1e-60, in a float 0. */
    @Test
    void theScheduleSetsTheRateOfEveryEpoch() {
        Schedule schedule = new Schedule(new Schedule.Step(1, 1e-60), 0);
        TrainingSpec spec = new TrainingSpec(
                new OptimizerSpec.Sgd(0.1, 0, 0), schedule, LossKind.CROSS_ENTROPY, 32, 3, Examples.patience(5));
        Recorder recorder = new Recorder();
        run(Kind.RELU.network(Normalisation.NONE, 0, 8), spec, 1, Examples.noise(100), recorder);

        double[] losses = recorder.epochs.stream()
                .mapToDouble(EpochSummary::validationLoss)
                .toArray();
        assertThat(losses[1]).isNotEqualTo(losses[0]);
        assertThat(losses[2]).isEqualTo(losses[1]);
        assertThat(losses[3]).isEqualTo(losses[1]);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theSameSeedGivesTheSameBits(Kind kind) {
        Recorder first = new Recorder();
        Recorder second = new Recorder();
        NetworkSpec network = kind.network(Normalisation.HIDDEN, 0.3, 8, 4);
        TrainingResult one = run(network, spec(0.01, 5, 5), 3, Examples.noise(300), first);
        TrainingResult two = run(network, spec(0.01, 5, 5), 3, Examples.noise(300), second);

        assertThat(two).isEqualTo(one);
        assertThat(second.epochs).isEqualTo(first.epochs);
    }

    @Test
    void anotherSeedGivesAnotherTraining() {
        TrainingResult one = run(bnn(8, 4), spec(0.01, 5, 5), 3, Examples.noise(300), new Recorder());
        TrainingResult two = run(bnn(8, 4), spec(0.01, 5, 5), 4, Examples.noise(300), new Recorder());

        assertThat(two.best().validationLoss()).isNotEqualTo(one.best().validationLoss());
    }

    @ParameterizedTest
    @CsvSource({
        "BNN, CROSS_ENTROPY",
        "BNN_FLOAT_ENDS, CROSS_ENTROPY",
        "RELU, CROSS_ENTROPY",
        "RELU, MEAN_SQUARED_ERROR",
        "SIGMOID, CROSS_ENTROPY",
        "QUANT, CROSS_ENTROPY",
        "QUANT_ACTIVATIONS, MEAN_SQUARED_ERROR"
    })
    void trainingLearnsWhatCanBeLearnt(Kind kind, LossKind loss) {
        Samples samples = Examples.gaussians(300, "separable");
        for (int i = 0; i < 300; i++) {
            samples.features()[i * Examples.WIDTH + samples.labels()[i]] += 5;
        }
        TrainingSpec spec =
                new TrainingSpec(Examples.adam(0.02), Examples.CONSTANT, loss, 64, 30, Examples.patience(30));
        NetworkSpec network = kind.network(Normalisation.ALL, 0, 16);
        TrainingResult result = run(network, spec, 1, Examples.only(samples), new Recorder());

        assertThat(result.test().accuracy()).isGreaterThan(0.95);
    }

    @ParameterizedTest
    @CsvSource({"0, 5, 0, training.batch-size", "8, 0, 0, training.max-epochs", "8, 5, 5, training.schedule.warm-up"})
    void settingsOutOfRangeAreNamed(int batch, int epochs, int warmUp, String key) {
        Schedule schedule = new Schedule(new Schedule.Constant(), warmUp);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainingSpec(
                        Examples.adam(1e-3), schedule, LossKind.CROSS_ENTROPY, batch, epochs, Examples.patience(1)))
                .withMessageStartingWith(key + " is ");
    }

    private static TrainingResult run(
            NetworkSpec network, TrainingSpec spec, long seed, RunData data, TrainingListener listener) {
        return Training.run(network, spec, seed, data, LIMIT, listener);
    }

    private static NetworkSpec bnn(Integer... hidden) {
        return Kind.BNN.network(Normalisation.ALL, 0, hidden);
    }

    private static TrainingSpec spec(double rate, int epochs, int patience) {
        return Examples.training(Examples.adam(rate), 128, epochs, Examples.patience(patience));
    }

    /** Everything that a training says; steps, samples and flips have one entry an epoch, from 0. */
    private static final class Recorder implements TrainingListener {
        private final List<EpochSummary> epochs = new ArrayList<>();
        private final List<TrainingResult> results = new ArrayList<>();
        private final List<Integer> steps = new ArrayList<>();
        private final List<Integer> samples = new ArrayList<>();
        private final List<Long> flips = new ArrayList<>();
        private int stepsOfEpoch;
        private int samplesOfEpoch;
        private long flipsOfEpoch;

        @Override
        public void stepped(int epoch, int stepSamples, int stepFlips) {
            assertThat(epoch).isEqualTo(epochs.size());
            stepsOfEpoch++;
            samplesOfEpoch += stepSamples;
            flipsOfEpoch += stepFlips;
        }

        @Override
        public void epochEnded(EpochSummary epoch) {
            epochs.add(epoch);
            steps.add(stepsOfEpoch);
            samples.add(samplesOfEpoch);
            flips.add(flipsOfEpoch);
            stepsOfEpoch = 0;
            samplesOfEpoch = 0;
            flipsOfEpoch = 0;
        }

        @Override
        public void ended(TrainingResult result) {
            results.add(result);
        }
    }

    /** Keeps the signs of before each step, and compares. */
    private static final class FlipWatch implements TrainingListener {
        private final List<BitMatrix> before = new ArrayList<>();
        private List<LayerView> layers;
        private int changed;

        @Override
        public void started(NetworkView network) {
            layers = network.layers();
            layers.forEach(layer -> before.add(layer.signs().copy()));
        }

        @Override
        public void stepped(int epoch, int samples, int flips) {
            int sum = 0;
            for (int l = 0; l < layers.size(); l++) {
                LayerView layer = layers.get(l);
                long[] old = before.get(l).words();
                int count = 0;
                for (int w = 0; w < old.length; w++) {
                    count += Long.bitCount(old[w] ^ layer.signs().words()[w]);
                }
                for (int i = 0; i < layer.flips().size(); i++) {
                    old[layer.flips().word(i)] ^= layer.flips().mask(i);
                }
                assertThat(before.get(l)).isEqualTo(layer.signs());
                assertThat(layer.flips().count()).isEqualTo(count);
                sum += count;
            }
            assertThat(flips).isEqualTo(sum);
            changed += sum;
        }
    }
}
