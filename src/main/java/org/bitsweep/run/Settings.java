package org.bitsweep.run;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** Typed access to a configuration that has every key: the only place that reads raw values. */
public final class Settings {
    private final Config config;

    Settings(Config config) {
        this.config = config;
    }

    public String text(String path) {
        return config.getString(path);
    }

    public Optional<String> optionalText(String path) {
        return config.hasPath(path) ? Optional.of(config.getString(path)) : Optional.empty();
    }

    public boolean flag(String path) {
        return config.getBoolean(path);
    }

    public double number(String path) {
        ConfigValue value = config.getValue(path);
        if (!(value.unwrapped() instanceof Number number)) {
            throw wrong(path, value, "a number");
        }
        return number.doubleValue();
    }

    public int integer(String path) {
        return Math.toIntExact(integer(path, config.getValue(path), Integer.MIN_VALUE, Integer.MAX_VALUE));
    }

    public long longInteger(String path) {
        return integer(path, config.getValue(path), Long.MIN_VALUE, Long.MAX_VALUE);
    }

    public OptionalInt optionalInteger(String path) {
        return config.hasPath(path) ? OptionalInt.of(integer(path)) : OptionalInt.empty();
    }

    public List<Integer> integers(String path) {
        List<Integer> values = new ArrayList<>();
        for (ConfigValue value : config.getList(path)) {
            values.add((int) integer(path, value, Integer.MIN_VALUE, Integer.MAX_VALUE));
        }
        return values;
    }

    /** A value as it was written. */
    ConfigValue value(String path) {
        return config.getValue(path);
    }

    List<ConfigValue> list(String path) {
        return config.getList(path);
    }

    /** A text that must be one of a few. */
    public String choice(String path, String... allowed) {
        String value = text(path);
        if (!List.of(allowed).contains(value)) {
            throw wrong(path, config.getValue(path), allowed.length == 1 ? allowed[0] : String.join(" or ", allowed));
        }
        return value;
    }

    /** The names of the entries of a section. */
    public Set<String> names(String path) {
        return new TreeMap<>(config.getObject(path)).keySet();
    }

    /** All values below a section, by their path inside it. */
    public Map<String, String> flattened(String path) {
        Map<String, String> flat = new TreeMap<>();
        for (Map.Entry<String, ConfigValue> entry : config.getConfig(path).entrySet()) {
            flat.put(
                    entry.getKey().replace("\"", ""),
                    String.valueOf(entry.getValue().unwrapped()));
        }
        return flat;
    }

    /** An error about the value at a path. */
    public ConfigurationException wrong(String path, String expected) {
        return wrong(path, config.getValue(path), expected);
    }

    private static ConfigurationException wrong(String path, ConfigValue value, String expected) {
        return new ConfigurationException(KeyCheck.at(value.origin()) + path + " is "
                + value.render(ConfigRenderOptions.concise()) + ", expected " + expected);
    }

    private static long integer(String path, ConfigValue value, long least, long most) {
        boolean whole = value.valueType() == ConfigValueType.NUMBER
                && ((Number) value.unwrapped()).doubleValue() == Math.rint(((Number) value.unwrapped()).doubleValue());
        if (!whole) {
            throw wrong(path, value, "a whole number");
        }
        Number number = (Number) value.unwrapped();
        double rounded = number.doubleValue();
        if (rounded < least || rounded > most) {
            throw wrong(path, value, "a whole number from " + least + " to " + most);
        }
        return number.longValue();
    }
}
