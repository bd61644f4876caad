package org.bitsweep.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.complexity.BlockCounts;
import org.bitsweep.complexity.BlockShape;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.ctm.CtmTables;
import org.bitsweep.data.Opener;
import org.bitsweep.data.PreparedDataset;
import org.bitsweep.nn.EpochSummary;
import org.bitsweep.nn.LayerView;
import org.bitsweep.nn.NetworkView;
import org.bitsweep.nn.Training;
import org.bitsweep.nn.TrainingListener;
import org.bitsweep.nn.TrainingResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A small training, measured by the run's probes and by a listener of the test's own. */
class RunExecutionTest {
    private static final String SMALL = """
            dataset.count = 300
            network.hidden = [12, 8]
            training { batch-size = 32, max-epochs = 4, learning-rate = 0.02 }
            seed = 5
            """;
    private static final int LAYERS = 3;
    private static final double TOLERANCE = 1e-9;

    private static CtmTable table;
    private static PreparedDataset data;

    @BeforeAll
    static void load() throws IOException {
        table = CtmTables.load("2d");
        data = spec().dataset().prepare(Opener.local());
    }

    @Test
    void thereIsOneRowAnEpochFromZero() {
        RunRows rows = execute();

        assertThat(rows.epochs())
                .extracting(row -> row.summary().epoch())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(0, rows.run().result().epochs())
                                .boxed()
                                .toList());
        assertThat(rows.run().status()).isEqualTo(RunRow.Status.OK);
        assertThat(rows.run().failure()).isNull();
    }

    @Test
    void theRowsAreThoseOfTheTraining() {
        List<EpochSummary> summaries = new ArrayList<>();
        TrainingResult result = train(new TrainingListener() {
            @Override
            public void epochEnded(EpochSummary epoch) {
                summaries.add(epoch);
            }
        });
        RunRows rows = execute();

        assertThat(rows.epochs()).extracting(EpochRow::summary).containsExactlyElementsOf(summaries);
        assertThat(rows.run().result()).isEqualTo(result);
    }

    @Test
    void theBestEpochHasTheLowestValidationLoss() {
        RunRows rows = execute("training.max-epochs=20");
        double lowest = rows.epochs().stream()
                .skip(1)
                .mapToDouble(row -> row.summary().validationLoss())
                .min()
                .orElseThrow();

        assertThat(rows.run().result().best().validationLoss()).isEqualTo(lowest);
    }

    /** Weights 100 x 12, 12 x 8 and 8 x 10, and two for each of 30 units. */
    @Test
    void theRowSaysWhatTheNetworkIsAndHowManyParametersItHas() {
        RunRow row = execute().run();

        assertThat(row.network()).isEqualTo("bnn 100-12-8-10");
        assertThat(row.parameters()).isEqualTo(1200 + 96 + 80 + 60);
    }

    @Test
    void anEpochsComplexityIsTheMeanOverItsSteps() {
        Meter meter = new Meter(true);
        train(meter);
        RunRows rows = execute();

        for (EpochRow row : rows.epochs()) {
            assertThat(row.bdm()).isCloseTo(meter.bdm.get(row.summary().epoch())[0], within(TOLERANCE));
            assertThat(row.entropy()).isCloseTo(meter.entropy.get(row.summary().epoch())[0], within(TOLERANCE));
        }
        assertThat(rows.epochs().get(1).bdm()).isNotEqualTo(rows.epochs().get(0).bdm());
    }

    @Test
    void everyEpochMeasuresTheSignsAtItsEnd() {
        Meter meter = new Meter(false);
        train(meter);

        for (EpochRow row : execute("probes.complexity.default.every=epoch").epochs()) {
            assertThat(row.bdm()).isCloseTo(meter.bdm.get(row.summary().epoch())[0], within(TOLERANCE));
            assertThat(row.entropy()).isCloseTo(meter.entropy.get(row.summary().epoch())[0], within(TOLERANCE));
        }
    }

    @Test
    void poolingByLayerMeasuresEveryLayerToo() {
        Meter meter = new Meter(true);
        train(meter);
        RunRows rows = execute("probes.complexity.default.pooling=layer");

        assertThat(rows.measures()).hasSize(2 * LAYERS * rows.epochs().size());
        assertThat(rows.measures()).extracting(MeasureRow::layer).containsOnly(0, 1, 2);
        assertThat(rows.measures()).extracting(MeasureRow::probe).containsOnly("default");
        for (MeasureRow row : rows.measures()) {
            List<double[]> expected = row.name().equals("bdm") ? meter.bdm : meter.entropy;
            assertThat(row.value()).isCloseTo(expected.get(row.epoch())[1 + row.layer()], within(TOLERANCE));
        }
    }

    @Test
    void theColumnsOfTheEpochsDoNotDependOnPooling() {
        assertThat(complexities(execute("probes.complexity.default.pooling=layer")))
                .isEqualTo(complexities(execute()));
    }

    /** A block that occurs in two layers costs its CTM value once in the network and twice in the layers' sum. */
    @Test
    void theNetworksComplexityIsNotTheSumOfItsLayers() {
        RunRows rows = execute("probes.complexity.default.pooling=layer", "network.hidden=[64, 64]");
        double sum = rows.measures().stream()
                .filter(row -> row.epoch() == 0 && row.name().equals("bdm"))
                .mapToDouble(MeasureRow::value)
                .sum();

        assertThat(rows.epochs().get(0).bdm()).isLessThan(sum);
    }

    @Test
    void otherProbesAreMeasuresOfTheWholeNetwork() {
        Meter meter = new Meter(true);
        train(meter);
        RunRows rows = execute("probes.complexity.second={}");

        assertThat(rows.measures()).hasSize(2 * rows.epochs().size());
        for (MeasureRow row : rows.measures()) {
            assertThat(row.probe()).isEqualTo("second");
            assertThat(row.layer()).isEqualTo(-1);
            List<double[]> expected = row.name().equals("bdm") ? meter.bdm : meter.entropy;
            assertThat(row.value()).isCloseTo(expected.get(row.epoch())[0], within(TOLERANCE));
        }
    }

    @Test
    void anotherProbeChangesNoTraining() {
        RunRows rows = execute("probes.complexity.second={ every = epoch, pooling = layer }");

        assertThat(rows.epochs())
                .extracting(EpochRow::summary)
                .isEqualTo(execute().epochs().stream().map(EpochRow::summary).toList());
        assertThat(complexities(rows)).isEqualTo(complexities(execute()));
    }

    @Test
    void anExceptionBecomesARowWithItsClassAndMessage() {
        RunRows rows = execute("training.learning-rate=1e30");

        assertThat(rows.run().status()).isEqualTo(RunRow.Status.FAILED);
        assertThat(rows.run().failure().errorClass()).isEqualTo("org.bitsweep.nn.DivergedException");
        assertThat(rows.run().failure().message()).isEqualTo("a parameter is not a finite number after epoch 1");
        assertThat(rows.run().result()).isNull();
        assertThat(rows.epochs()).isEmpty();
        assertThat(rows.measures()).isEmpty();
    }

    @Test
    void aFailedRunStillSaysWhatItsNetworkIs() {
        RunRow row = execute("training.learning-rate=1e30").run();

        assertThat(row.network()).isEqualTo("bnn 100-12-8-10");
        assertThat(row.run().identity().runKey()).hasSize(64);
    }

    @Test
    void aQuarantinedRunHasTheErrorThatKilledIt() {
        RunSpec spec = spec();
        RunRows rows = RunExecution.quarantined(planned(spec), data, new OutOfMemoryError("heap"), 2);

        assertThat(rows.run().status()).isEqualTo(RunRow.Status.QUARANTINED);
        assertThat(rows.run().failure()).isEqualTo(new RunRow.Failure("java.lang.OutOfMemoryError", "heap"));
        assertThat(rows.run().observed().attempt()).isEqualTo(2);
        assertThat(rows.epochs()).isEmpty();
    }

    @Test
    void theSameRunGivesTheSameRows() {
        RunRows one = execute("probes.complexity.default.pooling=layer");
        RunRows two = execute("probes.complexity.default.pooling=layer");

        assertThat(two.run().result()).isEqualTo(one.run().result());
        assertThat(two.epochs()).isEqualTo(one.epochs());
        assertThat(two.measures()).isEqualTo(one.measures());
    }

    private static List<List<Double>> complexities(RunRows rows) {
        return rows.epochs().stream()
                .map(row -> List.of(row.bdm(), row.entropy()))
                .toList();
    }

    private static TrainingResult train(TrainingListener listener) {
        RunSpec spec = spec();
        return Training.run(
                spec.network(), spec.training(), spec.seed(), data.draw(spec.seed()), Duration.ofHours(1), listener);
    }

    private static RunRows execute(String... overrides) {
        return RunExecution.execute(planned(spec(overrides)), data, Map.of("2d", table), 0);
    }

    private static PlannedRun planned(RunSpec spec) {
        RunIdentity identity = RunIdentity.of(spec, data.digest(), Map.of("2d", table.digest()));
        return new PlannedRun("test", spec, identity, Map.of());
    }

    private static RunSpec spec(String... overrides) {
        return SpecReader.read(Configuration.parse(SMALL, overrides).settings());
    }

    /** Means over an epoch's steps, or values at its end, of the network (entry 0) and of its layers. */
    private static final class Meter implements TrainingListener {
        private final boolean everyStep;
        private final List<double[]> bdm = new ArrayList<>();
        private final List<double[]> entropy = new ArrayList<>();
        private List<BitMatrix> signs;
        private List<List<BlockCounts>> steps = new ArrayList<>();

        Meter(boolean everyStep) {
            this.everyStep = everyStep;
        }

        @Override
        public void started(NetworkView network) {
            signs = network.layers().stream().map(LayerView::signs).toList();
        }

        @Override
        public void stepped(int epoch, int samples, int flips) {
            if (everyStep) {
                measure();
            }
        }

        @Override
        public void epochEnded(EpochSummary epoch) {
            if (!everyStep || epoch.epoch() == 0) {
                measure();
            }
            double[] bdmMeans = new double[1 + signs.size()];
            double[] entropyMeans = new double[1 + signs.size()];
            for (List<BlockCounts> step : steps) {
                for (int scope = 0; scope < step.size(); scope++) {
                    bdmMeans[scope] += step.get(scope).bdm(table) / steps.size();
                    entropyMeans[scope] += step.get(scope).entropy() / steps.size();
                }
            }
            bdm.add(bdmMeans);
            entropy.add(entropyMeans);
            steps = new ArrayList<>();
        }

        private void measure() {
            List<BlockCounts> scopes = new ArrayList<>();
            BlockCounts network = new BlockCounts(new BlockShape(4, 4));
            scopes.add(network);
            for (BitMatrix layer : signs) {
                network.add(layer);
                BlockCounts alone = new BlockCounts(new BlockShape(4, 4));
                alone.add(layer);
                scopes.add(alone);
            }
            steps.add(scopes);
        }
    }
}
