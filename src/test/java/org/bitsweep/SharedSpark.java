package org.bitsweep;

import org.apache.spark.sql.SparkSession;
import org.bitsweep.stats.BitsweepExtensions;
import org.bitsweep.sweep.Sessions;

/** The Spark session that tests share, because starting one takes seconds. A command line that ends stops it. */
public final class SharedSpark {
    private static SparkSession session;

    private SharedSpark() {}

    public static synchronized SparkSession session() {
        if (session == null || session.sparkContext().isStopped()) {
            session = Sessions.open("bitsweep tests", "local[2]", BitsweepExtensions.SETTING);
        }
        return session;
    }
}
