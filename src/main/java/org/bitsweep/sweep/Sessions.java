package org.bitsweep.sweep;

import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Spark sessions as bitsweep needs them. */
public final class Sessions {
    private static final String LONGEST_SLEEP = "100d";
    private static final Pattern LOCAL = Pattern.compile("local\\[(\\*|\\d+).*");
    private static final Pattern LOCAL_CLUSTER = Pattern.compile("local-cluster\\[\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,.*");

    private Sessions() {}

    /** How many tasks a master runs at a time; empty if the cluster alone knows. */
    public static OptionalInt cores(String master) {
        Matcher local = LOCAL.matcher(master);
        if (local.matches()) {
            return OptionalInt.of(
                    local.group(1).equals("*")
                            ? Runtime.getRuntime().availableProcessors()
                            : Integer.parseInt(local.group(1)));
        }
        Matcher cluster = LOCAL_CLUSTER.matcher(master);
        if (cluster.matches()) {
            return OptionalInt.of(Integer.parseInt(cluster.group(1)) * Integer.parseInt(cluster.group(2)));
        }
        return master.equals("local") ? OptionalInt.of(1) : OptionalInt.empty();
    }

    /**
     * Starts Spark, or takes the session that is there. A master that {@code spark-submit} was given wins over ours, and
     * in local mode nothing listens but on the loopback interface. Spark's web interface is off unless it is asked for.
     *
     * @param settings further settings of Spark without their leading {@code spark.}
     */
    public static SparkSession open(String name, String master, Map<String, String> settings) {
        SparkConf conf = new SparkConf().setAppName(name);
        conf.setIfMissing("spark.master", master);
        conf.setIfMissing("spark.ui.showConsoleProgress", "false");
        conf.setIfMissing("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/bitsweep-warehouse");
        conf.setIfMissing("spark.sql.debug.maxToStringFields", "1000");
        conf.setIfMissing("spark.ui.enabled", "false");
        // How often executors may die is the engine's decision; YARN and Kubernetes would give up after a few.
        conf.setIfMissing("spark.executor.maxNumFailures", "1000000");
        if (conf.get("spark.master").startsWith("local")) {
            conf.setIfMissing("spark.driver.host", "127.0.0.1");
            conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
            // A laptop that was closed would find its executor, which is the driver itself, given up for lost.
            conf.setIfMissing("spark.network.timeout", LONGEST_SLEEP);
            int cores = cores(conf.get("spark.master")).orElse(2);
            conf.setIfMissing("spark.sql.shuffle.partitions", Integer.toString(2 * cores));
            // So that a file of a compacted store is more than one task.
            conf.setIfMissing("spark.sql.files.maxPartitionBytes", "32m");
            // The driver looks files up faster than it starts a task for each.
            conf.setIfMissing("spark.sql.sources.parallelPartitionDiscovery.threshold", "10000");
            conf.setIfMissing("spark.sql.adaptive.enabled", "false");
        }
        settings.forEach((key, value) -> conf.set("spark." + key, value));
        // Kryo cannot serialise records, and what a task's failure means is the engine's decision.
        conf.set("spark.serializer", "org.apache.spark.serializer.JavaSerializer");
        conf.set("spark.task.maxFailures", "1");
        return SparkSession.builder().config(conf).getOrCreate();
    }
}
