package org.bitsweep.sweep;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bitsweep.run.ConfigurationException;

/**
 * One dimension of a sweep: a setting and the values that it takes, or several settings that advance together.
 *
 * @param columns the values of each setting by its path, all equally many; not empty
 * @param origin where it was written
 */
record Axis(SortedMap<String, List<ConfigValue>> columns, ConfigOrigin origin) {
    /** The setting that tells the runs of one group apart. */
    static final String SEED = "seed";

    static Axis of(String path, ConfigValue written) {
        SortedMap<String, List<ConfigValue>> column = new TreeMap<>(Map.of(path, values("axes." + path, written)));
        return new Axis(column, written.origin());
    }

    /** The path that decides the axis's place among the others. */
    String firstPath() {
        return columns.firstKey();
    }

    /** Number of values. */
    int size() {
        return columns.get(firstPath()).size();
    }

    boolean hasSeed() {
        return columns.containsKey(SEED);
    }

    /** Whether its runs differ in nothing but their seed. */
    boolean isSeed() {
        return hasSeed() && columns.size() == 1;
    }

    /**
     * The values of a list, a range or a space; a single value is a list of one.
     *
     * @param key what to call the axis in an error
     */
    static List<ConfigValue> values(String key, ConfigValue written) {
        List<ConfigValue> values = written instanceof ConfigList list
                ? List.copyOf(list)
                : written instanceof ConfigObject space
                        ? Spacing.parse(key, space)
                        : written.valueType() == ConfigValueType.STRING
                                ? IntegerRange.parse(key, written)
                                : List.of(written);
        if (values.isEmpty() || written.valueType() == ConfigValueType.NULL) {
            throw ConfigurationException.at(
                    written.origin(),
                    key + " is empty, expected a list with at least one value, or a range such as \"0..199\"");
        }
        return values;
    }
}
