package org.bitsweep.sweep.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.parquet.io.PositionOutputStream;
import org.bitsweep.sweep.store.Faults.Event;
import org.bitsweep.sweep.store.Faults.Moment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every step of a writer that commits, retries and compacts is made to fail or to be the last one. Whatever the step, all
 * that was committed is there once, a resumed writer completes it, and no other file is left.
 */
class CommitProtocolTest {
    private static final List<String> RUNS = List.of("a1", "a2", "b1", "d1");
    private static final String OK = "OK";
    private static final String FAILED = "FAILED";

    @TempDir
    private Path folder;

    /** What a writer was told to be committed. */
    private final Map<String, String> acknowledged = new TreeMap<>();

    @AfterEach
    void endFaults() {
        Faults.end();
    }

    @ParameterizedTest
    @CsvSource({"BEFORE, FAILURE", "AFTER, FAILURE", "BEFORE, STOP", "AFTER, STOP"})
    void whateverStepGoesWrongNothingIsLostAndNothingIsThereTwice(Moment moment, Event event) throws IOException {
        List<String> steps = stepsOfAnUndisturbedWriter();
        for (int step = 0; step < steps.size(); step++) {
            Path store = folder.resolve("store-" + step);
            acknowledged.clear();
            Faults faults = Faults.at(step, moment, event);
            try {
                write(FaultyFileSystem.store(store));
            } catch (StoreException e) {
                assertThat(e).as(steps.get(step)).hasMessageContaining(store.toString());
            }
            String description = event + " " + moment + " step " + step + ", " + last(faults.steps());
            Faults.end();
            requireConsistent(store, description);
            buryTheWriter(store);
            resume(store);
            requireComplete(store, description);
        }
    }

    @Test
    void aResumedWriterThatStopsAsWellLosesNothingEither() throws IOException {
        int inTheMovesOfTheCompaction = stepOfRecord(4) + 12;
        Faults.at(inTheMovesOfTheCompaction, Moment.BEFORE, Event.STOP);
        Path first = folder.resolve("first");
        writeUntilFault(first);
        Map<String, String> before = Map.copyOf(acknowledged);
        Faults repair = Faults.none();
        copy(first, folder.resolve("copy"));
        resume(folder.resolve("copy"));
        for (int step = 0; step < repair.steps().size(); step++) {
            Path store = folder.resolve("again-" + step);
            copy(first, store);
            acknowledged.clear();
            acknowledged.putAll(before);
            Faults.at(step, Moment.AFTER, Event.STOP);
            try {
                resume(store);
            } catch (StoreException e) {
                assertThat(e).hasMessageContaining(store.toString());
            }
            Faults.end();
            requireConsistent(store, "second stop after step " + step);
            buryTheWriter(store);
            resume(store);
            requireComplete(store, "second stop after step " + step);
        }
    }

    private List<String> stepsOfAnUndisturbedWriter() throws IOException {
        Path store = folder.resolve("undisturbed");
        Faults faults = Faults.none();
        write(FaultyFileSystem.store(store));
        Faults.end();
        requireComplete(store, "undisturbed");
        assertThat(faults.steps()).hasSizeGreaterThan(80);
        return faults.steps();
    }

    private int stepOfRecord(int number) throws IOException {
        List<String> steps = stepsOfAnUndisturbedWriter();
        String target = String.format(Locale.ROOT, " to %08d.json", number);
        for (int step = 0; step < steps.size(); step++) {
            if (steps.get(step).endsWith(target)) {
                return step;
            }
        }
        return fail("no record " + number + " in " + steps);
    }

    private void writeUntilFault(Path store) throws IOException {
        acknowledged.clear();
        try {
            write(FaultyFileSystem.store(store));
        } catch (StoreException e) {
            assertThat(e).hasMessageContaining(store.toString());
        }
        Faults.end();
        buryTheWriter(store);
    }

    /** A commit, one with a failed run, its retry, a compaction, and another commit. */
    private void write(StoreFiles files) throws IOException {
        try (StoreWriter writer = StoreWriter.open(files)) {
            commit(writer, List.of(), List.of("a1", "a2"), "00-a", OK);
            commit(writer, List.of(), List.of("b1"), "01-failed-0", FAILED);
            commit(writer, List.of(target(writer, "01-failed-0", TableName.RUNS)), List.of("b1"), "02-b", OK);
            List<String> merged = new ArrayList<>();
            for (TableName table : TableName.values()) {
                merged.add(target(writer, "00-a", table));
                merged.add(target(writer, "02-b", table));
            }
            commit(writer, merged, List.of("a1", "a2", "b1"), "c0", OK);
            commit(writer, List.of(), List.of("d1"), "03-d", OK);
        }
    }

