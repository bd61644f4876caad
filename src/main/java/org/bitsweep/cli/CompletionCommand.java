package org.bitsweep.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bitsweep completion}: a script that completes commands and options in bash and zsh. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(submit/bitsweep completion)                        # in this shell",
            "  submit/bitsweep completion > ~/.bitsweep-completion         # then source it from ~/.bashrc or ~/.zshrc"
        },
        description = "Prints a script that completes commands and options, for bash and zsh.")
final class CompletionCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        System.out.print(AutoComplete.bash("bitsweep", spec.root().commandLine()));
    }
}
