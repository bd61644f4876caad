package org.bitsweep.run;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares a configuration with the reference: every key must be known, every value of the default's type. */
final class KeyCheck {
    private static final ConfigValue ANY_VALUE = ConfigValueFactory.fromAnyRef(null);

    private final ConfigObject reference;

    KeyCheck(ConfigObject reference) {
        this.reference = reference;
    }

    /** @throws ConfigurationException for the first key or type that is wrong, with file, line and the nearest key */
    void check(ConfigObject own) {
        checkObject(List.of(), own);
    }

    void checkObject(List<String> path, ConfigObject object) {
        for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
            List<String> child = append(path, entry.getKey());
            String text = ConfigUtil.joinPath(child);
            if (text.equals("engine.spark")) {
                continue;
            }
            if (text.equals("axes")) {
                new AxisCheck(this).check(requireObject(text, entry.getValue()));
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

    static void checkType(String path, ConfigValue value, ConfigValueType expected) {
        ConfigValueType found = value.valueType();
        boolean section = found == ConfigValueType.OBJECT || found == ConfigValueType.LIST;
        boolean fits = expected == ConfigValueType.NULL && !section
                || path.equals(SnapshotSpec.SEEDS) && !section
                || found == expected
                || expected == ConfigValueType.STRING && found == ConfigValueType.NUMBER;
        if (!fits) {
            throw ConfigurationException.at(
                    value.origin(),
                    path + " is " + value.render(ConfigRenderOptions.concise()) + ", expected " + describe(expected));
        }
    }

    private static ConfigObject requireObject(String path, ConfigValue value) {
        checkType(path, value, ConfigValueType.OBJECT);
        return (ConfigObject) value;
    }

    /**
     * The default at a path; any name under {@code probes.complexity} has those of {@code default}, and what stands under
     * a name of {@code probes.custom} is the probe's to check.
     */
    ConfigValue lookUp(List<String> path) {
        if (path.size() > 2 && ConfigUtil.joinPath(path.subList(0, 2)).equals(Configuration.CUSTOM)) {
            return path.size() == 3 ? ConfigFactory.empty().root() : ANY_VALUE;
        }
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

    /** @param others keys that exist there besides those of the reference */
    ConfigurationException unknown(List<String> path, ConfigOrigin origin, String... others) {
        String wrong = ConfigUtil.joinPath(path);
        List<String> known = new ArrayList<>(List.of(others));
        collect(List.of(), reference, known);
        return ConfigurationException.at(
                origin, "unknown key " + wrong + "; the nearest that exists is " + EditDistance.nearest(wrong, known));
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

    static List<String> append(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
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