    /** Does what is not there yet, as a sweep does that is started again. */
    private void resume(Path store) throws IOException {
        StoreFiles files = FaultyFileSystem.store(store);
        try (StoreWriter writer = StoreWriter.open(files)) {
            Map<String, String> known = runs(files, TableName.RUNS);
            for (String run : RUNS) {
                if (!OK.equals(known.get(run))) {
                    List<String> failed = writer.live().stream()
                            .map(StagedFile::target)
                            .filter(name -> known.containsKey(run) && name.contains("failed"))
                            .toList();
                    commit(writer, failed, List.of(run), "09-" + run, OK);
                }
            }
        }
    }

    private void commit(StoreWriter writer, List<String> removed, List<String> runs, String name, String status)
            throws IOException {
        List<StagedFile> staged = new ArrayList<>();
        StringBuilder rows = new StringBuilder();
        runs.forEach(run -> rows.append(run).append(' ').append(status).append('\n'));
        byte[] content = rows.toString().getBytes(StandardCharsets.UTF_8);
        for (TableName table : TableName.values()) {
            if (table == TableName.RUNS || status.equals(OK)) {
                String staging = writer.stagingFolder() + "/" + table.folder() + "-" + name;
                try (PositionOutputStream out = writer.files().create(staging).create(0)) {
                    out.write(content);
                } catch (IOException e) {
                    throw new StoreException(
                            "a task cannot write to " + writer.files().location(), e);
                }
                staged.add(new StagedFile(staging, target(writer, name, table), content.length, runs.size()));
            }
        }
        writer.commit(removed, staged);
        runs.forEach(run -> acknowledged.put(run, status));
    }

    private static String target(StoreWriter writer, String name, TableName table) {
        return table.folder() + "/" + writer.driver() + "-" + name + ".parquet";
    }

    /** The lease of a dead process on another host: whoever comes next may take it. */
    private static void buryTheWriter(Path store) throws IOException {
        Path lease = store.resolve("_bitsweep/lease");
        if (Files.exists(lease)) {
            Files.writeString(
                    lease,
                    "{\"driver\":\"dead\",\"host\":\"another-host\",\"pid\":1,\"process_start\":0,\"heartbeat\":0}");
        }
    }

    /** Readers see what was acknowledged, and every run that they see once and whole. */
    private void requireConsistent(Path store, String description) throws IOException {
        StoreFiles files = StoreFiles.of(store.toString());
        if (StoreLog.read(files).next() == 0) {
            assertThat(acknowledged).as(description).isEmpty();
            return;
        }
        assertThat(StoreReader.open(files).damage()).as(description).isEmpty();
        Map<String, String> runs = runs(files, TableName.RUNS);
        acknowledged.forEach((run, status) -> {
            // A later commit that went wrong may have been recorded.
            assertThat(runs).as(description).containsKey(run);
            assertThat(runs.get(run)).as(description).isIn(status, OK);
        });
        requireOthersLike(files, runs, description);
    }

    private void requireComplete(Path store, String description) throws IOException {
        StoreFiles files = StoreFiles.of(store.toString());
        Map<String, String> runs = runs(files, TableName.RUNS);
        assertThat(runs.keySet()).as(description).containsExactlyElementsOf(RUNS);
        assertThat(runs.values()).as(description).containsOnly(OK);
        requireOthersLike(files, runs, description);
        TreeSet<String> expected = new TreeSet<>();
        StoreLog log = StoreLog.read(files);
        log.live().forEach(file -> expected.add(file.target()));
        for (long number = 0; number < log.next(); number++) {
            expected.add(String.format(Locale.ROOT, "_bitsweep/log/%08d.json", number));
        }
        assertThat(filesBelow(store)).as(description).isEqualTo(expected);
    }

    private static void requireOthersLike(StoreFiles files, Map<String, String> runs, String description)
            throws IOException {
        List<String> ok =
                runs.keySet().stream().filter(run -> runs.get(run).equals(OK)).toList();
        for (TableName table : List.of(TableName.SNAPSHOTS, TableName.MEASURES, TableName.EPOCHS)) {
            assertThat(runs(files, table).keySet())
                    .as(description + ": " + table)
                    .containsExactlyElementsOf(ok);
        }
    }

    /** The runs of a table with their status; none may be there twice. */
    private static Map<String, String> runs(StoreFiles files, TableName table) throws IOException {
        Map<String, String> runs = new TreeMap<>();
        for (String location : StoreReader.open(files).locations(table)) {
            String name = location.substring(
                    location.indexOf(files.location()) + files.location().length() + 1);
            for (String line : new String(files.read(name), StandardCharsets.UTF_8).split("\n")) {
                String[] fields = line.split(" ");
                assertThat(runs.put(fields[0], fields[1]))
                        .as(line + " is there twice")
                        .isNull();
            }
        }
        return runs;
    }

    private static TreeSet<String> filesBelow(Path store) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(store)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> names.add(store.relativize(file).toString()));
        }
        return names;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path source : (Iterable<Path>) all::iterator) {
                Files.copy(source, to.resolve(from.relativize(source).toString()));
            }
        }
    }

    private static String last(List<String> steps) {
        return steps.isEmpty() ? "nothing" : steps.get(steps.size() - 1);
    }
}
