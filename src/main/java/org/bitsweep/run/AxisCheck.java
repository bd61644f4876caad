package org.bitsweep.run;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Checks keys and types of the section {@code axes}. Its keys are paths of settings, whose values are lists, ranges or
 * spaces; {@code zip}, whose sections hold the same; and {@code exclude}, whose sections hold single values. Whether the
 * values make sense is for whoever reads the axes.
 */
final class AxisCheck {
    static final String ZIP = "zip";
    static final String EXCLUDE = "exclude";

    private static final List<String> SPACE_KEYS = List.of("log-space", "linear-space", "count");
    private static final List<String> NO_AXES = List.of("name", "store", "axes", "engine");
    private static final List<String> SNAPSHOTS = List.of("probes", "snapshots");

    private final KeyCheck keys;

    AxisCheck(KeyCheck keys) {
        this.keys = keys;
    }

    void check(ConfigObject axes) {
        for (Map.Entry<String, ConfigValue> entry : axes.entrySet()) {
            switch (entry.getKey()) {
                case ZIP -> sections(ZIP, entry.getValue(), zip -> checkAxes(List.of(), zip));
                case EXCLUDE -> sections(EXCLUDE, entry.getValue(), rule -> checkRule(List.of(), rule));
                default -> checkAxis(List.of(entry.getKey()), entry.getValue());
            }
        }
    }

    /** One section in braces, or a list of them. */
    private static void sections(String key, ConfigValue value, Consumer<ConfigObject> check) {
        List<? extends ConfigValue> sections = value instanceof ConfigList list ? list : List.of(value);
        for (ConfigValue section : sections) {
            KeyCheck.checkType("axes." + key, section, ConfigValueType.OBJECT);
            check.accept((ConfigObject) section);
        }
    }

    private void checkAxes(List<String> path, ConfigObject axes) {
        axes.forEach((key, value) -> checkAxis(KeyCheck.append(path, key), value));
    }

    private void checkAxis(List<String> path, ConfigValue value) {
        ConfigValue expected = expected(path, value);
        String text = "axes." + ConfigUtil.joinPath(path);
        if (value instanceof ConfigObject object) {
            if (expected instanceof ConfigObject) {
                checkAxes(path, object);
            } else {
                checkSpace(text, object, expected);
            }
        } else if (value instanceof ConfigList values) {
            values.forEach(single -> checkSingle(path, text, single, expected));
        } else if (!mayBeRange(value, expected)) {
            KeyCheck.checkType(text, value, expected.valueType());
        }
    }

    private void checkRule(List<String> path, ConfigObject rule) {
        for (Map.Entry<String, ConfigValue> entry : rule.entrySet()) {
            List<String> child = KeyCheck.append(path, entry.getKey());
            ConfigValue value = entry.getValue();
            ConfigValue expected = expected(child, value);
            String text = "axes." + EXCLUDE + ": " + ConfigUtil.joinPath(child);
            boolean several = value instanceof ConfigList list
                    && (expected.valueType() != ConfigValueType.LIST
                            || list.stream().anyMatch(ConfigList.class::isInstance));
            if (several) {
                ((ConfigList) value).forEach(single -> checkSingle(child, text, single, expected));
            } else if (value instanceof ConfigObject nested && expected instanceof ConfigObject) {
                checkRule(child, nested);
            } else if (!mayBeRange(value, expected)) {
                KeyCheck.checkType(text, value, expected.valueType());
            }
        }
    }

    private void checkSingle(List<String> path, String text, ConfigValue value, ConfigValue expected) {
        KeyCheck.checkType(text, value, expected.valueType());
        if (value instanceof ConfigObject replacement) {
            keys.checkObject(path, replacement);
        }
    }

    /** The default at the path of an axis. */
    private ConfigValue expected(List<String> path, ConfigValue written) {
        if (NO_AXES.contains(path.get(0)) || SNAPSHOTS.equals(path.subList(0, Math.min(2, path.size())))) {
            throw ConfigurationException.at(
                    written.origin(),
                    ConfigUtil.joinPath(path) + " cannot be an axis: it does not decide a run's results");
        }
        ConfigValue expected = keys.lookUp(path);
        if (expected == null) {
            throw path.size() == 1
                    ? keys.unknown(path, written.origin(), "axes." + ZIP, "axes." + EXCLUDE)
                    : keys.unknown(path, written.origin());
        }
        return expected;
    }

    private static void checkSpace(String path, ConfigObject space, ConfigValue expected) {
        boolean numbers =
                expected.valueType() == ConfigValueType.NUMBER || expected.valueType() == ConfigValueType.NULL;
        if (!numbers) {
            throw ConfigurationException.at(
                    space.origin(), path + " is a section in braces, expected a list of values or a range");
        }
        for (Map.Entry<String, ConfigValue> entry : space.entrySet()) {
            if (!SPACE_KEYS.contains(entry.getKey())) {
                throw ConfigurationException.at(
                        entry.getValue().origin(),
                        "unknown key " + path + "." + entry.getKey() + "; the nearest that exists is "
                                + EditDistance.nearest(entry.getKey(), SPACE_KEYS));
            }
        }
        if (space.containsKey("log-space") == space.containsKey("linear-space") || !space.containsKey("count")) {
            throw ConfigurationException.at(
                    space.origin(),
                    path + " is " + space.render(ConfigRenderOptions.concise())
                            + ", expected { log-space = [FIRST, LAST], count = N } or the same with linear-space");
        }
    }

    /** A text in place of numbers is a range, or nothing; whoever reads the axis can tell. */
    private static boolean mayBeRange(ConfigValue value, ConfigValue expected) {
        return value.valueType() == ConfigValueType.NULL
                || value.valueType() == ConfigValueType.STRING && expected.valueType() == ConfigValueType.NUMBER;
    }
}
