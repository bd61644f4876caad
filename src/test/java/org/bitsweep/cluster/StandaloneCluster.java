package org.bitsweep.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.bitsweep.Eventually;
import org.bitsweep.OwnProcess;

/**
 * Spark's own cluster manager: a master and workers of one core each, all processes of this machine on the loopback
 * interface. Spark's launcher wants an installation; a folder of links to this JVM's libraries will do.
 */
final class StandaloneCluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path folder;
    private final Path home;
    private final Path application;
    private final Path tests;
    private final String url;
    private final int statusPort;
    private final List<OwnProcess> processes = new ArrayList<>();

    private StandaloneCluster(Path folder) throws IOException {
        this.folder = folder;
        this.home = Path.of("target/spark-home").toAbsolutePath();
        this.application = jar("target/classes", folder.resolve("bitsweep.jar"));
        this.tests = jar("target/test-classes", folder.resolve("tests.jar"));
        this.url = "spark://127.0.0.1:" + freePort();
        this.statusPort = freePort();
    }

    /** Starts a master and workers, and waits until they know each other. */
    static StandaloneCluster start(Path folder, int workers) throws Exception {
        StandaloneCluster cluster = new StandaloneCluster(folder);
        try {
            cluster.linkLibraries();
            cluster.startMaster();
            Eventually.holds("the master answers", PATIENCE, () -> cluster.aliveWorkers() == 0);
            for (int i = 0; i < workers; i++) {
                cluster.startWorker(i);
            }
            Eventually.holds(workers + " workers register", PATIENCE, () -> cluster.aliveWorkers() == workers);
            return cluster;
        } catch (Exception | AssertionError e) {
            cluster.close();
            throw e;
        }
    }

    private void linkLibraries() throws IOException {
        Path jars = Files.createDirectories(home.resolve("jars"));
        for (Path library : OwnProcess.libraries()) {
            Path link = jars.resolve(library.getFileName());
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, library);
            }
        }
    }

    private void startMaster() throws IOException {
        processes.add(start(
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                url.substring(url.lastIndexOf(':') + 1),
                "--webui-port",
                String.valueOf(statusPort)));
    }

    private void startWorker(int number) throws IOException {
        processes.add(start(
                "org.apache.spark.deploy.worker.Worker",
                "--host",
                "127.0.0.1",
                "--webui-port",
                String.valueOf(freePort()),
                "--cores",
                "1",
                "--memory",
                "1g",
                "--work-dir",
                folder.resolve("work-" + number).toString(),
                url));
    }

    /** Runs bitsweep's command line through {@code spark-submit}, with the test's probes as a jar of a user. */
    OwnProcess submit(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "--master",
                url,
                "--conf",
                "spark.executor.memory=600m",
                "--jars",
                tests.toString(),
                "--class",
                "org.bitsweep.cli.Main",
                application.toString()));
        all.addAll(List.of(arguments));
        return start("org.apache.spark.deploy.SparkSubmit", all.toArray(String[]::new));
    }

    OwnProcess worker(int index) {
        return processes.get(1 + index);
    }

    /** The executors that a worker has started. */
    List<ProcessHandle> executors(int worker) {
        return worker(worker)
                .handle()
                .descendants()
                .filter(process -> process.info()
                        .commandLine()
                        .orElse("")
                        .contains("org.apache.spark.executor.CoarseGrainedExecutorBackend"))
                .toList();
    }

    @Override
    public void close() {
        processes.forEach(OwnProcess::close);
    }

    private OwnProcess start(String main, String... arguments) throws IOException {
        String libraries =
                OwnProcess.libraries().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        Map<String, String> environment = Map.of("SPARK_HOME", home.toString(), "SPARK_SCALA_VERSION", "2.13");
        return OwnProcess.start(folder, List.of("-Xmx512m"), libraries, environment, main, arguments);
    }

    private long aliveWorkers() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + statusPort + "/json/"))
                .build();
        try {
            String state = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
            return new ObjectMapper().readTree(state).get("aliveworkers").asLong();
        } catch (IOException e) {
            return -1;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Path jar(String classes, Path target) throws IOException {
        Path root = Path.of(classes);
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(target));
                Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new ZipEntry(root.relativize(file).toString()));
                Files.copy(file, jar);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return target;
    }
}
