package org.bitsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.bitsweep.data.RunData;
import org.bitsweep.data.Samples;
import org.bitsweep.nn.Examples.Kind;
import org.bitsweep.nn.NetworkSpec.Normalisation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What ends a training before its time, and sizes at the edge of what is possible. */
class TrainingEndsTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final TrainingListener SILENT = new TrainingListener() {};

    /** The loss stays finite here: the signs of hidden layers hide what has become of their scales. */
    @Test
    void parametersThatOverflowDiverge() {
        NetworkSpec network = Kind.BNN.network(Normalisation.ALL, 0, 8, 4);

        assertThatExceptionOfType(DivergedException.class)
                .isThrownBy(() -> run(network, Examples.adam(1e30), 128, Examples.noise(300)))
                .withMessage("a parameter is not a finite number after epoch 1");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"RELU", "QUANT"})
    void aLossThatOverflowsDiverges(Kind kind) {
        NetworkSpec network = kind.network(Normalisation.NONE, 0, 8, 4);

        assertThatExceptionOfType(DivergedException.class)
                .isThrownBy(() -> run(network, Examples.sgd(1e30), 32, Examples.noise(300)))
                .withMessageMatching("training loss is (NaN|Infinity) in epoch 1");
    }

    @Test
    void inputsThatAreNoNumbersDiverge() {
        NetworkSpec network = Kind.BNN.network(Normalisation.ALL, 0, 8);

        assertThatExceptionOfType(DivergedException.class)
                .isThrownBy(() -> run(network, Examples.adam(1e-3), 128, notNumbers()))
                .withMessage("a parameter is not a finite number after epoch 1");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"BNN", "RELU", "QUANT"})
    void aLossThatIsNoNumberDiverges(Kind kind) {
        NetworkSpec network = kind.network(Normalisation.ALL, 0);

        assertThatExceptionOfType(DivergedException.class)
                .isThrownBy(() -> run(network, Examples.adam(1e-3), 128, notNumbers()))
                .withMessage("training loss is NaN in epoch 1");
    }

    @Test
    void aTrainingThatTakesTooLongEnds() {
        Duration limit = Duration.ofMillis(20);
        TrainingListener slow = new TrainingListener() {
            @Override
            public void stepped(int epoch, int samples, int flips) {
                long start = System.nanoTime();
                while (System.nanoTime() - start <= limit.toNanos()) {
                    Thread.onSpinWait();
                }
            }
        };

        assertThatExceptionOfType(TimeLimitException.class)
                .isThrownBy(() -> Training.run(
                        Kind.BNN.network(Normalisation.ALL, 0, 4),
                        training(Examples.adam(1e-3), 10),
                        1,
                        Examples.noise(100),
                        limit,
                        slow))
                .withMessage("the time limit of 0.02 s passed in epoch 1");
    }

    @Test
    void anInterruptedThreadEndsItsTrainingAndStaysInterrupted() {
        TrainingListener interrupting = new TrainingListener() {
            @Override
            public void epochEnded(EpochSummary epoch) {
                if (epoch.epoch() == 2) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        try {
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> Training.run(
                            Kind.BNN.network(Normalisation.ALL, 0, 4),
                            training(Examples.adam(1e-3), 10),
                            1,
                            Examples.noise(100),
                            LIMIT,
                            interrupting))
                    .withMessage("interrupted in epoch 3");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /** Weights so small that a float has none of them: every unit is 0. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 1"})
    void aNetworkOfZeroWeightsIsDead(int layers, int layer) {
        List<Integer> hidden = List.of(4, 3, 5).subList(0, layers);
        NetworkSpec network = new NetworkSpec(
                new NetworkKind.Plain(Activation.RELU),
                hidden,
                Normalisation.NONE,
                0,
                new Initialisation(Initialisation.Scheme.NORMAL, 1e-60),
                null);

        assertThatExceptionOfType(DeadNetworkException.class)
                .isThrownBy(() -> run(network, Examples.sgd(0.1), 128, Examples.noise(50)))
                .withMessage("hidden layer " + layer + " gave the same values for all training samples in epoch 1");
    }

    /** Inputs are positive: a step that is far too large takes the only rectifier below 0 for all of them. */
    @Test
    void aRectifierThatAStepKilledIsFoundInTheNextEpoch() {
        Samples samples = Examples.gaussians(50, "positive");
        for (int i = 0; i < samples.features().length; i++) {
            samples.features()[i] = 2 + Math.abs(samples.features()[i]);
        }
        NetworkSpec network = Kind.RELU.network(Normalisation.NONE, 0, 1);
        OptimizerSpec huge = new OptimizerSpec.Sgd(1000, 0, 0);
        DeadNetworkException dead = null;
        for (long seed = 1; seed <= 8 && dead == null; seed++) {
            try {
                Training.run(network, training(huge, 50), seed, Examples.only(samples), LIMIT, SILENT);
            } catch (DeadNetworkException e) {
                dead = e;
            } catch (DivergedException e) {
                continue;
            }
        }

        assertThat(dead).hasMessage("hidden layer 1 gave the same values for all training samples in epoch 2");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void constantInputsAreNoDeadNetwork(Kind kind) {
        RunData data = Examples.only(Examples.constant(30, 0.5f));

        assertWorks(run(kind.network(Normalisation.NONE, 0, 4, 3), Examples.adam(1e-3), 8, data));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void oneSampleTrainsWithoutBatchNormalisation(Kind kind) {
        assertWorks(run(kind.network(Normalisation.NONE, 0, 4), Examples.adam(1e-3), 8, Examples.noise(1)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Normalisation.class,
            names = {"ALL", "HIDDEN"})
    void oneSampleIsRefusedWithBatchNormalisation(Normalisation normalisation) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> run(Kind.RELU.network(normalisation, 0, 4), Examples.adam(1e-3), 8, Examples.noise(1)))
                .withMessage("the training set has 1 sample(s), expected 2 or more: "
                        + "batch normalisation has no variance of one sample");
    }

    @Test
    void noSampleIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        run(Kind.RELU.network(Normalisation.NONE, 0, 4), Examples.adam(1e-3), 8, Examples.noise(0)))
                .withMessage("the training set has no sample");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void batchesOfOneTrainWithoutBatchNormalisation(Kind kind) {
        assertWorks(run(kind.network(Normalisation.NONE, 0, 4), Examples.adam(1e-3), 1, Examples.noise(20)));
    }

    @Test
    void batchesOfOneAreRefusedWithBatchNormalisation() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        run(Kind.BNN.network(Normalisation.ALL, 0, 4), Examples.adam(1e-3), 1, Examples.noise(20)))
                .withMessage("training.batch-size is 1, expected 2 or more: "
                        + "batch normalisation has no variance of one sample");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aBatchCanBeLargerThanTheData(Kind kind) {
        assertWorks(
                run(kind.network(Normalisation.ALL, 0, 4), Examples.adam(1e-3), Integer.MAX_VALUE, Examples.noise(20)));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void oneClassIsLearntAtOnce(Kind kind) {
        Samples samples = Examples.gaussians(20, Examples.WIDTH, 1, "samples");
        RunData data = new RunData(samples, samples, samples, 1);
        TrainingResult result = run(kind.network(Normalisation.ALL, 0, 4), Examples.adam(1e-3), 8, data);

        assertThat(result.test()).isEqualTo(new Evaluation(0, 1));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void layersCanBeOneWide(Kind kind) {
        assertWorks(run(kind.network(Normalisation.ALL, 0, 1), Examples.adam(1e-3), 16, Examples.noise(50)));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void layersCanBe4096Wide(Kind kind) {
        assertWorks(run(kind.network(Normalisation.ALL, 0, 4096), Examples.adam(1e-3), 16, Examples.noise(32)));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void hiddenLayersAreNotNeeded(Kind kind) {
        for (Normalisation normalisation : Normalisation.values()) {
            assertWorks(run(kind.network(normalisation, 0), Examples.adam(1e-3), 16, Examples.noise(50)));
        }
    }

    private static void assertWorks(TrainingResult result) {
        assertThat(result.epochs()).isEqualTo(3);
        assertThat(result.test().loss()).isFinite();
        assertThat(result.test().accuracy()).isBetween(0.0, 1.0);
    }

    private static TrainingResult run(NetworkSpec network, OptimizerSpec optimizer, int batch, RunData data) {
        return Training.run(network, training(optimizer, batch), 1, data, LIMIT, SILENT);
    }

    private static TrainingSpec training(OptimizerSpec optimizer, int batch) {
        return Examples.training(optimizer, batch, 3, Examples.patience(3));
    }

    private static RunData notNumbers() {
        return Examples.only(Examples.constant(30, Float.NaN));
    }
}
