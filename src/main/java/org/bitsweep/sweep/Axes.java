package org.bitsweep.sweep;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.bitsweep.run.ConfigurationException;

/**
 * What a sweep varies.
 *
 * @param axes sorted by path, that of the seed last: the last varies fastest
 * @param exclusions the combinations that are left out
 */
public record Axes(List<Axis> axes, List<Exclusion> exclusions) {
    private static final String ZIP = "zip";
    private static final String EXCLUDE = "exclude";

    /**
     * Reads a section {@code axes} whose keys and types have been checked.
     *
     * @throws ConfigurationException if its values make no sense
     */
    static Axes parse(ConfigObject section) {
        List<Axis> axes = new ArrayList<>();
        section.forEach((key, value) -> {
            if (key.equals(ZIP)) {
                sections(value).forEach(zip -> axes.add(zipped(zip)));
            } else if (!key.equals(EXCLUDE)) {
                collect(ConfigUtil.joinPath(key), value, (path, written) -> axes.add(Axis.of(path, written)));
            }
        });
        axes.sort(Comparator.comparing(Axis::hasSeed).thenComparing(Axis::firstPath));
        requireDistinctPaths(axes);
        List<Exclusion> exclusions = section.containsKey(EXCLUDE)
                ? sections(section.get(EXCLUDE)).stream()
                        .map(rule -> Exclusion.of(rule, axes))
                        .toList()
                : List.of();
        return new Axes(List.copyOf(axes), exclusions);
    }

    private static List<ConfigObject> sections(ConfigValue written) {
        return written instanceof ConfigList list
                ? list.stream().map(ConfigObject.class::cast).toList()
                : List.of((ConfigObject) written);
    }

    /** Walks down to what the axes of a section are, by their paths. */
    private static void collect(String path, ConfigValue value, BiConsumer<String, ConfigValue> axis) {
        if (value instanceof ConfigObject nested && !Spacing.isSpace(nested)) {
            nested.forEach((key, inner) -> collect(path + "." + ConfigUtil.joinPath(key), inner, axis));
        } else {
            axis.accept(path, value);
        }
    }

    private static Axis zipped(ConfigObject zip) {
        SortedMap<String, List<ConfigValue>> columns = new TreeMap<>();
        zip.forEach((key, value) -> collect(
                ConfigUtil.joinPath(key),
                value,
                (path, written) -> columns.put(path, Axis.values("axes." + ZIP + ": " + path, written))));
        if (columns.isEmpty()) {
            throw ConfigurationException.at(
                    zip.origin(), "axes." + ZIP + " is empty, expected settings that advance together");
        }
        String first = columns.firstKey();
        columns.forEach((path, values) -> {
            if (values.size() != columns.get(first).size()) {
                throw ConfigurationException.at(
                        zip.origin(),
                        "axes." + ZIP + " has "
                                + columns.get(first).size() + " values of " + first + " and " + values.size() + " of "
                                + path + ", expected equally many");
            }
        });
        return new Axis(columns, zip.origin());
    }

    private static void requireDistinctPaths(List<Axis> axes) {
        Set<String> seen = new HashSet<>();
        for (Axis axis : axes) {
            for (String path : axis.columns().keySet()) {
                if (!seen.add(path)) {
                    throw ConfigurationException.at(
                            axis.origin(), path + " stands on two axes, expected one of them, or one of axes." + ZIP);
                }
            }
        }
    }
}
