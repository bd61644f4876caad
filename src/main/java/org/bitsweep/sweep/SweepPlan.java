package org.bitsweep.sweep;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bitsweep.run.Configuration.Assignment;
import org.bitsweep.run.ConfigurationException;
import org.bitsweep.run.PlannedRun;
import org.bitsweep.run.RunSpec;
import org.bitsweep.run.Settings;
import org.bitsweep.run.SpecReader;

/** All runs of a sweep: the product of its axes, in the order of the axes, the seed varying fastest. */
public final class SweepPlan {
    /** All runs that differ only in their seed. */
    private record Group(RunSpec spec, Map<String, String> axes) {}

    private final String sweep;
    private final List<Group> groups;
    /** Empty if there is no axis of seeds. */
    private final long[] seeds;

    private final Inputs inputs;

    private SweepPlan(String sweep, List<Group> groups, long[] seeds, Inputs inputs) {
        this.sweep = sweep;
        this.groups = groups;
        this.seeds = seeds;
        this.inputs = inputs;
    }

    /**
     * Works out a sweep and loads its inputs.
     *
     * @throws ConfigurationException or IllegalArgumentException if a setting or an input is wrong or missing
     */
    public static SweepPlan of(SweepConfig config) {
        List<Axis> axes = config.axes().stream().filter(axis -> !axis.isSeed()).toList();
        List<Group> groups = new ArrayList<>();
        addGroups(config, axes, new ArrayList<>(), groups);
        long[] seeds = config.axes().stream()
                .filter(Axis::isSeed)
                .flatMap(axis -> axis.values().stream())
                .mapToLong(SweepPlan::seed)
                .toArray();
        long runs = (long) groups.size() * Math.max(1, seeds.length);
        if (runs > Axis.MOST_VALUES) {
            throw new ConfigurationException(
                    "the axes make " + runs + " runs, expected at most " + Axis.MOST_VALUES + " in one sweep");
        }
        Inputs inputs = Inputs.load(groups.stream().map(Group::spec).toList());
        return new SweepPlan(config.name(), groups, seeds, inputs);
    }

    private static void addGroups(SweepConfig config, List<Axis> axes, List<Assignment> chosen, List<Group> groups) {
        if (chosen.size() == axes.size()) {
            Settings settings = config.configuration().settings(chosen);
            Map<String, String> labels = new TreeMap<>();
            chosen.forEach(assignment -> labels.put(assignment.path(), label(assignment.value())));
            groups.add(new Group(SpecReader.read(settings), labels));
            return;
        }
        Axis axis = axes.get(chosen.size());
        for (int i = 0; i < axis.values().size(); i++) {
            chosen.add(axis.assignment(i));
            addGroups(config, axes, chosen, groups);
            chosen.remove(chosen.size() - 1);
        }
    }

    private static String label(ConfigValue value) {
        return value.valueType() == ConfigValueType.STRING
                ? (String) value.unwrapped()
                : value.render(ConfigRenderOptions.concise());
    }

    /** Number of runs. */
    public int size() {
        return groups.size() * seedCount();
    }

    /** Run i, from 0. */
    public PlannedRun run(int i) {
        Group group = groups.get(i / seedCount());
        RunSpec spec = group.spec;
        if (seeds.length > 0) {
            spec = spec.withSeed(seeds[i % seeds.length]);
        }
        return new PlannedRun(sweep, spec, inputs.identify(spec), group.axes);
    }

    /** The data sets and tables that the runs need. */
    public Inputs inputs() {
        return inputs;
    }

    private int seedCount() {
        return Math.max(1, seeds.length);
    }

    private static long seed(ConfigValue value) {
        boolean whole = value.unwrapped() instanceof Integer || value.unwrapped() instanceof Long;
        if (!whole) {
            throw new ConfigurationException(value.origin().description() + ": axes.seed has the value "
                    + value.render() + ", expected whole numbers of 64 bits");
        }
        return ((Number) value.unwrapped()).longValue();
    }
}
