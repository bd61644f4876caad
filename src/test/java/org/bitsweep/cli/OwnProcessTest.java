package org.bitsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.bitsweep.Eventually;
import org.bitsweep.OwnProcess;
import org.bitsweep.SharedSpark;
import org.bitsweep.sweep.StoreStatus;
import org.bitsweep.sweep.StoreTables;
import org.bitsweep.sweep.store.StoreException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sweeps in local mode in a process of their own, of which one run does not end. */
@EnabledOnOs(OS.LINUX)
class OwnProcessTest {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"INT, 2, 130", "TERM, 15, 143"})
    void aSignalCommitsWhatIsFinishedAndEndsTheSweep(String signal, int number, int status) throws Exception {
        assumeThat(isIgnored(number))
                .as("a process in the background of a shell without job control ignores INT")
                .isFalse();
        // Run 6 shares a bundle with run 7, which never ends.
        try (OwnProcess sweep = sweep("axes.seed=0..7", "engine.bundles=4", poison("wait = 7"))) {
            Eventually.holds("the last bundle is executed", PATIENCE, () -> done() == 6);
            sweep.signal(signal);
            assertThat(sweep.status(PATIENCE)).isEqualTo(status);
            assertThat(sweep.err())
                    .contains("stopping: committing the runs that are finished")
                    .contains("7 of 8 runs are done and kept");
        }
        assertThat(seeds("status = 'OK'")).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L, 6L);
    }

    /** Whether this process ignores a signal, and so those that it starts. */
    private static boolean isIgnored(int signal) throws IOException {
        String mask = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElseThrow()
                .substring("SigIgn:".length())
                .strip();
        return (Long.parseUnsignedLong(mask, 16) >>> (signal - 1) & 1) == 1;
    }

    @Test
    void inLocalModeNothingListensButOnTheLoopbackInterface() throws Exception {
        try (OwnProcess sweep = sweep("axes.seed=0..1", poison("wait = 1"))) {
            Eventually.holds("a run is executed", PATIENCE, () -> isRunning(1));
            List<InetAddress> listening = listening(sweep.handle().pid());
            assertThat(listening).as("Spark's own sockets").isNotEmpty();
            assertThat(listening).allMatch(InetAddress::isLoopbackAddress);
        }
    }

    @Test
    @Tag("slow")
    void aRunThatCannotBeEndedIsLeftBehindAndTheSweepEnds() throws Exception {
        try (OwnProcess sweep = sweep("axes.seed=0..5", "engine.run-time-limit=5s", poison("loop = 2"))) {
            assertThat(sweep.status(PATIENCE)).as(sweep.err()).isEqualTo(1);
        }
        assertThat(seeds("status = 'OK'")).containsExactlyInAnyOrder(0L, 1L, 3L, 4L, 5L);
        assertThat(seeds("status = 'FAILED' AND error_message LIKE '%could not be interrupted'"))
                .containsExactly(2L);
    }

    @Test
    @Tag("slow")
    void aRunThatTakesItsDriverWithItIsFoundInTheEnd() throws Exception {
        int invocations = 0;
        List<Integer> statuses = new ArrayList<>();
        do {
            try (OwnProcess sweep = sweep("axes.seed=0..3", "engine.bundles=2", poison("halt = 2"))) {
                statuses.add(sweep.status(PATIENCE));
            }
            invocations++;
        } while (statuses.get(statuses.size() - 1) == 4 && invocations < 10);
        assertThat(statuses.get(statuses.size() - 1)).isEqualTo(1);
        assertThat(seeds("status = 'OK'")).containsExactlyInAnyOrder(0L, 1L, 3L);
        assertThat(seeds("status = 'QUARANTINED' AND error_message LIKE '%died 3 times%'"))
                .containsExactly(2L);
    }

    private OwnProcess sweep(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "sweep",
                "conf/demo.conf",
                "store=" + store(),
                "engine.master=local[2]",
                "dataset.count=200",
                "network.hidden=[8]",
                "training.max-epochs=4",
                "training.batch-size=32"));
        arguments.addAll(List.of(more));
        return OwnProcess.bitsweep(folder, List.of("-Xmx1g"), arguments.toArray(String[]::new));
    }

    private static String poison(String what) {
        return "probes.custom.poison={ kind = poison, " + what + " }";
    }

    private String store() {
        return folder.resolve("store").toString();
    }

    private long done() {
        try {
            return StoreStatus.read(store()).ok();
        } catch (StoreException e) {
            return 0;
        }
    }

    private boolean isRunning(int runs) {
        try {
            return StoreStatus.read(store())
                    .running()
                    .filter(sweep -> sweep.running() >= runs)
                    .isPresent();
        } catch (StoreException e) {
            return false;
        }
    }

    private List<Long> seeds(String condition) {
        return new StoreTables(SharedSpark.session(), store())
                .runs().where(condition).select("seed").collectAsList().stream()
                        .map((Row row) -> row.getLong(0))
                        .toList();
    }

    /** The addresses that a process listens on, from the kernel's table of sockets and the process's open files. */
    private static List<InetAddress> listening(long pid) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            for (Path file : open.toList()) {
                try {
                    String target = Files.readSymbolicLink(file).toString();
                    if (target.startsWith("socket:[")) {
                        inodes.add(target.substring("socket:[".length(), target.length() - 1));
                    }
                } catch (NoSuchFileException e) {
                    continue;
                }
            }
        }
        List<InetAddress> listening = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/net/" + table))) {
                String[] fields = line.strip().split("\\s+");
                boolean isListening = fields.length > 9 && fields[3].equals("0A");
                if (isListening && inodes.contains(fields[9])) {
                    listening.add(address(fields[1].substring(0, fields[1].indexOf(':'))));
                }
            }
        }
        return listening;
    }

    /** The kernel prints an address as words of 32 bits in the machine's order. */
    private static InetAddress address(String hex) throws UnknownHostException {
        ByteBuffer words = ByteBuffer.wrap(HexFormat.of().parseHex(hex)).order(ByteOrder.BIG_ENDIAN);
        ByteBuffer address = ByteBuffer.allocate(words.capacity()).order(ByteOrder.nativeOrder());
        while (words.hasRemaining()) {
            address.putInt(words.getInt());
        }
        return InetAddress.getByAddress(address.array());
    }
}
