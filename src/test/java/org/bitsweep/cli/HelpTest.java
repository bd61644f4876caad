package org.bitsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** What every command says of itself. */
class HelpTest {
    private static final String LAUNCHER = "submit/bitsweep ";
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|\\S+");

    /** Commands that do something, by their names. */
    private static List<String> commands() {
        List<String> names = new ArrayList<>();
        collect("", new CommandLine(new Main()), names);
        return names;
    }

    private static void collect(String before, CommandLine command, List<String> names) {
        command.getSubcommands().forEach((name, sub) -> {
            if (sub.getSubcommands().isEmpty() && !name.equals("help")) {
                names.add(before + name);
            }
            collect(before + name + " ", sub, names);
        });
    }

    private static Stream<String> examples() {
        return commands().stream().flatMap(name -> examples(name).stream());
    }

    private static List<String> examples(String name) {
        CommandLine command = new CommandLine(new Main());
        for (String word : name.split(" ")) {
            command = command.getSubcommands().get(word);
        }
        return Arrays.stream(command.getCommandSpec().usageMessage().footer())
                .map(String::strip)
                .filter(line -> line.startsWith(LAUNCHER))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasAnExampleOfItself(String name) {
        assertThat(commands()).contains("sweep", "stats", "ctm show");
        if (!name.equals("completion")) {
            assertThat(examples(name)).isNotEmpty().allMatch(line -> line.startsWith(LAUNCHER + name));
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsACommandLineThatIsUnderstood(String example) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(example.substring(LAUNCHER.length()).replaceAll("\\s+([#>]).*", ""));
        while (matcher.find()) {
            words.add(matcher.group(1) == null ? matcher.group() : matcher.group(1));
        }

        ParseResult parsed = new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(words.toArray(String[]::new));

        assertThat(parsed.errors()).isEmpty();
        assertThat(parsed.hasSubcommand()).isTrue();
    }

    @Test
    void aMisspeltCommandIsCorrected() {
        Captured captured = Captured.run("statz", "results/demo");

        assertThat(captured.status()).isEqualTo(2);
        assertThat(captured.err()).contains("stats");
    }

    @Test
    void theVersionNamesAllThatDecidesSpeed() {
        Captured captured = Captured.run("--version");

        assertThat(captured.status()).isZero();
        assertThat(captured.out())
                .contains("bitsweep ", "commit ", "Spark 4.", "Java " + Runtime.version(), "kernels ");
    }

    @Test
    void theCompletionKnowsEveryCommand() {
        Captured captured = Captured.run("completion");

        assertThat(captured.status()).isZero();
        assertThat(captured.out()).contains("complete -F _complete_bitsweep");
        for (String name : commands()) {
            assertThat(captured.out()).contains("bitsweep_" + name.replace(' ', '_'));
        }
    }
}
