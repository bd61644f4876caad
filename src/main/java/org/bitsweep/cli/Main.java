package org.bitsweep.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The entry point of the command line, also for {@code spark-submit}. */
@Command(
        name = "bitsweep",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Trains binarized neural networks over seeds, architectures and data sets on Apache Spark,"
                + " and measures how the algorithmic complexity of their weights follows the loss.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:all runs of the plan are OK",
            "1:some runs failed or were quarantined, or a run was not reproduced",
            "2:usage, configuration or missing input",
            "3:the store cannot be read or written, or was lost",
            "70:an internal error, or Spark ended the application",
            "130, 143:stopped by SIGINT, SIGTERM; what was finished is kept"
        },
        subcommands = {
            SweepCommand.class,
            PlanCommand.class,
            StatusCommand.class,
            RunCommand.class,
            ReproduceCommand.class,
            StatsCommand.class,
            SqlCommand.class,
            ReportCommand.class,
            CompactCommand.class,
            ComplexityCommand.class,
            CtmCommand.class,
            DataCommand.class,
            BenchCommand.class,
            DoctorCommand.class,
            CompletionCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Main implements Runnable {
    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    private boolean debug;

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Executes one command line and returns its exit status. */
    static int run(String... args) {
        Main main = new Main();
        CommandLine line = new CommandLine(main);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((error, command, parsed) -> Failures.report(error, main.debug));
        line.setParameterExceptionHandler((error, given) -> usage(error));
        try {
            return line.execute(args);
        } catch (Error e) {
            return Failures.report(e, main.debug);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? '" + spec.name() + " --help' lists them");
    }

    private static int usage(ParameterException error) {
        CommandLine command = error.getCommandLine();
        command.getErr().println("bitsweep: " + error.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(error, command.getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
