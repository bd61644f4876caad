package org.bitsweep.sweep;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.data.PreparedDataset;
import org.bitsweep.run.DatasetSpec;
import org.bitsweep.run.PlannedRun;
import org.bitsweep.run.RunExecution;
import org.bitsweep.run.RunRows;
import org.bitsweep.run.RunSpec;

/** The data sets and CTM tables of a sweep's runs, loaded once by the driver and broadcast to the executors. */
public final class Inputs implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Map<DatasetSpec, PreparedDataset> datasets;
    private final Map<String, CtmTable> tables;

    /** @param tables by the names that specifications use */
    Inputs(Map<DatasetSpec, PreparedDataset> datasets, Map<String, CtmTable> tables) {
        this.datasets = new HashMap<>(datasets);
        this.tables = new TreeMap<>(tables);
    }

    PreparedDataset dataset(RunSpec spec) {
        return datasets.get(spec.dataset());
    }

    /** The tables by the names that specifications use. */
    Map<String, CtmTable> tables() {
        return tables;
    }

    /** The digests of the data sets by their names, which need not be different. */
    SortedMap<String, SortedSet<String>> datasetDigests() {
        SortedMap<String, SortedSet<String>> digests = new TreeMap<>();
        datasets.forEach((spec, data) ->
                digests.computeIfAbsent(spec.name(), name -> new TreeSet<>()).add(data.digest()));
        return digests;
    }

    /** The rows of a run that was ended. */
    RunRows failed(PlannedRun run, Throwable error, int attempt) {
        return RunExecution.failed(run, dataset(run.spec()), error, attempt);
    }

    /** The rows of a run that killed its executor. */
    RunRows quarantined(PlannedRun run, Throwable error, int attempt) {
        return RunExecution.quarantined(run, dataset(run.spec()), error, attempt);
    }
}
