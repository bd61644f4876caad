package org.bitsweep.run;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Typed access to a configuration that has every key: the only place that reads raw values. */
public final class Settings {
    private final Config base;
    /** Values that are no sections, in place of those of the configuration. */
    private final Map<String, ConfigValue> instead;
    /** What was looked up before: to find a value takes longer than all else that a plan does for a run. */
    private final Map<String, Optional<ConfigValue>> found;

    private final Map<String, Boolean> single;

    Settings(Config config) {
        this(config, Map.of(), new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }

    private Settings(
            Config config,
            Map<String, ConfigValue> instead,
            Map<String, Optional<ConfigValue>> found,
            Map<String, Boolean> single) {
        this.base = config;
        this.instead = instead;
        this.found = found;
        this.single = single;
    }

    /** Whether the path holds a value, or null, and no section. */
    boolean isSingle(String path) {
        return single.computeIfAbsent(
                path,
                key -> base.hasPathOrNull(key)
                        && (base.getIsNull(key) || base.getValue(key).valueType() != ConfigValueType.OBJECT));
    }

    /** The same with other values at paths that {@linkplain #isSingle hold} one. */
    Settings with(Map<String, ConfigValue> values) {
        return values.isEmpty() ? this : new Settings(base, values, found, single);
    }

    public String text(String path) {
        return text(value(path));
    }

    public Optional<String> optionalText(String path) {
        return find(path).map(Settings::text);
    }

    public boolean flag(String path) {
        if (!(value(path).unwrapped() instanceof Boolean flag)) {
            throw wrong(path, "true or false");
        }
        return flag;
    }

    public double number(String path) {
        if (!(value(path).unwrapped() instanceof Number number)) {
            throw wrong(path, "a number");
        }
        return number.doubleValue();
    }

    public int integer(String path) {
        return Math.toIntExact(integer(path, value(path), Integer.MIN_VALUE, Integer.MAX_VALUE));
    }

    public long longInteger(String path) {
        return integer(path, value(path), Long.MIN_VALUE, Long.MAX_VALUE);
    }

    public OptionalInt optionalInteger(String path) {
        return find(path).isPresent() ? OptionalInt.of(integer(path)) : OptionalInt.empty();
    }

    /** A whole number; null if there is none. */
    Long longIntegerOrNull(String path) {
        return find(path).isPresent() ? (Long) longInteger(path) : null;
    }

    public List<Integer> integers(String path) {
        if (!(value(path) instanceof ConfigList list)) {
            throw wrong(path, "a list");
        }
        List<Integer> values = new ArrayList<>();
        for (ConfigValue value : list) {
            values.add((int) integer(path, value, Integer.MIN_VALUE, Integer.MAX_VALUE));
        }
        return values;
    }

    /** A text that must be one of a few. */
    public String choice(String path, String... allowed) {
        String value = text(path);
        if (!List.of(allowed).contains(value)) {
            throw wrong(path, oneOf(allowed));
        }
        return value;
    }

    /** One of the constants of an enumeration, written in lower case with hyphens. */
    public <E extends Enum<E>> E oneOf(String path, Class<E> type) {
        E[] constants = type.getEnumConstants();
        String[] names = Arrays.stream(constants).map(Settings::spelling).toArray(String[]::new);
        return constants[List.of(names).indexOf(choice(path, names))];
    }

    /** How configurations spell a constant. */
    public static String spelling(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The names of the entries of a section. */
    public Set<String> names(String path) {
        return new TreeMap<>(base.getObject(path)).keySet();
    }

    /** All values below a section, by their path inside it, numbers as they were written. */
    public Map<String, String> flattened(String path) {
        Map<String, String> flat = new TreeMap<>();
        for (Map.Entry<String, ConfigValue> entry : section(path).entrySet()) {
            flat.put(entry.getKey().replace("\"", ""), text(entry.getValue()));
        }
        return flat;
    }

    private Config section(String path) {
        Config section = base.getConfig(path);
        for (Map.Entry<String, ConfigValue> other : instead.entrySet()) {
            if (other.getKey().startsWith(path + ".")) {
                section = section.withValue(other.getKey().substring(path.length() + 1), other.getValue());
            }
        }
        return section;
    }

    /** A time, written with its unit: plain numbers are milliseconds to HOCON, which nobody expects. */
    public Optional<Duration> optionalTime(String path) {
        return find(path).map(value -> {
            String written = text(value);
            try {
                Duration time = value.atKey("time").getDuration("time");
                if (written.matches(".*[a-z]\\s*") && !time.isZero() && !time.isNegative()) {
                    return time;
                }
            } catch (ConfigException e) {
                throw wrong(path, "a time with its unit, such as 90s or 2h");
            }
            throw wrong(path, "a positive time with its unit, such as 90s or 2h");
        });
    }

    /** An error about the value at a path. */
    public ConfigurationException wrong(String path, String expected) {
        return wrong(path, value(path), expected);
    }

    ConfigValue value(String path) {
        return find(path).orElseThrow(() -> new ConfigurationException(path + " has no value"));
    }

    /** The value at a path; empty if it is null. */
    private Optional<ConfigValue> find(String path) {
        ConfigValue value = instead.get(path);
        if (value != null) {
            return value.valueType() == ConfigValueType.NULL ? Optional.empty() : Optional.of(value);
        }
        return found.computeIfAbsent(
                path, key -> base.hasPath(key) ? Optional.of(base.getValue(key)) : Optional.empty());
    }

    /** A number reads as it was written. */
    private static String text(ConfigValue value) {
        return value.valueType() == ConfigValueType.STRING
                ? (String) value.unwrapped()
                : value.atKey("text").getString("text");
    }

    private static String oneOf(String... allowed) {
        List<String> names = List.of(allowed);
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    private static ConfigurationException wrong(String path, ConfigValue value, String expected) {
        return ConfigurationException.at(
                value.origin(), path + " is " + value.render(ConfigRenderOptions.concise()) + ", expected " + expected);
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
