package org.bitsweep.sweep;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bitsweep.data.FactsCache;
import org.bitsweep.run.ConfigurationException;
import org.bitsweep.run.DatasetSpec;
import org.bitsweep.run.GroupIdentity;
import org.bitsweep.run.PlannedRun;
import org.bitsweep.run.RunSpec;
import org.bitsweep.run.Settings;
import org.bitsweep.run.SpecReader;

/**
 * All runs of a sweep: the product of its axes, in the order of the axes, the seed varying fastest. Run i is worked out
 * from i when it is asked for; what is kept of it is its key, and the time that it is expected to take.
 */
public final class SweepPlan {
    /** Runs whose keys are worked out together. */
    private static final int CHUNK = 1 << 12;

    /** Runs that differ only in their seed, if that is an axis of its own; else one run. */
    private record Group(int number, RunSpec spec, GroupIdentity identity) {}

    private final SweepConfig config;
    private final RunSpace space;
    private final PlanInputs inputs;
    private final RunKeys keys;
    private final float[] seconds;
    private volatile Group last;

    private SweepPlan(SweepConfig config, PlanInputs inputs) {
        this.config = config;
        this.space = new RunSpace(config.axes());
        this.inputs = inputs;
        this.seconds = new float[space.size()];
        this.last = group(space.group(0));
        this.keys = new RunKeys(workOut());
    }

    /**
     * Works out a sweep and checks that it can be executed.
     *
     * @throws ConfigurationException or IllegalArgumentException if a setting or an input is wrong or missing
     */
    public static SweepPlan of(SweepConfig config) {
        return of(config, FactsCache.ofUser());
    }

    static SweepPlan of(SweepConfig config, FactsCache cache) {
        return new SweepPlan(config, new PlanInputs(cache, SparkOpener.of(config)));
    }

    /** Number of runs, as often as a key may occur. */
    public int size() {
        return space.size();
    }

    /** Number of different runs. */
    public int distinct() {
        return keys.distinct();
    }

    /** SHA-256 over the keys of all runs in their order, in hexadecimal. */
    String digest() {
        return keys.digest();
    }

    /** Run i, from 0. */
    public PlannedRun run(int i) {
        Group group = groupOf(i);
        RunSpec spec = group.spec.withSeed(seed(group, i));
        return new PlannedRun(config.name(), spec, group.identity.run(spec.seed()), space.labels(group.number));
    }

    /** Whether a run before this one is the same. */
    boolean repeats(int i) {
        return keys.repeats(i);
    }

    /** The first run with a key; -1 if there is none. */
    int find(String key) {
        return keys.find(key);
    }

    /** The time that a run is expected to take by {@link CostModel}, in seconds. */
    double seconds(int i) {
        return seconds[i];
    }

    /**
     * Loads what some of the runs need.
     *
     * @throws ConfigurationException if a data set is not what it was when the plan was made
     */
    Inputs load(int[] runs) {
        Set<DatasetSpec> datasets = new HashSet<>();
        int before = -1;
        for (int run : runs) {
            int number = space.group(run);
            if (number != before && (datasets.isEmpty() || inputs.datasets() > 1)) {
                datasets.add(groupOf(run).spec.dataset());
            }
            before = number;
        }
        return inputs.load(datasets);
    }

    private byte[] workOut() {
        byte[] packed = new byte[Math.multiplyExact(space.size(), GroupIdentity.KEY_BYTES)];
        int chunks = (space.size() + CHUNK - 1) / CHUNK;
        // Failures are carried by hand: the threads of a stream would wrap them in others, and the first run that is
        // wrong is the one to name.
        RuntimeException[] failures = new RuntimeException[chunks];
        AtomicInteger failed = new AtomicInteger(chunks);
        IntStream.range(0, chunks)
                .parallel()
                .filter(chunk -> chunk < failed.get())
                .forEach(chunk -> {
                    try {
                        workOut(packed, chunk * CHUNK, Math.min(space.size(), (chunk + 1) * CHUNK));
                    } catch (RuntimeException e) {
                        failures[chunk] = e;
                        failed.accumulateAndGet(chunk, Math::min);
                    }
                });
        if (failed.get() < chunks) {
            throw failures[failed.get()];
        }
        return packed;
    }

    private void workOut(byte[] packed, int from, int to) {
        Group group = null;
        float itsSeconds = 0;
        for (int i = from; i < to; i++) {
            if (group == null || space.group(i) != group.number) {
                group = group(space.group(i));
                itsSeconds = (float) CostModel.seconds(group.spec, inputs.shape(group.spec));
            }
            group.identity.key(seed(group, i), packed, i * GroupIdentity.KEY_BYTES);
            seconds[i] = itsSeconds;
        }
    }

    private long seed(Group group, int i) {
        return space.seed(i).orElse(group.spec.seed());
    }

    /** Runs are mostly asked for in their order. */
    private Group groupOf(int i) {
        Group group = last;
        if (group.number != space.group(i)) {
            group = group(space.group(i));
            last = group;
        }
        return group;
    }

    private Group group(int number) {
        Settings settings = config.configuration().settings(space.assignments(number));
        RunSpec spec = SpecReader.read(settings);
        inputs.require(spec);
        return new Group(number, spec, inputs.identify(spec));
    }
}
