package org.bitsweep.sweep;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.ctm.CtmTables;
import org.bitsweep.data.DataShape;
import org.bitsweep.data.Dataset;
import org.bitsweep.data.DatasetFacts;
import org.bitsweep.data.DatasetSource;
import org.bitsweep.data.FactsCache;
import org.bitsweep.data.Opener;
import org.bitsweep.data.PreparedDataset;
import org.bitsweep.run.ComplexitySpec;
import org.bitsweep.run.ConfigurationException;
import org.bitsweep.run.DatasetSpec;
import org.bitsweep.run.GroupIdentity;
import org.bitsweep.run.RunSpec;

/**
 * What the runs of a plan ask for, and whether it is there: CTM tables, and what data sets are like. The data sets
 * themselves are loaded when runs are to be executed. For several threads at a time.
 */
final class PlanInputs {
    /** What data sets of different splits share. */
    private record Images(DatasetSource source, int resize) {}

    private record Known(DataShape shape, String digest) {}

    private final FactsCache cache;
    private final Opener opener;
    private final Map<DatasetSource, DatasetFacts> facts = new HashMap<>();
    /** What had to be loaded to know its facts, for {@link #load}. */
    private final Map<Images, Dataset> loaded = new HashMap<>();

    private final Map<DatasetSpec, Known> known = new ConcurrentHashMap<>();
    private final Map<String, CtmTable> tables = new ConcurrentHashMap<>();
    private final Map<String, String> tableDigests = new ConcurrentHashMap<>();
    private final Set<ComplexitySpec> checkedProbes = ConcurrentHashMap.newKeySet();

    PlanInputs(FactsCache cache, Opener opener) {
        this.cache = cache;
        this.opener = opener;
    }

    /**
     * Makes sure that runs of a specification can be executed with what there is.
     *
     * @throws ConfigurationException or IllegalArgumentException if they cannot
     */
    void require(RunSpec spec) {
        DataShape shape = known(spec).shape;
        for (ComplexitySpec probe : spec.probes().values()) {
            if (!checkedProbes.contains(probe)) {
                requireTable(probe);
                checkedProbes.add(probe);
            }
        }
        spec.network().requireFits(shape.features(), shape.classes());
        requireTrainable(spec, shape);
    }

    /** Settings that no run could train with are an error of the sweep, not of each run. */
    private static void requireTrainable(RunSpec spec, DataShape shape) {
        String why = ", expected 2 or more: batch normalisation has no variance of one sample";
        if (spec.network().needsPairs() && shape.train() < 2) {
            throw new ConfigurationException("dataset.train leaves " + shape.train() + " sample(s) to a run" + why);
        }
        if (spec.network().needsPairs() && spec.training().batchSize() < 2) {
            throw new ConfigurationException(
                    "training.batch-size is " + spec.training().batchSize() + why);
        }
    }

    /** Number of different data sets that were required. */
    int datasets() {
        return known.size();
    }

    /** How large the data of a run are. */
    DataShape shape(RunSpec spec) {
        return known(spec).shape;
    }

    /** What the runs of a specification are known by; it has been {@linkplain #require required}. */
    GroupIdentity identify(RunSpec spec) {
        return GroupIdentity.of(spec, known(spec).digest, tableDigests);
    }

    /**
     * Loads data sets for execution.
     *
     * @throws ConfigurationException if one cannot be read, or is not what it was when the runs got their keys
     */
    synchronized Inputs load(Collection<DatasetSpec> specs) {
        Map<DatasetSpec, PreparedDataset> prepared = new HashMap<>();
        for (DatasetSpec spec : new HashSet<>(specs)) {
            Images images = new Images(spec.source(), spec.resize());
            Dataset dataset = loaded.computeIfAbsent(images, key -> loadDataset(spec));
            requireUnchanged(spec, dataset);
            prepared.put(spec, spec.prepared(dataset));
        }
        loaded.clear();
        return new Inputs(prepared, tables);
    }

    private Known known(RunSpec spec) {
        Known there = known.get(spec.dataset());
        return there != null ? there : discover(spec.dataset());
    }

    private synchronized Known discover(DatasetSpec spec) {
        DatasetFacts itsFacts = facts.computeIfAbsent(spec.source(), source -> readFacts(spec));
        Known found = new Known(spec.shape(itsFacts), itsFacts.digest());
        known.put(spec, found);
        return found;
    }

    private DatasetFacts readFacts(DatasetSpec spec) {
        try {
            return cache.facts(
                    spec.source(),
                    opener,
                    dataset -> loaded.put(new Images(spec.source(), spec.resize()), spec.resized(dataset)));
        } catch (IOException e) {
            throw missing("data set " + spec.name(), e);
        }
    }

    private Dataset loadDataset(DatasetSpec spec) {
        try {
            return spec.load(opener);
        } catch (IOException e) {
            throw missing("data set " + spec.name(), e);
        }
    }

    private void requireUnchanged(DatasetSpec spec, Dataset dataset) {
        if (dataset.digest().equals(known.get(spec).digest)) {
            return;
        }
        try {
            cache.forget(spec.source(), opener);
        } catch (IOException e) {
            throw missing("data set " + spec.name(), e);
        }
        throw new ConfigurationException("the data set " + spec.name()
                + " is not what it was when its files had the same lengths and times; the same command again takes it as"
                + " it is now");
    }

    private void requireTable(ComplexitySpec probe) {
        CtmTable table = tables.computeIfAbsent(probe.table(), PlanInputs::loadTable);
        tableDigests.put(probe.table(), table.digest());
        table.values(probe.block().rows(), probe.block().cols());
        if (!probe.force()) {
            table.requireCovered(probe.block().rows(), probe.block().cols());
        }
    }

    private static CtmTable loadTable(String nameOrPath) {
        try {
            return CtmTables.load(nameOrPath);
        } catch (IOException e) {
            throw missing("CTM table " + nameOrPath, e);
        }
    }

    static ConfigurationException missing(String what, IOException e) {
        String reason = e instanceof NoSuchFileException ? "there is no file " + e.getMessage() : e.getMessage();
        return new ConfigurationException("cannot read the " + what + ": " + reason);
    }
}
