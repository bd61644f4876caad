package org.bitsweep.cli;

import java.nio.file.Path;
import java.util.List;
import org.bitsweep.run.Configuration;
import org.bitsweep.sweep.SweepConfig;
import picocli.CommandLine.Parameters;

/** The arguments {@code [CONF] [key=value…]}. */
final class ConfigurationArguments {
    @Parameters(
            arity = "0..*",
            paramLabel = "[CONF] [key=value...]",
            hideParamSyntax = true,
            description = "A configuration file (default: conf/demo.conf, which needs no download), and settings that"
                    + " override it, such as axes.seed=0..99.")
    private List<String> arguments = List.of();

    SweepConfig load() {
        boolean ownFile = !arguments.isEmpty() && !arguments.get(0).contains("=");
        Path file = ownFile ? Path.of(arguments.get(0)) : Installation.home().resolve("conf/demo.conf");
        List<String> overrides = ownFile ? arguments.subList(1, arguments.size()) : arguments;
        return SweepConfig.of(Configuration.load(file, overrides));
    }
}
