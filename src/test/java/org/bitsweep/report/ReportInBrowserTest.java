package org.bitsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.bitsweep.Chromium;
import org.bitsweep.SharedSpark;
import org.bitsweep.sweep.GeneratedStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** The report of a store of 1,000 runs, in a browser. */
class ReportInBrowserTest {
    private static final int GROUPS = 20;
    private static final int RUNS = 50;
    private static final int TAB = 9;
    private static final int ENTER = 13;
    private static final double MOST_MILLISECONDS = 2_000;

    @TempDir
    static Path folder;

    private static Chromium browser;

    @BeforeAll
    static void report() throws IOException, InterruptedException {
        Optional<Path> program = Chromium.program();
        if (program.isEmpty()) {
            throw new TestAbortedException("no Chromium on the PATH: the report is not looked at in a browser");
        }
        String store = folder.resolve("store").toString();
        GeneratedStore.write(store, GROUPS, RUNS, 12);
        byte[] page = Report.of(SharedSpark.session(), store, "bitsweep reproduce " + store)
                .html()
                .getBytes(StandardCharsets.UTF_8);
        assertThat(page).hasSizeLessThan(Report.MOST_BYTES);
        Files.write(folder.resolve("report.html"), page);
        browser = Chromium.start(program.get(), folder.resolve("profile"));
    }

    @AfterAll
    static void close() throws InterruptedException {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() {
        browser.resize(1280, 900);
        browser.prefers("light");
        browser.open(folder.resolve("report.html"));
        await("report.ready && Object.values(report.charts).every(chart => chart.drawn)");
        browser.evaluate("localStorage.clear()");
    }

    @Test
    void everyChartIsDrawnWithoutAComplaint() {
        JsonNode charts = browser.evaluate("report.charts");
        List<String> names = new ArrayList<>();
        for (Iterator<String> each = charts.fieldNames(); each.hasNext(); ) {
            names.add(each.next());
        }

        assertThat(names)
                .containsExactlyInAnyOrder(
                        "loss",
                        "bdm",
                        "entropy",
                        "active",
                        "correlations",
                        "differences",
                        "bdm_entropy",
                        "bdm_gap",
                        "losses",
                        "accuracies");
        charts.forEach(chart -> assertThat(chart.get("width").asInt()).isGreaterThan(300));
        assertThat(browser.evaluate("report.errors")).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theFirstChartIsThereWithinTwoSeconds() {
        double least = browser.evaluate("report.firstChart").asDouble();
        for (int again = 0; again < 2 && least >= MOST_MILLISECONDS; again++) {
            // Other work on the machine makes openings slower, never faster.
            open();
            least = Math.min(least, browser.evaluate("report.firstChart").asDouble());
        }
        assertThat(least).isLessThan(MOST_MILLISECONDS);
    }

    @Test
    void aHeaderSortsItsTableByKeyboard() {
        assertThat(browser.evaluate("document.querySelectorAll('#run-table tbody tr').length")
                        .asInt())
                .isEqualTo(25);
        browser.evaluate("document.querySelectorAll('#run-table th button')[0].focus()");
        browser.press("Tab", TAB, "");
        assertThat(browser.evaluate("document.activeElement.textContent").asText())
                .isEqualTo("seed");
        assertThat(browser.evaluate("document.activeElement.matches(':focus-visible')"
                                + " && getComputedStyle(document.activeElement).outlineStyle")
                        .asText())
                .isEqualTo("solid");
        browser.press("Enter", ENTER, "\r");
        assertThat(column(1)).containsOnly("0", "1").hasSize(25);
        browser.press("Enter", ENTER, "\r");
        assertThat(column(1)).containsOnly("48", "49");
        assertThat(browser.evaluate("document.querySelector('#run-table th[aria-sort]').ariaSort")
                        .asText())
                .isEqualTo("descending");
    }

    @Test
    void theTableBehindAChartHasItsNumbers() {
        browser.evaluate("document.getElementById('loss').parentElement.querySelector('summary').click()");
        await("document.getElementById('loss').parentElement.querySelectorAll('tbody tr').length === 25");
    }

    @Test
    void darkModeFollowsTheSystemUntilTheButtonSaysOtherwise() {
        browser.prefers("dark");
        await("document.documentElement.dataset.theme === 'dark'");
        assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor")
                        .asText())
                .isEqualTo("rgb(20, 23, 27)");
        browser.evaluate("document.getElementById('theme').click()");
        assertThat(browser.evaluate("document.documentElement.dataset.theme").asText())
                .isEqualTo("light");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aPhoneShowsThePageWithoutScrollingSideways() {
        browser.resize(390, 800);
        await("Object.values(report.charts).every(chart => chart.width < 390)");
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(390);
    }

    @Test
    void paperIsWhiteAndItsChartsFit() {
        browser.prefers("dark");
        await("report.theme === 'dark'");
        browser.evaluate("window.dispatchEvent(new Event('beforeprint'))");
        await("Object.values(report.charts).every(chart => chart.width < 700)");
        assertThat(browser.evaluate("report.theme").asText()).isEqualTo("light");
        browser.evaluate("window.dispatchEvent(new Event('afterprint'))");
        await("report.theme === 'dark' && Object.values(report.charts).some(chart => chart.width > 700)");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void thePagePrints() {
        assertThat(new String(browser.print(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        assertThat(browser.evaluate("report.theme").asText()).isEqualTo("light");
    }

    private static List<String> column(int at) {
        List<String> texts = new ArrayList<>();
        browser.evaluate("[...document.querySelectorAll('#run-table tbody tr')].map(row => row.cells[" + at
                        + "].textContent)")
                .forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static void await(String condition) {
        browser.evaluate("new Promise(done => { const look = () => window.report && (" + condition
                + ") ? done(true) : setTimeout(look, 20); look(); })");
    }
}
