package org.bitsweep.run;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A checked configuration: a HOCON file, then {@code key=value} overrides, over the defaults of {@code reference.conf}.
 * System properties, environment variables and other jars' {@code reference.conf} stay out.
 */
public final class Configuration {
    /** Where the entries of {@code probes.complexity} take their defaults from. */
    static final String COMPLEXITY = "probes.complexity";

    /** Probes of the user's own; what stands below a name is the probe's business. */
    static final String CUSTOM = "probes.custom";

    static final String COMMAND_LINE = "command line";

    private static final ConfigParseOptions ORIGIN =
            ConfigParseOptions.defaults().setOriginDescription(COMMAND_LINE);

    private static final Config REFERENCE = reference();

    private final Config own;
    private final ConfigObject axes;
    private final Settings defaults;
    private volatile Replaced last;

    private Configuration(Config own) {
        this.own = own.withoutPath("axes");
        this.axes = own.hasPath("axes")
                ? own.getObject("axes")
                : ConfigFactory.empty().root();
        this.defaults = over(this.own);
        this.last = new Replaced(List.of(), defaults);
    }

    /**
     * Reads and checks a file.
     *
     * @param overrides {@code key=value}, split at the first {@code =}; the value is taken literally where the setting is
     *     a text or a path, else as HOCON
     * @throws ConfigurationException if the file is missing or not HOCON, or a key or type is wrong
     */
    public static Configuration load(Path file, List<String> overrides) {
        if (!Files.isRegularFile(file)) {
            throw new ConfigurationException("there is no configuration file " + file);
        }
        ConfigParseOptions options =
                ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF).setOriginDescription(file.toString());
        try {
            return check(ConfigFactory.parseFile(file.toFile(), options), overrides);
        } catch (ConfigException e) {
            throw new ConfigurationException(sentence(e));
        }
    }

    /** The same from a text. */
    public static Configuration parse(String text, String... overrides) {
        try {
            return check(ConfigFactory.parseString(text), List.of(overrides));
        } catch (ConfigException e) {
            throw new ConfigurationException(sentence(e));
        }
    }

    private static Configuration check(Config parsed, List<String> overrides) {
        Config own = parsed;
        for (String override : overrides) {
            own = override(own, override);
        }
        own = own.resolve(ConfigResolveOptions.noSystem());
        new KeyCheck(REFERENCE.root()).check(own.root());
        return new Configuration(own);
    }

    private static Config override(Config config, String override) {
        int equals = override.indexOf('=');
        if (equals < 1) {
            throw new ConfigurationException("'" + override + "' is not of the form key=value");
        }
        String path = override.substring(0, equals).trim();
        String text = override.substring(equals + 1);
        ConfigValue value =
                isText(path) ? ConfigValueFactory.fromAnyRef(text, COMMAND_LINE) : hocon(override, path, text);
        return config.withValue(path, value.withOrigin(ConfigOriginFactory.newSimple(COMMAND_LINE)));
    }

    private static ConfigValue hocon(String override, String path, String text) {
        try {
            return ConfigFactory.parseString("value = " + text, ORIGIN)
                    .resolve(ConfigResolveOptions.noSystem())
                    .getValue("value");
        } catch (ConfigException e) {
            throw new ConfigurationException(
                    "'" + override + "' on the command line: '" + text + "' is not a value for " + path);
        }
    }

    /** Whether the setting at a path holds a text: its default is one, or it is one of those without a default. */
    private static boolean isText(String path) {
        List<String> keys = ConfigUtil.splitPath(path);
        if (keys.get(0).equals("axes")) {
            return false;
        }
        if (path.startsWith("engine.spark.")
                || List.of("store", "dataset.path", "dataset.name").contains(path)) {
            return true;
        }
        String pattern =
                path.startsWith(COMPLEXITY + ".") && keys.size() == 4 ? COMPLEXITY + ".default." + keys.get(3) : path;
        return REFERENCE.hasPath(pattern) && REFERENCE.getValue(pattern).valueType() == ConfigValueType.STRING;
    }

    /** The axes, as they were written. */
    public ConfigObject axes() {
        return axes;
    }

    /** All settings over their defaults, and the axes, as JSON that {@link #parse} reads back. */
    public String render() {
        return own.withFallback(REFERENCE).withValue("axes", axes).root().render(ConfigRenderOptions.concise());
    }

    /** The settings without axes, over the defaults. */
    public Settings settings() {
        return defaults;
    }

    /**
     * The settings with other values at some paths; a value replaces what stood there, and objects do not merge.
     *
     * @param assignments a path never stands before one that it lies in
     */
    public Settings settings(List<Assignment> assignments) {
        List<Assignment> sections = new ArrayList<>();
        Map<String, ConfigValue> single = new HashMap<>();
        for (Assignment assignment : assignments) {
            if (assignment.value() instanceof ConfigObject || !defaults.isSingle(assignment.path())) {
                sections.add(assignment);
            } else {
                single.put(assignment.path(), assignment.value());
            }
        }
        Settings replaced = replaced(sections);
        return single.keySet().stream().allMatch(replaced::isSingle) ? replaced.with(single) : replaced(assignments);
    }

    /** To merge sections takes long, and plans ask for the same ones again and again. */
    private Settings replaced(List<Assignment> sections) {
        Replaced before = last;
        if (before.sections.equals(sections)) {
            return before.settings;
        }
        Config changed = own;
        for (Assignment assignment : sections) {
            changed = changed.withoutPath(assignment.path()).withValue(assignment.path(), assignment.value());
        }
        Settings settings = over(changed);
        last = new Replaced(List.copyOf(sections), settings);
        return settings;
    }

    private record Replaced(List<Assignment> sections, Settings settings) {}

    /** One value of one axis. */
    public record Assignment(String path, ConfigValue value) {}

    private static Settings over(Config own) {
        Config full = own.withFallback(REFERENCE);
        for (String probe : full.getObject(COMPLEXITY).keySet()) {
            String path = ConfigUtil.joinPath("probes", "complexity", probe);
            full = full.withValue(path, full.getValue(path).withFallback(REFERENCE.getValue(COMPLEXITY + ".default")));
        }
        return new Settings(full);
    }

    private static Config reference() {
        try (InputStream stream = Configuration.class.getResourceAsStream("/org/bitsweep/reference.conf")) {
            return ConfigFactory.parseReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Typesafe Config's message on one line. */
    private static String sentence(ConfigException e) {
        return e.getMessage().replaceAll("\\s+", " ").trim();
    }
}
