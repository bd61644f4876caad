package org.bitsweep.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bitsweep data}: data sets. */
@Command(
        name = "data",
        description = "List, look at and fetch data sets.",
        mixinStandardHelpOptions = true,
        subcommands = {DataListCommand.class, DataShowCommand.class, DataFetchCommand.class})
final class DataCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name what to do: " + String.join(", ", spec.subcommands().keySet()));
    }
}
