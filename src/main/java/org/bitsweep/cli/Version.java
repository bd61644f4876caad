package org.bitsweep.cli;

import org.apache.spark.package$;
import org.bitsweep.bits.Tier;
import org.bitsweep.run.EngineVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class Version implements IVersionProvider {
    static String bitsweep() {
        return EngineVersion.current().version();
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "bitsweep " + bitsweep() + ", commit " + EngineVersion.current().commit(),
            "Spark " + package$.MODULE$.SPARK_VERSION() + ", Java " + Runtime.version() + ", kernels "
                    + Tier.selected().name()
        };
    }
}
