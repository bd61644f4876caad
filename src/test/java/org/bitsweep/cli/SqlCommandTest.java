package org.bitsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bitsweep.stats.StatisticsScript;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Queries from files, pictures of their rows, and the queries that come with configurations. */
class SqlCommandTest {
    @TempDir
    private static Path store;

    @TempDir
    private Path folder;

    /** Two seeds, weight decays and betas each, three epochs, with every probe that the queries of conf look at. */
    @BeforeAll
    static void fill() {
        Captured sweep = Captured.run(
                "sweep",
                "conf/demo.conf",
                "store=" + store,
                "dataset.count=300",
                "network={kind=float,hidden=[8],activation=relu}",
                "training={optimizer=adamw,max-epochs=3,batch-size=32,regularizer.kind=weight-information}",
                "probes.information={every=1,bins=[4],range=layer,patterns=test}",
                "probes.weight-information.every=1",
                "probes.custom.four={kind=qubd,bits=4,permutations=1,every=1}",
                "probes.custom.four-units={kind=qubd,bits=4,arrangement=permuted-units,every=1}",
                "probes.custom.norm={kind=weight-norm,every=1}",
                "axes.seed=0..1",
                "axes.training.weight-decay=[1,0]",
                "axes.training.regularizer.beta=[1e-3,1e3]",
                "axes.dataset.train=[100]",
                "axes.network.hidden=[[8]]");
        assertThat(sweep.status()).as(sweep.err()).isZero();
    }

