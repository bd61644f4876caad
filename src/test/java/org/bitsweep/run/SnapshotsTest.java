package org.bitsweep.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.bits.Rng;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a run keeps of its weights, against what a listener of the test's own has seen. */
class SnapshotsTest {
    private static final String SMALL = """
            dataset.count = 300
            network.hidden = [11, 8]
            training { batch-size = 32, max-epochs = 30, learning-rate = 0.05, early-stopping.patience = 2 }
            seed = 5
            """;
    private static final int LAYERS = 3;

    private static PreparedDataset data;
    private static CtmTable table;

    /** The weights after every epoch, from 0 on. */
    private static final List<List<BitMatrix>> SEEN = new ArrayList<>();

    private static TrainingResult trained;

    @BeforeAll
    static void train() throws IOException {
        table = CtmTables.load("2d");
        RunSpec spec = spec();
        data = spec.dataset().prepare(Opener.local());
        SEEN.clear();
        trained = Training.run(
                spec.network(),
                spec.training(),
                spec.seed(),
                data.draw(spec.seed()),
                Duration.ofHours(1),
                new TrainingListener() {
                    private List<BitMatrix> live;

                    @Override
                    public void started(NetworkView network) {
                        live = network.layers().stream().map(LayerView::signs).toList();
                    }

                    @Override
                    public void epochEnded(EpochSummary epoch) {
                        SEEN.add(live.stream().map(BitMatrix::copy).toList());
                    }
                });
        assertThat(trained.best().epoch()).isLessThan(trained.epochs());
    }

    @Test
    void startBestAndEndAreTheWeightsOfTheseEpochs() {
        requireSnapshots(snapshots("seeds = 5"), 0, trained.best().epoch(), trained.epochs());
    }

    @Test
    void anEpochThatIsMeantTwiceIsThereOnce() {
        requireSnapshots(
                snapshots("seeds = 5, epochs = [end, best, " + trained.epochs() + ", "
                        + trained.best().epoch() + "]"),
                trained.best().epoch(),
                trained.epochs());
    }

    @Test
    void epochsThatWereNotReachedAreNotThere() {
        requireSnapshots(snapshots("seeds = 5, epochs = [1, 1000]"), 1);
    }

    @ParameterizedTest
    @CsvSource({"[], false", "5, true", "'[3, 5]', true", "'[3, 4]', false", "\"0..4\", false", "\"0..5\", true"})
    void runsAreSelectedByTheirSeeds(String seeds, boolean isSelected) {
        assertThat(snapshots("seeds = " + seeds).isEmpty()).isEqualTo(!isSelected);
    }

    @ParameterizedTest
    @CsvSource({"\"1..9..2\", true", "\"0..8..2\", false", "'[\"0..2\", \"4..6\"]', true"})
    void seedsMayBeRangesWithSteps(String seeds, boolean isSelected) {
        assertThat(snapshots("seeds = " + seeds).isEmpty()).isEqualTo(!isSelected);
    }

    @Test
    void snapshotsAreNoPartOfTheKeyAndChangeNoOtherRow() {
        RunRows without = execute("");
        RunRows with = execute("probes.snapshots.seeds = 5");
        assertThat(with.snapshots()).isNotEmpty();
        assertThat(with.run().run().identity()).isEqualTo(without.run().run().identity());
        assertThat(with.run().result()).isEqualTo(without.run().result());
        assertThat(with.epochs())
                .extracting(EpochRow::summary)
                .isEqualTo(without.epochs().stream().map(EpochRow::summary).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "seeds = abc, probes.snapshots.seeds",
        "seeds = \"0..9..0\", probes.snapshots.seeds",
        "seeds = [1.5], probes.snapshots.seeds",
        "epochs = [first], probes.snapshots.epochs",
        "epochs = [-1], probes.snapshots.epochs",
        "epochs = best, probes.snapshots.epochs"
    })
    void aWrongSelectionIsRefusedByItsKey(String written, String key) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> snapshots(written))
                .withMessageContaining(key);
    }

    @Test
    void floatsAreTheWeightsWhoseSignsAreBesideThem() {
        List<SnapshotRow> rows = snapshots("seeds = 5, epochs = [0, 1], floats = true");
        assertThat(rows).hasSize(2 * LAYERS);
        for (SnapshotRow row : rows) {
            FloatBuffer floats =
                    ByteBuffer.wrap(row.floats()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
            assertThat(floats.remaining()).isEqualTo(row.rows() * row.cols());
            StringBuilder signs = new StringBuilder();
            while (floats.hasRemaining()) {
                signs.append(floats.get() > 0 ? '1' : '0');
            }
            assertThat(signs).hasToString(unpacked(row));
        }
    }

    /** Drawn by the definition of the initial weights: layer by layer, row by row, from one stream. */
    @Test
    void floatsBeforeTrainingAreThoseThatWereDrawn() {
        Rng rng = Rng.stream(5, "initialisation");
        for (SnapshotRow row : snapshots("seeds = 5, epochs = [start], floats = true")) {
            FloatBuffer floats =
                    ByteBuffer.wrap(row.floats()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
            while (floats.hasRemaining()) {
                assertThat(floats.get()).isEqualTo((float) (0.1 * rng.nextGaussian()));
            }
        }
    }

    @Test
    void withoutBeingAskedForThereAreNoFloats() {
        assertThat(snapshots("seeds = 5"))
                .allSatisfy(row -> assertThat(row.floats()).isNull());
    }

    @Test
    void theSelectionCannotBeAnAxis() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.parse("axes.probes.snapshots.seeds = [[1], [2]]"))
                .withMessageContaining("probes.snapshots")
                .withMessageContaining("cannot be an axis");
    }

    private static void requireSnapshots(List<SnapshotRow> rows, int... epochs) {
        assertThat(rows).hasSize(epochs.length * LAYERS);
        for (int i = 0; i < rows.size(); i++) {
            SnapshotRow row = rows.get(i);
            assertThat(row.epoch()).isEqualTo(epochs[i / LAYERS]);
            assertThat(row.layer()).isEqualTo(i % LAYERS);
            BitMatrix expected = SEEN.get(row.epoch()).get(row.layer());
            assertThat(row.rows()).isEqualTo(expected.rows());
            assertThat(row.cols()).isEqualTo(expected.cols());
            assertThat(unpacked(row)).isEqualTo(expected.toString().replace("\n", ""));
        }
    }

    /** The bits as text, as {@code numpy.unpackbits} gives them. */
    private static String unpacked(SnapshotRow row) {
        StringBuilder bits = new StringBuilder();
        for (byte packed : row.bits()) {
            String text = Integer.toBinaryString(packed & 0xff);
            bits.append("0".repeat(8 - text.length())).append(text);
        }
        int cells = row.rows() * row.cols();
        assertThat(bits.length() - cells).isBetween(0, 7);
        assertThat(bits.substring(cells)).doesNotContain("1");
        return bits.substring(0, cells);
    }

    private static List<SnapshotRow> snapshots(String selection) {
        return execute("probes.snapshots { " + selection + " }").snapshots();
    }

    private static RunSpec spec(String... more) {
        return SpecReader.read(
                Configuration.parse(SMALL + String.join("\n", more)).settings());
    }

    private static RunRows execute(String more) {
        RunSpec spec = spec(more);
        RunIdentity identity = RunIdentity.of(spec, "a data set", Map.of("2d", "a table"));
        return RunExecution.execute(new PlannedRun("test", spec, identity, Map.of()), data, Map.of("2d", table), 0);
    }
}
