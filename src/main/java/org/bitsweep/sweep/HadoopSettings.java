package org.bitsweep.sweep;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.bitsweep.sweep.store.StoreFiles;
import scala.Tuple2;

/** Settings of Hadoop's file systems, such as an endpoint of S3, which Spark is given as {@code spark.hadoop.*}. */
final class HadoopSettings {
    private static final String PREFIX = "spark.hadoop.";

    private HadoopSettings() {}

    /** The files of a store, by the settings of a session. */
    static StoreFiles files(SparkSession spark, String store) {
        Map<String, String> settings = new HashMap<>();
        for (Tuple2<String, String> setting : spark.sparkContext().getConf().getAll()) {
            if (setting._1.startsWith(PREFIX)) {
                settings.put(setting._1.substring(PREFIX.length()), setting._2);
            }
        }
        return StoreFiles.of(store, settings);
    }
}
