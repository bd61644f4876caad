package org.bitsweep.sweep;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.ctm.CtmTables;
import org.bitsweep.data.Opener;
import org.bitsweep.data.PreparedDataset;
import org.bitsweep.run.ComplexitySpec;
import org.bitsweep.run.ConfigurationException;
import org.bitsweep.run.DatasetSpec;
import org.bitsweep.run.PlannedRun;
import org.bitsweep.run.RunExecution;
import org.bitsweep.run.RunIdentity;
import org.bitsweep.run.RunRows;
import org.bitsweep.run.RunSpec;

/** The data sets and CTM tables of a sweep, loaded once by the driver and broadcast to the executors. */
public final class Inputs implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Map<DatasetSpec, PreparedDataset> datasets = new HashMap<>();
    private final Map<String, CtmTable> tables = new TreeMap<>();
    private final Map<String, String> tableDigests = new TreeMap<>();

    /** Loads what these specifications need. */
    static Inputs load(Iterable<RunSpec> specs) {
        Inputs inputs = new Inputs();
        for (RunSpec spec : specs) {
            inputs.datasets.computeIfAbsent(spec.dataset(), Inputs::prepare);
            for (ComplexitySpec probe : spec.probes().values()) {
                inputs.tables.computeIfAbsent(probe.table(), Inputs::loadTable);
            }
        }
        inputs.tables.forEach((name, table) -> inputs.tableDigests.put(name, table.digest()));
        return inputs;
    }

    PreparedDataset dataset(RunSpec spec) {
        return datasets.get(spec.dataset());
    }

    /** The tables by the names that specifications use. */
    Map<String, CtmTable> tables() {
        return tables;
    }

    RunIdentity identify(RunSpec spec) {
        return RunIdentity.of(spec, dataset(spec).digest(), tableDigests);
    }

    /** The rows of a run that killed its executor. */
    RunRows quarantined(PlannedRun run, Throwable error, int attempt) {
        return RunExecution.quarantined(run, dataset(run.spec()), error, attempt);
    }

    private static PreparedDataset prepare(DatasetSpec spec) {
        try {
            return spec.prepare(Opener.local());
        } catch (IOException e) {
            throw missing("data set " + spec.name(), e);
        }
    }

    private static CtmTable loadTable(String nameOrPath) {
        try {
            return CtmTables.load(nameOrPath);
        } catch (IOException e) {
            throw missing("CTM table " + nameOrPath, e);
        }
    }

    private static ConfigurationException missing(String what, IOException e) {
        String reason = e instanceof NoSuchFileException ? "there is no file " + e.getMessage() : e.getMessage();
        return new ConfigurationException("cannot read the " + what + ": " + reason);
    }
}
