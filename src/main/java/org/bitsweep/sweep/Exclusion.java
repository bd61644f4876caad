package org.bitsweep.sweep;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bitsweep.run.ConfigurationException;
import org.bitsweep.run.EditDistance;

/**
 * A rule by which combinations are left out: those in which each of its settings has one of the rule's values.
 *
 * @param matching by number of the axis the numbers of its values that fit; null for axes that the rule does not name
 * @param origin where it was written
 */
record Exclusion(List<BitSet> matching, ConfigOrigin origin) {
    private static final String KEY = "axes.exclude";

    /** How many values of an axis an error tells. */
    private static final int TOLD = 8;

    static Exclusion of(ConfigObject rule, List<Axis> axes) {
        Map<String, ConfigValue> wanted = new TreeMap<>();
        collect("", rule, axes, wanted);
        if (wanted.isEmpty()) {
            throw ConfigurationException.at(
                    rule.origin(), KEY + " has an empty rule, expected settings and the values to leave out");
        }
        List<BitSet> matching = new ArrayList<>();
        for (Axis axis : axes) {
            BitSet fits = null;
            for (String path : axis.columns().keySet()) {
                if (wanted.containsKey(path)) {
                    BitSet those =
                            fitting(path, wanted.get(path), axis.columns().get(path));
                    if (fits == null) {
                        fits = those;
                    } else {
                        fits.and(those);
                    }
                }
            }
            if (fits != null && fits.isEmpty()) {
                throw ConfigurationException.at(
                        rule.origin(),
                        KEY + " names values of "
                                + String.join(" and ", axis.columns().keySet()) + " that never come together");
            }
            matching.add(fits);
        }
        return new Exclusion(matching, rule.origin());
    }

    /** @param values number of each axis's value */
    boolean matches(int[] values) {
        for (int axis = 0; axis < values.length; axis++) {
            BitSet fits = matching.get(axis);
            if (fits != null && !fits.get(values[axis])) {
                return false;
            }
        }
        return true;
    }

    /** An object is a part of a path, unless the axis at its path has objects as values. */
    private static void collect(String prefix, ConfigObject section, List<Axis> axes, Map<String, ConfigValue> wanted) {
        section.forEach((key, value) -> {
            String path = prefix + ConfigUtil.joinPath(key);
            boolean isAxis = axes.stream().anyMatch(axis -> axis.columns().containsKey(path));
            if (isAxis) {
                wanted.put(path, value);
            } else if (value instanceof ConfigObject nested && !nested.isEmpty()) {
                collect(path + ".", nested, axes, wanted);
            } else {
                throw notAnAxis(path, value, axes);
            }
        });
    }

    private static ConfigurationException notAnAxis(String path, ConfigValue value, List<Axis> axes) {
        List<String> known =
                axes.stream().flatMap(axis -> axis.columns().keySet().stream()).toList();
        return ConfigurationException.at(
                value.origin(),
                KEY + " names " + path + ", which is no axis; "
                        + (known.isEmpty()
                                ? "there are no axes"
                                : "the nearest that is one is " + EditDistance.nearest(path, known)));
    }

    private static BitSet fitting(String path, ConfigValue rule, List<ConfigValue> values) {
        BitSet fits = new BitSet(values.size());
        for (ConfigValue wanted : wanted(rule, values.get(0))) {
            IntegerRange range = IntegerRange.isRange(wanted) ? IntegerRange.parse(KEY + ": " + path, wanted) : null;
            boolean found = false;
            for (int i = 0; i < values.size(); i++) {
                ConfigValue value = values.get(i);
                if (Values.same(wanted, value) || range != null && range.includes(value)) {
                    fits.set(i);
                    found = true;
                }
            }
            if (!found) {
                throw matchesNothing(path, wanted, values);
            }
        }
        return fits;
    }

    /** A list is one value where the axis has lists as values, unless it is a list of these. */
    private static List<ConfigValue> wanted(ConfigValue rule, ConfigValue example) {
        boolean several = rule instanceof ConfigList list
                && !list.isEmpty()
                && (!(example instanceof ConfigList) || list.stream().allMatch(ConfigList.class::isInstance));
        return several ? List.copyOf((ConfigList) rule) : List.of(rule);
    }

    private static ConfigurationException matchesNothing(String path, ConfigValue wanted, List<ConfigValue> values) {
        List<String> told = values.stream().limit(TOLD).map(Values::label).toList();
        return ConfigurationException.at(
                wanted.origin(),
                KEY + " names " + path + " = " + Values.label(wanted) + ", which no run has; its values are "
                        + String.join(", ", told)
                        + (values.size() > TOLD ? " and " + (values.size() - TOLD) + " more" : ""));
    }
}
