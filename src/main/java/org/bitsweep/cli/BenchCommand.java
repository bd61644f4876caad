package org.bitsweep.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bitsweep bench}: how fast this machine is. */
@Command(
        name = "bench",
        description = "Measure the speed of this machine.",
        mixinStandardHelpOptions = true,
        subcommands = {
            BenchTrainCommand.class,
            BenchBdmCommand.class,
            BenchKernelsCommand.class,
            BenchInformationCommand.class,
            BenchSweepCommand.class
        })
final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name what to measure: " + String.join(", ", spec.subcommands().keySet()));
    }
}
