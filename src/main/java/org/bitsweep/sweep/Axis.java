package org.bitsweep.sweep;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bitsweep.run.Configuration.Assignment;
import org.bitsweep.run.ConfigurationException;

/** One dimension of a sweep: a setting and the values that it takes. */
public record Axis(String path, List<ConfigValue> values) {
    /** The axis that tells the runs of one group apart. */
    static final String SEED = "seed";

    /** The most values of one axis, and the most runs of one sweep. */
    static final long MOST_VALUES = 10_000_000;

    private static final Pattern RANGE =
            Pattern.compile("\\s*(-?\\d{1,18})\\s*\\.\\.\\s*(-?\\d{1,18})\\s*(?:\\.\\.\\s*(\\d{1,18}))?\\s*");

    /** The axes of a configuration, sorted by path, the seed last: the last varies fastest. */
    static List<Axis> parse(ConfigObject axes) {
        List<Axis> parsed = new ArrayList<>();
        collect("", axes, parsed);
        parsed.sort(Comparator.comparing((Axis axis) -> axis.path.equals(SEED)).thenComparing(Axis::path));
        return parsed;
    }

    boolean isSeed() {
        return path.equals(SEED);
    }

    Assignment assignment(int index) {
        return new Assignment(path, values.get(index));
    }

    private static void collect(String prefix, ConfigObject object, List<Axis> axes) {
        for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
            String path = prefix + ConfigUtil.joinPath(entry.getKey());
            if (entry.getValue() instanceof ConfigObject nested) {
                collect(path + ".", nested, axes);
            } else {
                axes.add(new Axis(path, values(path, entry.getValue())));
            }
        }
    }

    private static List<ConfigValue> values(String path, ConfigValue written) {
        List<ConfigValue> values = written instanceof ConfigList list
                ? List.copyOf(list)
                : written.valueType() == ConfigValueType.STRING ? range(path, written) : List.of(written);
        if (values.isEmpty() || written.valueType() == ConfigValueType.NULL) {
            throw new ConfigurationException(written.origin().description() + ": axes." + path
                    + " is empty, expected a list with at least one value, or a range such as \"0..199\"");
        }
        return values;
    }

    private static List<ConfigValue> range(String path, ConfigValue written) {
        String text = (String) written.unwrapped();
        Matcher matcher = RANGE.matcher(text);
        if (!matcher.matches()) {
            throw new ConfigurationException(written.origin().description() + ": axes." + path + " is \"" + text
                    + "\", expected a list of values, or a range such as \"0..199\" or \"0..1000..50\"");
        }
        long first = Long.parseLong(matcher.group(1));
        long last = Long.parseLong(matcher.group(2));
        long step = matcher.group(3) == null ? 1 : Long.parseLong(matcher.group(3));
        if (step == 0 || (last - first) / Math.max(step, 1) >= MOST_VALUES) {
            throw new ConfigurationException(written.origin().description() + ": axes." + path + " is \"" + text
                    + "\", expected a positive step and fewer than " + MOST_VALUES + " values");
        }
        List<ConfigValue> values = new ArrayList<>();
        for (long value = first; value <= last; value += step) {
            values.add(ConfigValueFactory.fromAnyRef(value));
        }
        return values;
    }
}
