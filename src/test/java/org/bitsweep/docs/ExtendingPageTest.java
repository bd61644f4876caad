package org.bitsweep.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.bitsweep.OwnProcess;
import org.bitsweep.SharedSpark;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.data.Opener;
import org.bitsweep.nn.EpochSummary;
import org.bitsweep.nn.LayerView;
import org.bitsweep.nn.NetworkView;
import org.bitsweep.nn.Training;
import org.bitsweep.nn.TrainingListener;
import org.bitsweep.run.Configuration;
import org.bitsweep.run.Measurements;
import org.bitsweep.run.ProbeProvider;
import org.bitsweep.run.RunSpec;
import org.bitsweep.run.SpecReader;
import org.bitsweep.sweep.StoreTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/extending.md and docs/probes.md: compiled, and run. */
class ExtendingPageTest {
    private static final Page PAGE = Page.of("docs/extending.md");
    private static final String STORE = "src/test/resources/org/bitsweep/sweep/stores/1";

    @Test
    void thePatchesCompileAndWhatTheyAddTrains(@TempDir Path folder) throws IOException, InterruptedException {
        Path classes = Page.compile(PAGE.patch(Path.of(""), folder), folder.resolve("classes"));
        List<String> commands = PAGE.blocks("sh").stream().map(String::strip).toList();
        assertThat(commands).hasSize(2);
        for (String command : commands) {
            List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
            assertThat(arguments.remove(0)).isEqualTo("submit/bitsweep");
            arguments.add("training.max-epochs=2");
            try (OwnProcess process = OwnProcess.start(
                    folder,
                    List.of(),
                    Page.before(classes),
                    Map.of(),
                    "org.bitsweep.cli.Main",
                    arguments.toArray(String[]::new))) {
                assertThat(process.status(Duration.ofMinutes(2)))
                        .as(command + "\n" + process.err())
                        .isZero();
            }
        }
    }

    @Test
    void noExampleIsLongerThanSixtyLines() throws IOException {
        assertThat(Stream.of("java", "diff").flatMap(language -> blocks(language).stream()))
                .hasSize(4)
                .allSatisfy(block -> assertThat(block.lines()).hasSizeLessThan(60));
    }

    @Test
    void theStatisticIsWhatItSays(@TempDir Path folder) throws Exception {
        Map<String, Double> found = new HashMap<>();
        String classPath = Page.before(PAGE.compile("HalfWay", folder));
        try (OwnProcess process =
                OwnProcess.start(folder, List.of(), classPath, Map.of(), "org.example.HalfWay", STORE)) {
            assertThat(process.status(Duration.ofMinutes(2))).as(process.err()).isZero();
            process.out()
                    .lines()
                    .map(line -> line.split(" "))
                    .forEach(words -> found.put(words[0], Double.valueOf(words[1])));
        }
        Map<String, Double> expected = halfWays(SharedSpark.session());
        assertThat(expected).isNotEmpty();
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        assertThat(found).allSatisfy((group, epoch) -> assertThat(epoch).isCloseTo(expected.get(group), within(1e-12)));
    }

    /** The same from the rows of the table, one after the other. */
    private static Map<String, Double> halfWays(SparkSession spark) {
        Map<String, List<Row>> runs = new HashMap<>();
        new StoreTables(spark, STORE)
                .epochs().filter("epoch >= 1").orderBy("run_key", "epoch").collectAsList().stream()
                        .forEach(row -> runs.computeIfAbsent(row.getAs("run_key"), key -> new ArrayList<>())
                                .add(row));
        Map<String, List<Integer>> found = new HashMap<>();
        for (List<Row> run : runs.values()) {
            double first = run.get(0).<Double>getAs("bdm");
            double least = run.stream()
                    .mapToDouble(row -> row.<Double>getAs("bdm"))
                    .min()
                    .orElseThrow();
            List<Integer> group = found.computeIfAbsent(run.get(0).getAs("group_key"), key -> new ArrayList<>());
            run.stream()
                    .filter(row -> least < first && row.<Double>getAs("bdm") <= (first + least) / 2)
                    .findFirst()
                    .ifPresent(row -> group.add(row.getAs("epoch")));
        }
        Map<String, Double> means = new HashMap<>();
        found.forEach((group, epochs) -> means.put(
                group, epochs.stream().mapToInt(Integer::intValue).average().orElse(Double.NaN)));
        return means;
    }

    @Test
    void theProbeOfItsOwnPageMeasuresTheShareOfPositiveWeights(@TempDir Path folder) throws Exception {
        List<Double> measured = new ArrayList<>();
        List<Double> counted = new ArrayList<>();
        RunSpec spec = SpecReader.read(Configuration.parse("dataset.kind = sincos, training.max-epochs = 2")
                .settings());
        Measurements measurements = (epoch, layer, name, value) -> measured.add(value);
        try (URLClassLoader loader = loader(Page.of("docs/probes.md").compile("PositiveShare", folder))) {
            ProbeProvider provider = (ProbeProvider) loader.loadClass("org.example.PositiveShare")
                    .getConstructor()
                    .newInstance();
            TrainingListener probe = provider.open(Map.of(), 0, measurements);
            Training.run(
                    spec.network(),
                    spec.training(),
                    spec.seed(),
                    spec.dataset().prepare(Opener.local()).draw(spec.seed()),
                    Duration.ofMinutes(1),
                    new Counted(probe, counted));
        }
        assertThat(measured).hasSize(3 * 3).isEqualTo(counted);
    }

    /** Counts signs one by one, beside a probe. */
    private static final class Counted implements TrainingListener {
        private final TrainingListener probe;
        private final List<Double> shares;
        private List<LayerView> layers;

        Counted(TrainingListener probe, List<Double> shares) {
            this.probe = probe;
            this.shares = shares;
        }

        @Override
        public void started(NetworkView network) {
            layers = network.layers();
            probe.started(network);
        }

        @Override
        public void epochEnded(EpochSummary epoch) {
            probe.epochEnded(epoch);
            for (LayerView layer : layers) {
                BitMatrix signs = layer.signs();
                int positive = 0;
                for (int row = 0; row < signs.rows(); row++) {
                    for (int col = 0; col < signs.cols(); col++) {
                        positive += layer.latentWeight(row, col) > 0 ? 1 : 0;
                    }
                }
                shares.add((double) positive / (signs.rows() * signs.cols()));
            }
        }
    }

    private static List<String> blocks(String language) {
        try {
            return PAGE.blocks(language);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static URLClassLoader loader(Path classes) throws IOException {
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, ExtendingPageTest.class.getClassLoader());
    }
}
