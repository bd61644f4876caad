package org.bitsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.bitsweep.SharedSpark;
import org.bitsweep.stats.StatisticsViews;
import org.bitsweep.sweep.store.StagedFile;
import org.bitsweep.sweep.store.StoreException;
import org.bitsweep.sweep.store.StoreFiles;
import org.bitsweep.sweep.store.StoreWriter;
import org.bitsweep.sweep.store.TableName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionTest {
    private static final String[] SWEEP = {
        "axes.seed=0..4", "axes.training.learning-rate=[1e-3, 1e38]", "probes.snapshots.seeds=0..2", "engine.bundles=4"
    };

    @TempDir
    private Path folder;

    @Test
    void aCompactedStoreHasTheSameRowsInOneFileATable() throws IOException {
        SmallSweep.run(SmallSweep.config(folder, SWEEP));
        TreeSet<String> before = SmallSweep.results(folder);
        StoreCompaction.Outcome outcome = compact();
        assertThat(SmallSweep.results(folder)).isEqualTo(before);
        assertThat(files("epochs")).hasSize(1);
        assertThat(files("measures")).hasSize(1);
        assertThat(files("snapshots")).hasSize(1);
        assertThat(outcome.runs()).isEqualTo(5);
        assertThat(outcome.filesAfter()).isEqualTo(4 + 5);
    }

    @Test
    void rowsWithoutAResultKeepAFileEach() throws IOException {
        SmallSweep.run(SmallSweep.config(folder, SWEEP));
        compact();
        assertThat(files("runs")).hasSize(1 + 5);
        assertThat(files("runs").stream().filter(name -> name.contains("-failed-")))
                .hasSize(5);
    }

    @Test
    void aCompactedStoreIsLeftAsItIs() throws IOException {
        SmallSweep.run(SmallSweep.config(folder, SWEEP));
        compact();
        List<String> before = files("epochs");
        StoreCompaction.Outcome again = compact();
        assertThat(files("epochs")).isEqualTo(before);
        assertThat(again.filesAfter()).isEqualTo(again.filesBefore());
    }

    @Test
    void aSweepGoesOnWithACompactedStore() {
        SmallSweep.run(SmallSweep.config(folder, "axes.seed=0..1"));
        compact();
        SweepOutcome more = SmallSweep.run(SmallSweep.config(folder, "axes.seed=0..3"));
        assertThat(more.skipped()).isEqualTo(2);
        assertThat(more.ok()).isEqualTo(2);
        compact();
        assertThat(SmallSweep.tables(folder).runs().count()).isEqualTo(4);
    }

    @Test
    void rowsAreSortedByGroupRunAndEpoch() throws IOException {
        GeneratedStore.write(folder.toString(), 5, 4, 6);
        compact();
        List<String> order = new ArrayList<>();
        for (Row row : SharedSpark.session()
                .read()
                .parquet(folder.resolve("epochs").toString())
                .coalesce(1)
                .collectAsList()) {
            order.add(String.format(
                    "%s %s %03d",
                    row.<String>getAs("group_key"), row.<String>getAs("run_key"), row.<Integer>getAs("epoch")));
        }
        assertThat(order).hasSize(5 * 4 * 7).isSorted();
    }

    @Test
    void theFilesOfOneNumberHoldTheSameRunsInEveryTableAndRangesDoNotOverlap() throws IOException {
        GeneratedStore.write(folder.toString(), 6, 5, 40);
        StoreFiles files = StoreFiles.of(folder.toString());
        try (StoreWriter store = StoreWriter.open(files)) {
            List<StagedFile> small = store.live();
            Compaction.Merged merged =
                    new Compaction(SharedSpark.session(), store, 7, bytes(small, TableName.EPOCHS) / 3).merge(small);
            store.commit(merged.outdated(), merged.staged());
        }
        Map<String, List<String>> runs = runsByFile("runs");
        assertThat(runs).hasSizeBetween(3, 4);
        assertThat(runsByFile("epochs")).isEqualTo(runs);
        List<String> all = new ArrayList<>();
        runs.values().forEach(all::addAll);
        assertThat(all).hasSize(30).isSorted();
        try (StoreWriter store = StoreWriter.open(files)) {
            assertThat(store.live())
                    .allSatisfy(file -> assertThat(file.runs())
                            .isEqualTo(runs.get(file.stem()).size()));
        }
    }

    @Test
    void aStoreThatIsBeingWrittenIsNotCompacted() {
        SmallSweep.run(SmallSweep.config(folder, "axes.seed=0"));
        try (StoreWriter writer = StoreWriter.open(StoreFiles.of(folder.toString()))) {
            assertThat(writer.live()).isNotEmpty();
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(this::compact)
                    .withMessageContaining("only one may write");
        }
    }

    @Test
    void whereThereIsNoStoreNoneIsMade() {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(this::compact)
                .withMessageContaining("there is no result store");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatADamagedFileHeldIsTakenOutAndTrainedAgain() throws IOException {
        SweepConfig config = SmallSweep.config(folder, "axes.seed=0..3", "engine.bundles=4");
        SmallSweep.run(config);
        TreeSet<String> whole = SmallSweep.results(folder);
        Path damaged = folder.resolve("epochs").resolve(files("epochs").get(2));
        Files.write(damaged, Arrays.copyOf(Files.readAllBytes(damaged), 100));
        assertThat(SmallSweep.tables(folder).damage())
                .singleElement()
                .asString()
                .contains(damaged.getFileName().toString());
        assertThat(SmallSweep.tables(folder)
                        .epochs()
                        .select("run_key")
                        .distinct()
                        .count())
                .isEqualTo(3);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> SmallSweep.run(config))
                .withMessageContaining(damaged.getFileName().toString());
        StoreCompaction.Outcome outcome = StoreCompaction.compact(SharedSpark.session(), folder.toString(), true);
        assertThat(outcome.dropped()).hasSize(1);
        assertThat(outcome.runs()).isEqualTo(3);
        assertThat(SmallSweep.run(config).ok()).isEqualTo(1);
        assertThat(SmallSweep.results(folder)).isEqualTo(whole);
    }

    @Test
    void aSweepsStoreIsCompactedOnTheWayAndReadersSeeEveryRunOnce() throws Exception {
        int bundles = RollingCompaction.SMALL_FILES / 2 + 10;
        GeneratedStore.write(folder.toString(), bundles, 2, 5);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (StoreWriter store = StoreWriter.open(StoreFiles.of(folder.toString()));
                RollingCompaction compaction = new RollingCompaction(SharedSpark.session(), "test", store)) {
            int files = store.live().size();
            AtomicBoolean isDone = new AtomicBoolean();
            compaction.advance();
            assertThat(compaction.isInTheWay(RollingCompaction.MOST_FILES)).isTrue();
            Callable<Integer> reader = () -> {
                int reads = 0;
                while (!isDone.get() || reads < 2) {
                    requireEveryRunOnce(2L * bundles);
                    reads++;
                }
                return reads;
            };
            Future<Integer> reading = threads.submit(reader);
            while (store.live().size() == files) {
                compaction.advance();
                Thread.onSpinWait();
            }
            isDone.set(true);
            assertThat(reading.get()).isGreaterThanOrEqualTo(2);
            assertThat(store.live()).hasSize(2);
            assertThat(compaction.isInTheWay(RollingCompaction.MOST_FILES)).isFalse();
        } finally {
            threads.shutdown();
        }
        requireEveryRunOnce(2L * bundles);
    }

    @Test
    void aQueryWhoseFilesAreReplacedWhileItIsThoughtOfIsAskedAgain() throws IOException {
        GeneratedStore.write(folder.toString(), 3, 2, 5);
        List<Integer> attempts = new ArrayList<>();
        long count = StatisticsViews.read(SharedSpark.session(), folder.toString(), views -> {
            attempts.add(1);
            if (attempts.size() == 1) {
                compact();
            }
            return SharedSpark.session().table("epochs").count();
        });
        assertThat(count).isEqualTo(3 * 2 * 6);
        assertThat(attempts).hasSize(2);
    }

    private void requireEveryRunOnce(long runs) {
        Row seen = StatisticsViews.read(
                SharedSpark.session(),
                folder.toString(),
                views -> SharedSpark.session()
                        .sql("SELECT COUNT(*), COUNT(DISTINCT run_key) FROM runs")
                        .first());
        assertThat(seen.getLong(0)).isEqualTo(runs);
        assertThat(seen.getLong(1)).isEqualTo(runs);
    }

    private StoreCompaction.Outcome compact() {
        return StoreCompaction.compact(SharedSpark.session(), folder.toString(), false);
    }

    private static long bytes(List<StagedFile> files, TableName table) {
        return files.stream()
                .filter(file -> file.table() == table)
                .mapToLong(StagedFile::length)
                .sum();
    }

    private Map<String, List<String>> runsByFile(String table) throws IOException {
        Map<String, List<String>> runs = new TreeMap<>();
        for (String name : files(table)) {
            List<String> keys = new ArrayList<>();
            SharedSpark.session()
                    .read()
                    .parquet(folder.resolve(table).resolve(name).toString())
                    .select("group_key", "run_key")
                    .distinct()
                    .sort("group_key", "run_key")
                    .collectAsList()
                    .forEach(row -> keys.add(row.getString(0) + row.getString(1)));
            runs.put(name.replace(".parquet", ""), keys);
        }
        return runs;
    }

    private List<String> files(String table) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(table))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
