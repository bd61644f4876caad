package org.bitsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandsTest {
    private static final String CSV = "1,2,no\n3,4,yes\n".repeat(5);

    @TempDir
    private Path folder;

    @Test
    void showTellsShapeClassesAndSplit() throws IOException {
        Captured captured = Captured.run("data", "show", "dataset.kind=icosahedron-rule", "--format", "json");

        assertThat(captured.status()).as(captured.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(captured.out());
        assertThat(json.get("kind").asText()).isEqualTo("icosahedron-rule");
        assertThat(json.get("samples").asInt()).isEqualTo(4096);
        assertThat(json.get("width").asInt()).isEqualTo(12);
        assertThat(json.get("class_counts").toString()).isEqualTo("[2052,2044]");
        assertThat(json.get("test").asInt()).isEqualTo(1228);
        // Every bit is set in half of the patterns.
        assertThat(json.get("mean").asDouble()).isEqualTo(0.5);
        assertThat(json.get("deviation").asDouble()).isEqualTo(0.5);
    }

    @Test
    void showOfAPartIsWhatTheRunSees() throws IOException {
        Captured captured = Captured.run(
                "data",
                "show",
                "dataset.kind=boolean",
                "dataset.train=100",
                "dataset.normalisation.kind=none",
                "--part",
                "train",
                "--format",
                "json");

        JsonNode json = new ObjectMapper().readTree(captured.out());
        assertThat(json.get("shown").asInt()).isEqualTo(100);
        assertThat(json.get("maximum").asInt()).isEqualTo(1);
    }

    @Test
    void showPrintsSentencesForPeople() {
        Captured captured = Captured.run("data", "show", "dataset.kind=sincos");

        assertThat(captured.out())
                .startsWith("sincos (sincos): 48 samples of 1 x 32, 4 classes, no official test set\n"
                        + "a run: 25 for training, 9 for validation, 14 for the test\n")
                .contains("classes: 12 12 12 12");
    }

    @Test
    void showDrawsSamplesIntoAPng() throws IOException {
        Path png = folder.resolve("samples.png");
        Captured captured = Captured.run("data", "show", "dataset.count=100", "--samples", "3", "-o", png.toString());

        assertThat(captured.status()).as(captured.err()).isZero();
        // Ten rows of 10 x 10 pixels at five times their size, with gaps of four around them.
        byte[] bytes = Files.readAllBytes(png);
        assertThat(integer(bytes, 16)).isEqualTo(3 * 54 + 4);
        assertThat(integer(bytes, 20)).isEqualTo(10 * 54 + 4);
    }

    @Test
    void anUnwritablePictureIsOneSentence() {
        Captured captured = Captured.run(
                "data",
                "show",
                "dataset.count=100",
                "-o",
                folder.resolve("no/a.png").toString());

        assertThat(captured.status()).isEqualTo(2);
        assertThat(captured.err())
                .isEqualTo("bitsweep: cannot write " + folder.resolve("no/a.png") + ": there is no folder "
                        + folder.resolve("no") + "\n");
    }

    @Test
    void aDataSetThatIsNotThereIsStatusTwo() {
        Captured captured = Captured.run("data", "show", "dataset.kind=csv", "dataset.path=" + folder.resolve("a.csv"));

        assertThat(captured.status()).isEqualTo(2);
        assertThat(captured.err())
                .isEqualTo(
                        "bitsweep: cannot read the data set csv: there is no file " + folder.resolve("a.csv") + "\n");
    }

    @Test
    void listHasEveryKindAndWhatCanBeFetched() throws IOException {
        Captured captured = Captured.run("data", "list", "--to", folder.toString(), "--format", "json");

        JsonNode json = new ObjectMapper().readTree(captured.out());
        assertThat(json.findValuesAsText("name"))
                .containsExactly(
                        "strokes",
                        "sincos",
                        "boolean",
                        "modular-addition",
                        "icosahedron-rule",
                        "idx",
                        "har",
                        "har-signals",
                        "csv",
                        "table",
                        "fashion-mnist",
                        "har",
                        "mnist");
        assertThat(json.get(10).get("path").isNull()).isTrue();
    }

    @Test
    void fetchBringsADataSetThatShowReads() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/own.csv", exchange -> {
            exchange.sendResponseHeaders(200, CSV.length());
            exchange.getResponseBody().write(CSV.getBytes());
            exchange.close();
        });
        server.start();
        try {
            String mirror = "http://127.0.0.1:" + server.getAddress().getPort();
            Captured fetched = fetch(catalogue(sum(CSV)), "--mirror", mirror);

            assertThat(fetched.status()).as(fetched.err()).isZero();
            String path = folder.resolve("to/own/own.csv").toString();
            assertThat(fetched.out()).isEqualTo("dataset.kind=csv dataset.path=" + path + "\n");
            Captured shown =
                    Captured.run("data", "show", "dataset.kind=csv", "dataset.header=false", "dataset.path=" + path);
            assertThat(shown.out())
                    .startsWith("csv (csv): 10 samples of 1 x 2, 2 classes")
                    .contains("classes: 5 5");
            Captured listed = Captured.run(
                    "data", "list", "--to", folder.resolve("to").toString(), "--catalogue", catalogue(sum(CSV)));
            assertThat(listed.out()).contains("dataset.kind=csv dataset.path=" + path);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whatCannotBeFetchedIsOneSentenceAndStatusTwo() throws Exception {
        Captured captured = fetch(catalogue(sum(CSV)));

        assertThat(captured.status()).isEqualTo(2);
        assertThat(captured.err())
                .endsWith("bitsweep: own.csv cannot be fetched: http://127.0.0.1:1/own.csv cannot be reached\n");
    }

    @Test
    void anUnknownDataSetIsNamedWithThoseThatAreKnown() {
        Captured captured = Captured.run("data", "fetch", "cifar");

        assertThat(captured.status()).isEqualTo(2);
        assertThat(captured.err())
                .isEqualTo("bitsweep: 'cifar' is no data set of the catalogue, expected one of fashion-mnist, har,"
                        + " mnist\n");
    }

    private Captured fetch(String catalogue, String... more) {
        String[] line = new String[7 + more.length];
        System.arraycopy(
                new String[] {
                    "data", "fetch", "own", "--to", folder.resolve("to").toString(), "--catalogue", catalogue
                },
                0,
                line,
                0,
                7);
        System.arraycopy(more, 0, line, 7, more.length);
        return Captured.run(line);
    }

    private String catalogue(String sha256) throws IOException {
        return Files.writeString(
                        folder.resolve("catalogue.conf"),
                        "own { kind = csv, what = mine, mirrors = [\"http://127.0.0.1:1/\"], files { \"own.csv\" { sha256 = "
                                + sha256 + " } } }")
                .toString();
    }

    private static String sum(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes()));
    }

    private static int integer(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | bytes[at + 3] & 0xff;
    }
}