    @Test
    void aQueryMayComeFromAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("count.sql"), "-- how many\nSELECT COUNT(*) AS n FROM runs;\n");
        assertThat(sql(file.toString(), "--format", "csv").out()).isEqualTo("n\n8\n");
    }

    @Test
    void helpNamesAllViews() {
        assertThat(Captured.run("sql", "--help").out().split("[\\s,.]+"))
                .contains("runs", "epochs", "measures", "snapshots")
                .containsAll(StatisticsScript.STEPS);
    }

    static Stream<Path> queriesOfConf() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("conf"))) {
            return files.filter(file -> file.toString().endsWith(".sql")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("queriesOfConf")
    void everyQueryOfConfIsAnswered(Path file) throws IOException {
        Captured answer = sql(file.toString(), "--format", "json");
        assertThat(answer.err()).isEmpty();
        assertThat(answer.status()).isZero();
        assertThat(new ObjectMapper().readTree(answer.out())).isNotEmpty();
        assertThat(Files.readAllLines(file).stream().filter(line -> line.startsWith("--   submit/bitsweep sql ")))
                .singleElement()
                .asString()
                .contains(file.toString());
    }

    /** Against means over the four runs that plain SQL computes. */
    @Test
    void theTimelineHasMeansOverRuns() throws IOException {
        JsonNode timeline = json("conf/qubd/timeline.sql");
        JsonNode expected = json("""
                SELECT q.epoch, AVG(100 * q.value / p.value) AS share, AVG(100 * e.validation_accuracy) AS accuracy
                FROM measures q
                JOIN measures p USING (run_key, epoch, probe, layer)
                JOIN epochs e USING (run_key, epoch)
                JOIN runs r USING (run_key)
                WHERE q.name = 'qubd' AND p.name = 'permuted' AND layer = -1 AND r.axes['training.weight-decay'] = 1
                GROUP BY q.epoch ORDER BY q.epoch""");

        assertThat(timeline).hasSize(2 * 4);
        for (int epoch = 0; epoch < 4; epoch++) {
            JsonNode row = timeline.get(epoch);
            assertThat(row.get("network").asText()).isEqualTo("float, weight decay 1");
            assertThat(row.get("QuBD, % of permuted").asDouble())
                    .isCloseTo(expected.get(epoch).get("share").asDouble(), within(1e-9));
            assertThat(row.get("validation accuracy, %").asDouble())
                    .isCloseTo(expected.get(epoch).get("accuracy").asDouble(), within(1e-9));
        }
    }

    /** Eight runs, so eight lines in either panel, and as many in the legend; the interval is no panel of its own. */
    @Test
    void rowsBecomeAPicture() throws IOException {
        Path picture = folder.resolve("picture.svg");
        Captured drawn = sql(
                "SELECT CONCAT(run_key, 'x') AS run, epoch, train_loss, train_loss - 1 AS train_loss_low,"
                        + " train_loss + 1 AS train_loss_high, bdm FROM epochs WHERE epoch > 0 ORDER BY run, epoch",
                "--plot",
                picture.toString());
        assertThat(drawn.status()).as(drawn.err()).isZero();
        assertThat(drawn.out()).isEmpty();
        assertThat(drawn.err()).contains("wrote " + picture);
        String document = Files.readString(picture);
        assertThat(document.split("<polyline", -1)).hasSize(1 + 8 + 8 + 8);
        assertThat(document.split("<polygon", -1)).hasSize(1 + 8);
        assertThat(document).contains(">train_loss<", ">bdm<").doesNotContain("train_loss_low");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT epoch, bdm FROM epochs WHERE epoch > 99           |         | --plot has nothing to draw
            SELECT epoch, network FROM epochs                        |         | --plot needs two columns of numbers
            SELECT epoch, bdm FROM epochs                            | --log-x | column epoch has 0
            SELECT epoch, -bdm AS minus FROM epochs                  | --log-y | column minus has -
            SELECT CONCAT('l', id) AS l, id, -id AS y FROM RANGE(29) |         | at most 28 lines
            SELECT epoch, bdm, bdm FROM epochs                       |         | two are bdm
            SELECT epoch, DOUBLE(NULL) AS none FROM epochs           |         | no rows with numbers
            """)
    void whatCannotBeDrawnIsRefused(String query, String option, String message) {
        Path picture = folder.resolve("picture.svg");
        List<String> options = option == null ? List.of() : List.of(option);
        Captured refused = sql(
                query,
                Stream.concat(Stream.of("--plot", picture.toString()), options.stream())
                        .toArray(String[]::new));
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains(message);
        assertThat(picture).doesNotExist();
    }

    @Test
    void wrongOptionsAndPlacesAreToldBeforeTheQuery() {
        Captured alone = sql("SELECT wrong", "--log-x");
        assertThat(alone.status()).isEqualTo(2);
        assertThat(alone.err()).contains("--log-x and --log-y need --plot FILE.svg");
        Captured nowhere =
                sql("SELECT wrong", "--plot", folder.resolve("no/where.svg").toString());
        assertThat(nowhere.status()).isEqualTo(2);
        assertThat(nowhere.err()).contains("cannot write").contains("there is no folder");
        Captured raster =
                sql("SELECT wrong", "--plot", folder.resolve("plot.png").toString());
        assertThat(raster.status()).isEqualTo(2);
        assertThat(raster.err()).contains("a name that ends in .svg");
        Captured missing = sql(folder.resolve("missing.sql").toString());
        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.err()).contains("there is no file");
        Captured noFile = sql(folder.resolve(".sql").toString());
        assertThat(noFile.status()).isEqualTo(2);
    }

    /** An end that is no number, or without the other end, is no interval; neither is what x is named like. */
    @Test
    void onlyWholeIntervalsOfPanelsAreIntervals() throws IOException {
        Path picture = folder.resolve("picture.svg");
        Captured drawn = sql(
                "SELECT epoch, epoch + 1 AS epoch_low, bdm, 'x' AS bdm_low, bdm + 1 AS bdm_high FROM epochs"
                        + " WHERE run_key = (SELECT MIN(run_key) FROM runs) ORDER BY epoch",
                "--plot",
                picture.toString());
        assertThat(drawn.status()).as(drawn.err()).isZero();
        assertThat(Files.readString(picture))
                .contains(">epoch_low<", ">bdm<", ">bdm_high<")
                .doesNotContain("<polygon");
    }

    @Test
    void panelsAreDividedByAColumn() throws IOException {
        Path picture = folder.resolve("picture.svg");
        Captured drawn = sql(
                "SELECT CONCAT('seed ', seed) AS panel, CONCAT('', axes['training.weight-decay']) AS decay, epoch, bdm"
                        + " FROM epochs JOIN runs USING (run_key, seed) WHERE axes['training.regularizer.beta'] > 1D"
                        + " ORDER BY panel, decay, epoch",
                "--plot",
                picture.toString());
        assertThat(drawn.status()).as(drawn.err()).isZero();
        String document = Files.readString(picture);
        assertThat(document).contains(">seed 0<", ">seed 1<");
        assertThat(document.split("<polyline", -1)).hasSize(1 + 2 * 2 + 2);
    }

    private static JsonNode json(String query) throws IOException {
        return new ObjectMapper().readTree(sql(query, "--format", "json").out());
    }

    private static Captured sql(String query, String... options) {
        return Captured.run(Stream.concat(Stream.of("sql", store.toString(), query), Stream.of(options))
                .toArray(String[]::new));
    }
}
