package org.bitsweep.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server of this process. */
class FetchTest {
    private static final byte[] CONTENT = content();

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch ended = new CountDownLatch(1);
    private HttpServer server;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(threads);
        serve("/whole/", exchange -> send(exchange, CONTENT, CONTENT.length));
        server.start();
    }

    @AfterEach
    void stop() {
        ended.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aFileIsFetchedWhole() throws Exception {
        fetch(file("whole"));

        assertThat(Files.readAllBytes(folder.resolve("data.bin"))).isEqualTo(CONTENT);
        assertThat(left()).containsExactlyInAnyOrder(".lock", "data.bin");
    }

    @Test
    void aFileThatIsThereIsNotFetchedAgain() throws Exception {
        fetch(file("whole"));
        fetch(file("whole"));

        assertThat(requests).hasSize(1);
    }

    @Test
    void aFileThatIsThereDamagedIsFetchedAgain() throws Exception {
        Files.write(folder.resolve("data.bin"), new byte[10]);

        fetch(file("whole"));

        assertThat(Files.readAllBytes(folder.resolve("data.bin"))).isEqualTo(CONTENT);
    }

    @Test
    void anMd5SumWillDo() throws Exception {
        fetch(new RemoteFile("data.bin", List.of(address("whole")), new Checksum("MD5", sum("MD5"))));

        assertThat(folder.resolve("data.bin")).exists();
    }

    @Test
    void aWrongSumLeavesNothingAndNamesBothSums() {
        byte[] other = CONTENT.clone();
        other[70_000]++;
        serve("/other/", exchange -> send(exchange, other, other.length));

        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> fetch(file("other")))
                .withMessageStartingWith(
                        "data.bin cannot be fetched: " + address("other") + " has another file: its SHA-256 is ")
                .withMessageEndingWith(", expected " + sum("SHA-256"));
        assertThat(left()).containsExactly(".lock");
        assertThat(requests).hasSize(1);
    }

    @Test
    void theNextMirrorIsTriedAfterAWrongSum() throws Exception {
        serve("/other/", exchange -> send(exchange, new byte[5], 5));

        fetch(file("other", "whole"));

        assertThat(Files.readAllBytes(folder.resolve("data.bin"))).isEqualTo(CONTENT);
    }

    @Test
    void aMirrorWithoutTheFileIsNamedWithItsStatus() {
        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> fetch(file("nowhere", "neither")))
                .withMessage("data.bin cannot be fetched: " + address("nowhere") + " answers with status 404; "
                        + address("neither") + " answers with status 404");
    }

    @Test
    void aMirrorThatDoesNotAnswerIsNamed() throws Exception {
        URI nobody = URI.create("http://127.0.0.1:1/data.bin");

        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> fetch(new RemoteFile("data.bin", List.of(nobody), checksum())))
                .withMessage("data.bin cannot be fetched: " + nobody + " cannot be reached");
    }

    @Test
    void aConnectionThatIsCutIsResumedFromWhereItWas() throws Exception {
        serve("/cut/", exchange -> {
            int start = start(exchange);
            byte[] rest = Arrays.copyOfRange(CONTENT, start, CONTENT.length);
            send(exchange, rest, start < 150_000 ? 60_000 : rest.length);
        });

        fetch(file("cut"));

        assertThat(Files.readAllBytes(folder.resolve("data.bin"))).isEqualTo(CONTENT);
        assertThat(requests.get(0)).isEqualTo("/cut/data.bin null");
        assertThat(requests.get(1)).isEqualTo("/cut/data.bin bytes=60000-");
        assertThat(requests).hasSize(4);
    }

    @Test
    void theNextCallGoesOnWhereADeadOneStopped() throws Exception {
        serve("/range/", exchange -> {
            byte[] rest = Arrays.copyOfRange(CONTENT, start(exchange), CONTENT.length);
            send(exchange, rest, rest.length);
        });
        Files.write(folder.resolve("data.bin.part"), Arrays.copyOf(CONTENT, 123_456));

        fetch(file("range"));

        assertThat(Files.readAllBytes(folder.resolve("data.bin"))).isEqualTo(CONTENT);
        assertThat(requests).containsExactly("/range/data.bin bytes=123456-");
    }

    @Test
    void aServerThatKnowsNoRangesSendsItAllAgain() throws Exception {
        Files.write(folder.resolve("data.bin.part"), Arrays.copyOf(CONTENT, 123_456));

        fetch(file("whole"));

        assertThat(Files.readAllBytes(folder.resolve("data.bin"))).isEqualTo(CONTENT);
    }

    @Test
    void aRestOfAnotherFileIsThrownAway() throws Exception {
        serve("/range/", exchange -> {
            byte[] rest = Arrays.copyOfRange(CONTENT, start(exchange), CONTENT.length);
            send(exchange, rest, rest.length);
        });
        Files.write(folder.resolve("data.bin.part"), new byte[1000]);

        fetch(file("range"));

        assertThat(Files.readAllBytes(folder.resolve("data.bin"))).isEqualTo(CONTENT);
        assertThat(requests).containsExactly("/range/data.bin bytes=1000-", "/range/data.bin null");
    }

    @Test
    void aCompleteRestIsTakenAsItIs() throws Exception {
        serve("/range/", exchange -> {
            exchange.sendResponseHeaders(416, -1);
            exchange.close();
        });
        Files.write(folder.resolve("data.bin.part"), CONTENT);

        fetch(file("range"));

        assertThat(Files.readAllBytes(folder.resolve("data.bin"))).isEqualTo(CONTENT);
    }

    @Test
    void aServerThatAlwaysCutsAtOnceIsGivenUp() {
        serve("/cut/", exchange -> send(exchange, CONTENT, 0));

        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> fetch(file("cut")))
                .withMessageStartingWith("data.bin cannot be fetched: " + address("cut") + " breaks off: ");
        assertThat(folder.resolve("data.bin")).doesNotExist();
    }

    @Test
    void aServerThatStopsInTheMiddleIsLeft() throws Exception {
        serve("/stall/", exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT, 0, 1000);
            exchange.getResponseBody().flush();
            await();
        });

        fetch(file("stall", "whole"), Duration.ofSeconds(1));

        assertThat(Files.readAllBytes(folder.resolve("data.bin"))).isEqualTo(CONTENT);
    }

    @Test
    void redirectsAreFollowed() throws Exception {
        serve("/moved/", exchange -> redirect(exchange, "/whole/data.bin"));

        fetch(file("moved"));

        assertThat(Files.readAllBytes(folder.resolve("data.bin"))).isEqualTo(CONTENT);
    }

    @Test
    void redirectsInACircleAreGivenUp() {
        serve("/a/", exchange -> redirect(exchange, "/b/data.bin"));
        serve("/b/", exchange -> redirect(exchange, "/a/data.bin"));

        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> fetch(file("a")))
                .withMessage("data.bin cannot be fetched: " + address("a")
                        + " redirects without end, or to an address that is not safe");
        assertThat(requests).hasSizeLessThan(20);
    }

    @Test
    void aFullDiskStopsItAtOnceAndKeepsWhatWasWritten() {
        Download.Output full = (file, append) -> new OutputStream() {
            private final OutputStream out = Files.newOutputStream(file);

            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (Files.size(file) + length > 100_000) {
                    throw new IOException("No space left on device");
                }
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                out.close();
            }
        };

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new Fetch(folder, text -> {}, full, Duration.ofSeconds(30))
                        .run(List.of(file("whole", "whole"))))
                .withMessage("cannot write " + folder.resolve("data.bin.part") + ": No space left on device")
                .isNotInstanceOf(FetchException.class);
        assertThat(requests).hasSize(1);
        assertThat(folder.resolve("data.bin")).doesNotExist();
        assertThat(folder.resolve("data.bin.part")).isNotEmptyFile();
    }

    @Test
    void aSecondProcessIsTurnedAway() throws Exception {
        try (FileChannel channel =
                        FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();

            assertThatExceptionOfType(FetchException.class)
                    .isThrownBy(() -> fetch(file("whole")))
                    .withMessage(folder + " is being fetched by another process");
        }
    }

    private void fetch(RemoteFile file) throws IOException, InterruptedException {
        fetch(file, Duration.ofSeconds(30));
    }

    private void fetch(RemoteFile file, Duration patience) throws IOException, InterruptedException {
        Download.Output output = (path, append) ->
                append ? Files.newOutputStream(path, StandardOpenOption.APPEND) : Files.newOutputStream(path);
        new Fetch(folder, text -> {}, output, patience).run(List.of(file));
    }

    private RemoteFile file(String... places) {
        return new RemoteFile("data.bin", Stream.of(places).map(this::address).toList(), checksum());
    }

    private URI address(String place) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + place + "/data.bin");
    }

    private void serve(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            requests.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Range"));
            handler.handle(exchange);
        });
    }

    /** Promises all of the content and sends so many bytes of it. */
    private static void send(HttpExchange exchange, byte[] content, int sent) throws IOException {
        boolean part =
                content.length < CONTENT.length && exchange.getRequestHeaders().containsKey("Range");
        exchange.sendResponseHeaders(part ? 206 : 200, content.length);
        exchange.getResponseBody().write(content, 0, sent);
        exchange.close();
    }

    private static int start(HttpExchange exchange) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        if (range == null) {
            return 0;
        }
        int start = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        exchange.getResponseHeaders()
                .add("Content-Range", "bytes " + start + "-" + (CONTENT.length - 1) + "/" + CONTENT.length);
        return start;
    }

    private static void redirect(HttpExchange exchange, String target) throws IOException {
        exchange.getResponseHeaders().add("Location", target);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void await() {
        try {
            ended.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> left() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Checksum checksum() {
        return new Checksum("SHA-256", sum("SHA-256"));
    }

    private static String sum(String algorithm) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(CONTENT));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] content() {
        byte[] content = new byte[200_000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 31 + (i >> 8));
        }
        return content;
    }
}
