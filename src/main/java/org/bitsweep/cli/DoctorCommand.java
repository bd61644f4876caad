package org.bitsweep.cli;

import java.util.concurrent.Callable;
import org.apache.spark.package$;
import org.bitsweep.bits.Tier;
import picocli.CommandLine.Command;

/** {@code bitsweep doctor}: what this machine offers. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  submit/bitsweep doctor"},
        description = "Says which Java, Spark and kernels are in use here.")
final class DoctorCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        Tier tier = Tier.selected();
        Runtime runtime = Runtime.getRuntime();
        System.out.println("bitsweep  " + Version.bitsweep());
        System.out.println("java      " + System.getProperty("java.version") + ", " + System.getProperty("java.vendor")
                + ", " + System.getProperty("java.home"));
        System.out.println("spark     " + package$.MODULE$.SPARK_VERSION());
        System.out.println("kernels   " + tier.name() + " (" + tier.reason() + ")");
        System.out.println("machine   " + runtime.availableProcessors() + " processors, "
                + runtime.maxMemory() / (1 << 20) + " MiB of heap at most");
        return 0;
    }
}
