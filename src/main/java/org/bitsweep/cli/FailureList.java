package org.bitsweep.cli;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Why runs have no result, the most frequent reasons first. */
final class FailureList {
    private static final int MOST = 5;

    private FailureList() {}

    /** Prints on stderr what the view {@code runs} says. */
    static void print(SparkSession spark) {
        List<Row> reasons = spark.sql("SELECT status, error_class, error_message, COUNT(*) AS runs FROM runs"
                        + " WHERE status <> 'OK' GROUP BY ALL ORDER BY runs DESC, error_message LIMIT " + MOST)
                .collectAsList();
        for (Row reason : reasons) {
            System.err.println(reason.getLong(3) + " " + reason.getString(0) + ": " + reason.getString(1) + ": "
                    + reason.getString(2));
        }
    }
}
