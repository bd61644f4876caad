package org.bitsweep.sweep;

import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.bitsweep.run.Configuration.Assignment;
import org.bitsweep.run.ConfigurationException;

/**
 * The product of a sweep's axes without the combinations that are left out: which values run i has, worked out from i.
 * A group is what remains when the seed is left out, if the seed is an axis of its own.
 */
final class RunSpace {
    /** One path of one axis. */
    private record Column(String path, int axis, List<ConfigValue> values) {}

    private final List<Axis> axes;
    private final List<Column> columns = new ArrayList<>();
    private final int product;
    /** The combinations that are not left out; null if all are there. */
    private final int[] kept;

    private final List<ConfigValue> seeds;

    RunSpace(Axes written) {
        this.axes = written.axes();
        for (int a = 0; a < axes.size(); a++) {
            for (Map.Entry<String, List<ConfigValue>> column :
                    axes.get(a).columns().entrySet()) {
                columns.add(new Column(column.getKey(), a, column.getValue()));
            }
        }
        columns.sort(Comparator.comparing(Column::path));
        this.product = product(axes);
        this.kept = written.exclusions().isEmpty() ? null : kept(written.exclusions());
        Axis last = axes.isEmpty() ? null : axes.get(axes.size() - 1);
        this.seeds = last != null && last.isSeed() ? last.columns().get(Axis.SEED) : List.of();
        seeds.forEach(RunSpace::seed);
    }

    /** Number of runs. */
    int size() {
        return kept == null ? product : kept.length;
    }

    /** The group of run i; runs of a group follow each other. */
    int group(int i) {
        return combination(i) / Math.max(1, seeds.size());
    }

    /** The seed of run i; empty if the seed is not an axis of its own. */
    OptionalLong seed(int i) {
        return seeds.isEmpty() ? OptionalLong.empty() : OptionalLong.of(seed(seeds.get(combination(i) % seeds.size())));
    }

    /** What the runs of a group have in place of the configuration's own values, sorted by path. */
    List<Assignment> assignments(int group) {
        int[] values = values(group * Math.max(1, seeds.size()));
        List<Assignment> assignments = new ArrayList<>();
        for (Column column : columns) {
            if (!axes.get(column.axis).isSeed()) {
                assignments.add(new Assignment(column.path, column.values.get(values[column.axis])));
            }
        }
        return assignments;
    }

    /** The values of the axes in a group, for people. */
    Map<String, String> labels(int group) {
        Map<String, String> labels = new TreeMap<>();
        for (Assignment assignment : assignments(group)) {
            if (!assignment.path().equals(Axis.SEED)) {
                labels.put(assignment.path(), Values.label(assignment.value()));
            }
        }
        return labels;
    }

    private int combination(int i) {
        return kept == null ? i : kept[i];
    }

    /** Number of each axis's value in a combination. */
    private int[] values(int combination) {
        int[] values = new int[axes.size()];
        int rest = combination;
        for (int a = axes.size() - 1; a >= 0; a--) {
            values[a] = rest % axes.get(a).size();
            rest /= axes.get(a).size();
        }
        return values;
    }

    private static int product(List<Axis> axes) {
        long product = 1;
        for (Axis axis : axes) {
            product *= axis.size();
            if (product > IntegerRange.MOST_VALUES) {
                throw new ConfigurationException("the axes make " + product + " runs or more, expected at most "
                        + IntegerRange.MOST_VALUES + " in one sweep");
            }
        }
        return (int) product;
    }

    private int[] kept(List<Exclusion> exclusions) {
        int[] combinations = new int[product];
        int count = 0;
        for (int combination = 0; combination < product; combination++) {
            int[] values = values(combination);
            if (exclusions.stream().noneMatch(rule -> rule.matches(values))) {
                combinations[count++] = combination;
            }
        }
        if (count == 0) {
            throw ConfigurationException.at(
                    exclusions.get(0).origin(),
                    "axes.exclude leaves out all " + product + " runs, expected one that stays");
        }
        return Arrays.copyOf(combinations, count);
    }

    private static long seed(ConfigValue value) {
        boolean whole = value.unwrapped() instanceof Integer || value.unwrapped() instanceof Long;
        if (!whole) {
            throw ConfigurationException.at(
                    value.origin(),
                    "axes.seed has the value " + Values.label(value) + ", expected whole numbers of 64 bits");
        }
        return ((Number) value.unwrapped()).longValue();
    }
}
