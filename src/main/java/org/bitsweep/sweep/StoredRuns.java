package org.bitsweep.sweep;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.bitsweep.run.RunRow.Status;
import org.bitsweep.sweep.store.TableName;

/** Which runs a store has. */
final class StoredRuns {
    private final Map<String, Status> statuses = new HashMap<>();
    private final Map<String, String> files = new HashMap<>();

    private StoredRuns() {}

    static StoredRuns read(SparkSession spark, String store) {
        StoredRuns stored = new StoredRuns();
        Dataset<Row> runs = new StoreTables(spark, store).runs();
        for (Row row : runs.select("run_key", "status").collectAsList()) {
            stored.statuses.put(row.getString(0), Status.valueOf(row.getString(1)));
        }
        if (stored.statuses.values().stream().anyMatch(status -> status != Status.OK)) {
            stored.readFiles(runs);
        }
        return stored;
    }

    private void readFiles(Dataset<Row> runs) {
        for (Row row : runs.where("status <> 'OK'")
                .select("run_key", "_metadata.file_name")
                .collectAsList()) {
            files.put(row.getString(0), TableName.RUNS.folder() + "/" + row.getString(1));
        }
    }

    /** What became of a run; empty if it is not there. */
    Optional<Status> status(String runKey) {
        return Optional.ofNullable(statuses.get(runKey));
    }

    /** The file, in the store, that holds the row of a run without a result, and nothing else. */
    String file(String runKey) {
        return files.get(runKey);
    }
}
