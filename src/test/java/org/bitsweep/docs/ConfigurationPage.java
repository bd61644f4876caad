package org.bitsweep.docs;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes docs/configuration.md from the settings, defaults and comments of reference.conf, in its order. */
final class ConfigurationPage {
    static final Path REFERENCE = Path.of("src/main/resources/org/bitsweep/reference.conf");

    private static final String HEAD = """
            # Configuration

            Every setting with its default, made from
            [`reference.conf`](../src/main/resources/org/bitsweep/reference.conf); `null` stands for a value that follows from
            others. A file needs only what differs; `key=value` on the command line overrides it. What decides results is part
            of a run's key. [sweeps.md](sweeps.md) explains axes and plans, [data.md](data.md) data sets,
            [probes.md](probes.md) and [information.md](information.md) probes, [clusters.md](clusters.md) the engine on
            clusters.
            """;

    private final List<String> lines;
    private final StringBuilder page = new StringBuilder(HEAD);

    private ConfigurationPage(String reference) {
        this.lines = reference.lines().toList();
    }

    /** The page. */
    static String text() throws IOException {
        String reference = Files.readString(REFERENCE);
        ConfigurationPage page = new ConfigurationPage(reference);
        page.section("", ConfigFactory.parseString(reference).root());
        return page.page.toString();
    }

    private void section(String path, ConfigObject object) {
        List<Setting> children = children(path, object);
        Map<String, List<Setting>> rows = new LinkedHashMap<>();
        for (Setting child : children) {
            if (!isSection(child) && !child.path().equals("axes")) {
                leaves(child)
                        .forEach(leaf -> rows.computeIfAbsent(comment(child), comment -> new ArrayList<>())
                                .add(leaf));
            }
        }
        if (!rows.isEmpty()) {
            heading(path.isEmpty() ? "The sweep" : "`" + path + "`");
            String about = path.isEmpty() ? "" : comment(new Setting(path, object));
            page.append(about.isEmpty() ? "" : about + "\n\n");
            page.append("| setting | default | meaning |\n| --- | --- | --- |\n");
            rows.forEach((meaning, settings) -> page.append("| ")
                    .append(cell(settings, Setting::path))
                    .append(" | ")
                    .append(cell(settings, Setting::text))
                    .append(" | ")
                    .append(meaning.replace("|", "\\|"))
                    .append(" |\n"));
        }
        for (Setting child : children) {
            if (child.path().equals("axes")) {
                heading("`axes`");
                page.append("```text\n")
                        .append(String.join("\n", comments(child)))
                        .append("\n```\n");
            } else if (isSection(child)) {
                section(child.path(), (ConfigObject) child.value());
            }
        }
    }

    private void heading(String title) {
        page.append("\n## ").append(title).append("\n\n");
    }

    private static String cell(List<Setting> settings, Function<Setting, String> text) {
        return settings.stream()
                .map(setting -> "`" + text.apply(setting).replace("|", "\\|") + "`")
                .collect(Collectors.joining("<br>"));
    }

    /** In the order of the file. */
    private List<Setting> children(String path, ConfigObject object) {
        return object.entrySet().stream()
                .map(entry ->
                        new Setting(path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(Setting::line)
                        .thenComparing(setting -> lines.get(setting.line() - 1).indexOf(setting.key() + " =")))
                .toList();
    }

    private List<Setting> leaves(Setting setting) {
        if (!(setting.value() instanceof ConfigObject object) || object.isEmpty()) {
            return List.of(setting);
        }
        return children(setting.path(), object).stream()
                .flatMap(child -> leaves(child).stream())
                .toList();
    }

    /** Whether it is an object over several lines. */
    private boolean isSection(Setting setting) {
        return leaves(setting).stream().anyMatch(leaf -> leaf.line() != setting.line());
    }

    private String comment(Setting setting) {
        return String.join(" ", comments(setting)).strip();
    }

    /** The comment at the head of the paragraph that a setting stands in. */
    private List<String> comments(Setting setting) {
        int end = setting.line() - 1;
        while (end > 0 && isSetting(lines.get(end - 1))) {
            end--;
        }
        int start = end;
        while (start > 0 && lines.get(start - 1).strip().startsWith("#")) {
            start--;
        }
        return lines.subList(start, end).stream()
                .map(line -> line.strip().replaceFirst("^# ?", ""))
                .toList();
    }

    private static boolean isSetting(String line) {
        String text = line.strip();
        return !text.isEmpty() && !text.startsWith("#") && !text.endsWith("{");
    }

    private record Setting(String path, ConfigValue value) {
        int line() {
            return value.origin().lineNumber();
        }

        String key() {
            return path.substring(path.lastIndexOf('.') + 1);
        }

        String text() {
            return value.valueType() == ConfigValueType.STRING
                    ? (String) value.unwrapped()
                    : value.render(ConfigRenderOptions.concise()).replace(",", ", ");
        }
    }
}
