package org.bitsweep.sweep;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.bitsweep.run.RunRow.Status;

/** Which runs a store has. */
final class StoredRuns {
    private StoredRuns() {}

    /** The status of every run in the store, by its key. */
    static Map<String, Status> statuses(SparkSession spark, String store) {
        Map<String, Status> statuses = new HashMap<>();
        for (Row row :
                new StoreTables(spark, store).runs().select("run_key", "status").collectAsList()) {
            statuses.put(row.getString(0), Status.valueOf(row.getString(1)));
        }
        return statuses;
    }
}
