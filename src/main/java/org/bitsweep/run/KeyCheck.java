package org.bitsweep.run;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Compares a configuration with the reference: every key must be known, every value of the default's type. */
final class KeyCheck {
    private final ConfigObject reference;

    KeyCheck(ConfigObject reference) {
        this.reference = reference;
    }

    /** @throws ConfigurationException for the first key or type that is wrong, with file, line and the nearest key */
    void check(ConfigObject own) {
        checkObject(List.of(), own);
    }

    private void checkObject(List<String> path, ConfigObject object) {
        for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
            List<String> child = append(path, entry.getKey());
            String text = ConfigUtil.joinPath(child);
            if (text.equals("engine.spark")) {
                continue;
            }
            if (text.equals("axes")) {
                checkAxes(List.of(), requireObject(text, entry.getValue()));
                continue;
            }
            ConfigValue expected = lookUp(child);
            if (expected == null) {
                throw unknown(child, entry.getValue().origin());
            }
            checkType(text, entry.getValue(), expected.valueType());
            if (entry.getValue() instanceof ConfigObject nested) {
                checkObject(child, nested);
            }
        }
    }

    /** Axes are written as paths to lists; an object on the way is part of a path. */
    private void checkAxes(List<String> path, ConfigObject axes) {
        for (Map.Entry<String, ConfigValue> entry : axes.entrySet()) {
            List<String> child = append(path, entry.getKey());
            String text = ConfigUtil.joinPath(child);
            List<String> root = List.of("name", "store", "axes", "engine");
            if (root.contains(child.get(0))
                    || text.equals("probes.snapshots")
                    || text.startsWith("probes.snapshots.")) {
                throw new ConfigurationException(at(entry.getValue().origin()) + text
                        + " cannot be an axis: it does not decide a run's results");
            }
            ConfigValue expected = lookUp(child);
            if (expected == null) {
                throw unknown(child, entry.getValue().origin());
            }
            if (entry.getValue() instanceof ConfigObject nested) {
                if (!(expected instanceof ConfigObject)) {
                    throw new ConfigurationException(at(nested.origin()) + "axes." + text
                            + " is a section in braces, expected a list of values or a range");
                }
                checkAxes(child, nested);
            } else if (entry.getValue() instanceof ConfigList values) {
                for (ConfigValue value : values) {
                    checkType("axes." + text, value, expected.valueType());
                    if (value instanceof ConfigObject replacement) {
                        checkObject(child, replacement);
                    }
                }
            } else if (!mayBeRange(entry.getValue(), expected)) {
                checkType("axes." + text, entry.getValue(), expected.valueType());
            }
        }
    }

    /** A text in place of numbers is a range, or nothing; whoever reads the axis can tell. */
    private static boolean mayBeRange(ConfigValue value, ConfigValue expected) {
        return value.valueType() == ConfigValueType.NULL
                || value.valueType() == ConfigValueType.STRING && expected.valueType() == ConfigValueType.NUMBER;
    }

    private static void checkType(String path, ConfigValue value, ConfigValueType expected) {
        ConfigValueType found = value.valueType();
        boolean section = found == ConfigValueType.OBJECT || found == ConfigValueType.LIST;
        boolean fits = expected == ConfigValueType.NULL && !section
                || path.equals(SnapshotSpec.SEEDS) && !section
                || found == expected
                || expected == ConfigValueType.STRING && found == ConfigValueType.NUMBER;
        if (!fits) {
            throw new ConfigurationException(at(value.origin()) + path + " is "
                    + value.render(ConfigRenderOptions.concise()) + ", expected " + describe(expected));
        }
    }

    private static ConfigObject requireObject(String path, ConfigValue value) {
        checkType(path, value, ConfigValueType.OBJECT);
        return (ConfigObject) value;
    }

    /** The default at a path; any name under {@code probes.complexity} has those of {@code default}. */
    private ConfigValue lookUp(List<String> path) {
        ConfigValue value = reference;
        for (int i = 0; i < path.size(); i++) {
            if (!(value instanceof ConfigObject object)) {
                return null;
            }
            boolean probeName =
                    i == 2 && ConfigUtil.joinPath(path.subList(0, 2)).equals(Configuration.COMPLEXITY);
            value = object.get(probeName ? "default" : path.get(i));
            if (value == null) {
                return null;
            }
        }
        return value;
    }

    private ConfigurationException unknown(List<String> path, ConfigOrigin origin) {
        String wrong = ConfigUtil.joinPath(path);
        List<String> known = new ArrayList<>();
        collect(List.of(), reference, known);
        String leaf = path.get(path.size() - 1);
        String nearest = known.stream()
                .min(Comparator.comparingInt((String key) -> EditDistance.between(lastKey(key), leaf))
                        .thenComparingInt(key -> EditDistance.between(key, wrong)))
                .orElseThrow();
        return new ConfigurationException(
                at(origin) + "unknown key " + wrong + "; the nearest that exists is " + nearest);
    }

    private static String lastKey(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static void collect(List<String> path, ConfigObject object, List<String> known) {
        for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
            List<String> child = append(path, entry.getKey());
            known.add(ConfigUtil.joinPath(child));
            if (entry.getValue() instanceof ConfigObject nested) {
                collect(child, nested, known);
            }
        }
    }

    private static List<String> append(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }

    static String at(ConfigOrigin origin) {
        // Typesafe Config calls the sections that an override makes by its own method's name.
        String description =
                origin.description().startsWith("withValue(") ? Configuration.COMMAND_LINE : origin.description();
        return description.isEmpty() ? "" : description + ": ";
    }

    private static String describe(ConfigValueType type) {
        return switch (type) {
            case NUMBER -> "a number";
            case STRING -> "a text";
            case BOOLEAN -> "true or false";
            case LIST -> "a list";
            case OBJECT -> "a section in braces";
            case NULL -> "one value";
        };
    }
}
