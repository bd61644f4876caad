package org.bitsweep.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bitsweep ctm}: the CTM tables. */
@Command(
        name = "ctm",
        description = "Make and look at CTM tables.",
        mixinStandardHelpOptions = true,
        subcommands = {CtmEnumerateCommand.class})
final class CtmCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name what to do: " + String.join(", ", spec.subcommands().keySet()));
    }
}
