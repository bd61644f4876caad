package org.bitsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitsweep.Chromium;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** The report of a small store whose data set has an evil name, and in which half of the runs diverge. */
class ReportCommandTest {
    private static final String EVIL = "<script>alert(1)</script>";
    private static final int OK = 4;

    @TempDir
    static Path folder;

    private static String html;
    private static JsonNode data;

    @BeforeAll
    static void report() throws IOException {
        Path store = folder.resolve("a store");
        Captured sweep = Captured.run(
                "sweep",
                "conf/demo.conf",
                "store=" + store,
                "dataset.count=200",
                "dataset.name=" + EVIL,
                "network.hidden=[8]",
                "training.max-epochs=8",
                "training.early-stopping.patience=2",
                "probes.complexity.default.pooling=layer",
                "probes.snapshots.seeds=[0]",
                "axes.seed=0..3",
                "axes.training.learning-rate=[1e-2, 1e38]",
                "engine.master=local[2]");
        assertThat(sweep.err()).contains("4 FAILED");
        Captured report = Captured.run("report", store.toString(), "-o", page().toString());
        assertThat(report.status()).as(report.err()).isZero();
        html = Files.readString(page());
        String begin = "<script type=\"application/json\" id=\"data\">";
        int at = html.indexOf(begin) + begin.length();
        data = new ObjectMapper().readTree(html.substring(at, html.indexOf("</script>", at)));
    }

    private static Path page() {
        return folder.resolve("report.html");
    }

    @Test
    void aNameIsTextWhateverItHolds() {
        assertThat(data.at("/groups/rows/0/1").asText()).isEqualTo(EVIL);
        assertThat(html).doesNotContain(EVIL);
    }

    @Test
    void runsThatFailedAreCountedAndNamed() {
        assertThat(data.at("/counts/ok").asInt()).isEqualTo(OK);
        assertThat(data.at("/counts/failed").asInt()).isEqualTo(4);
        assertThat(data.at("/failures/rows")).hasSize(4);
        assertThat(data.at("/failures/kinds/rows/0/1").asText()).contains("DivergedException");
    }

    @Test
    void everyRunHasItsCommand() {
        assertThat(data.at("/runs/rows")).hasSize(8);
        assertThat(data.at("/reproduce").asText()).endsWith(" reproduce '" + folder.resolve("a store") + "'");
    }

    @Test
    void curvesCountTheRunsThatWereStillActive() {
        JsonNode curve = data.at("/curves/groups/0");
        List<Integer> runs = new ArrayList<>();
        curve.get("runs").forEach(count -> runs.add(count.asInt()));

        assertThat(runs.get(0)).isEqualTo(OK);
        assertThat(runs).isSortedAccordingTo((a, b) -> b - a);
        assertThat(curve.get("train_loss").get(0).isNull()).isTrue();
        assertThat(curve.get("bdm").get(0).asDouble()).isPositive();
    }

    @Test
    void layersAndWeightsAreThere() {
        assertThat(data.at("/layers/series")).hasSize(4);
        JsonNode layer = data.at("/weights/runs/0/layers/0");
        assertThat(layer.get("rows").asInt()).isEqualTo(8);
        assertThat(layer.get("cols").asInt()).isEqualTo(100);
        assertThat(layer.at("/states/0/name").asText()).isEqualTo("start");
        assertThat(layer.at("/states/0/map").asText()).startsWith("data:image/png;base64,");
    }

    @Test
    void theConfigurationIsThatOfTheManifest() throws IOException {
        JsonNode manifest = data.at("/manifests/entries/0");
        assertThat(manifest.get("sweep").asText()).isEqualTo("demo");
        JsonNode configuration =
                new ObjectMapper().readTree(manifest.get("configuration").asText());
        assertThat(configuration.at("/dataset/name").asText()).isEqualTo(EVIL);
    }

    @Test
    void aPageThatCannotBeWrittenIsAnErrorBeforeTheWorkBegins() {
        Captured report = Captured.run("report", folder.resolve("none").toString(), "-o", "/nowhere/report.html");
        assertThat(report.status()).isEqualTo(2);
        assertThat(report.err()).contains("there is no folder /nowhere");
    }

    @Test
    void aBrowserShowsTheEvilNameAsText() throws IOException, InterruptedException {
        try (Chromium browser = browse(page())) {
            assertThat(browser.evaluate("document.body.innerText").asText()).contains(EVIL);
            assertThat(browser.evaluate(
                                    "[...document.scripts].filter(s => s.type === '' && s.text.includes('alert(1)')).length")
                            .asInt())
                    .isZero();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aBrowserDrawsLayersAndWeights() throws IOException, InterruptedException {
        try (Chromium browser = browse(page())) {
            assertThat(browser.evaluate("report.charts.layers.drawn && report.charts.layers.marks > 10")
                            .asBoolean())
                    .isTrue();
            List<Integer> widths = new ArrayList<>();
            browser.evaluate("Promise.all([...document.querySelectorAll('#weights img')].map("
                            + "image => image.decode().then(() => image.naturalWidth)))")
                    .forEach(width -> widths.add(width.asInt()));
            int states = data.at("/weights/runs/0/layers/0/states").size();
            // Signs and their map: of 8 x 100 weights first, then of 10 x 8.
            assertThat(widths).hasSize(4 * states).containsOnly(100, 8);
            assertThat(browser.evaluate("report.errors")).isEmpty();
        }
    }

    @Test
    void aStoreWithoutAnOkRunSaysThatThereIsNothingToDraw() throws IOException, InterruptedException {
        Path store = folder.resolve("failed");
        Path page = folder.resolve("failed.html");
        Captured sweep = Captured.run(
                "sweep",
                "conf/demo.conf",
                "store=" + store,
                "dataset.count=200",
                "training.learning-rate=1e38",
                "network={ kind = float, hidden = [8] }",
                "axes.seed=[0]",
                "engine.master=local[2]");
        assertThat(sweep.err()).contains("1 run planned", "trained 0 runs", "1 FAILED");
        Captured report = Captured.run("report", store.toString(), "-o", page.toString());
        assertThat(report.status()).as(report.err()).isZero();
        try (Chromium browser = browse(page)) {
            assertThat(browser.evaluate("document.body.innerText").asText())
                    .contains("No run is OK, so there is nothing to draw", "DivergedException");
            assertThat(browser.evaluate("Object.keys(report.charts)")).isEmpty();
            assertThat(browser.evaluate("report.errors")).isEmpty();
        }
    }

    /** A page in a browser that has drawn all of it. */
    private static Chromium browse(Path page) throws IOException, InterruptedException {
        Optional<Path> program = Chromium.program();
        if (program.isEmpty()) {
            throw new TestAbortedException("no Chromium on the PATH: the page is not looked at in a browser");
        }
        Chromium browser = Chromium.start(program.get(), Files.createTempDirectory(folder, "profile"));
        browser.open(page);
        browser.evaluate(
                "new Promise(done => { const look = () => window.report && report.ready"
                        + " && Object.values(report.charts).every(chart => chart.drawn) ? done(true) : setTimeout(look, 20); look(); })");
        return browser;
    }
}
