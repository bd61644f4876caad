package org.bitsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.bitsweep.OwnProcess;
import org.bitsweep.sweep.store.HdfsServer;
import org.bitsweep.sweep.store.S3Server;
import org.bitsweep.sweep.store.StoreFiles;
import org.bitsweep.sweep.store.StoreReader;
import org.bitsweep.sweep.store.TableName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole sweeps whose store is on another file system, by command lines in processes of their own. */
@Tag("slow")
class RemoteStoreTest {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    private String store;
    private Map<String, String> settings;

    @ParameterizedTest
    @ValueSource(strings = {"hdfs", "s3a"})
    void aSweepHasTheSameResultsThereAsOnTheLocalDisk(String scheme) throws Exception {
        String root = scheme.equals("hdfs") ? HdfsServer.uri() : S3Server.uri();
        store = root + "/" + UUID.randomUUID() + "/my store";
        settings = scheme.equals("hdfs") ? Map.of() : S3Server.settings();
        StoreFiles remote = StoreFiles.of(store, settings);
        String local = folder.resolve("local").toString();
        sweep(local, 1);
        sweep(store, 1);
        assertThat(rows(remote)).isEqualTo(rows(StoreFiles.of(local)));
        String again = sweep(store, 1);
        assertThat(again).contains("nothing was trained");
        String stats = run(0, "stats", store, "--format", "json");
        assertThat(stats).contains("\"runs\" : 4");
        assertThat(stats).isEqualTo(run(0, "stats", local, "--format", "json"));
        run(0, "compact", store);
        assertThat(rows(remote)).isEqualTo(rows(StoreFiles.of(local)));
        assertThat(remote.list("runs")).hasSize(1 + 4);
        assertThat(remote.list("epochs")).hasSize(1);
        assertThat(remote.list("_bitsweep/staging")).isEmpty();
        assertThat(run(0, "stats", store, "--format", "json")).isEqualTo(stats);
        assertThat(run(0, "status", store)).contains("4 OK, 4 FAILED");
    }

    private String sweep(String target, int status) throws Exception {
        return run(
                status,
                "sweep",
                "conf/demo.conf",
                "store=" + target,
                "engine.master=local[2]",
                "engine.bundles=3",
                "dataset.count=200",
                "network.hidden=[8]",
                "training.max-epochs=7",
                "training.batch-size=32",
                "probes.complexity.default.pooling=layer",
                "probes.snapshots.seeds=0..1",
                "axes.seed=0..3",
                "axes.training.learning-rate=[1e-3, 1e38]");
    }

    /** What a command line printed. */
    private String run(int status, String... arguments) throws IOException, InterruptedException {
        List<String> flags = new ArrayList<>(List.of("-Xmx1g"));
        settings.forEach((name, value) -> flags.add("-Dspark.hadoop." + name + "=" + value));
        try (OwnProcess process = OwnProcess.bitsweep(folder, flags, arguments)) {
            assertThat(process.status(PATIENCE)).as(process.err()).isEqualTo(status);
            return process.out() + (arguments[0].equals("sweep") ? process.err() : "");
        }
    }

    private static TreeSet<String> rows(StoreFiles files) {
        TreeSet<String> rows = new TreeSet<>();
        StoreReader reader = StoreReader.open(files);
        assertThat(reader.damage()).isEmpty();
        for (TableName table : TableName.values()) {
            List<String> columns = new ArrayList<>();
            Tables.columns(table).forEach(column -> columns.add(column.name()));
            columns.removeAll(Tables.OBSERVATIONAL);
            reader.read(
                    table,
                    columns,
                    (file, row) -> assertThat(rows.add(table + " " + row))
                            .as(row.toString())
                            .isTrue());
        }
        return rows;
    }
}
