package org.bitsweep.sweep;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.ctm.CtmTables;
import org.bitsweep.data.Dataset;
import org.bitsweep.data.DatasetSource;
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

    /** What data sets of different splits share. */
    private record Images(DatasetSource source, int resize) {}

    private final Map<DatasetSpec, PreparedDataset> datasets = new HashMap<>();
    private final Map<String, CtmTable> tables = new TreeMap<>();
    private final Map<String, String> tableDigests = new TreeMap<>();

    /** Loads what these specifications need, every data set once, and checks that they can be run with it. */
    static Inputs load(Iterable<RunSpec> specs) {
        Inputs inputs = new Inputs();
        Map<Images, Dataset> images = new HashMap<>();
        for (RunSpec spec : specs) {
            DatasetSpec wanted = spec.dataset();
            Dataset dataset =
                    images.computeIfAbsent(new Images(wanted.source(), wanted.resize()), key -> loadDataset(wanted));
            PreparedDataset prepared =
                    inputs.datasets.computeIfAbsent(wanted, key -> PreparedDataset.of(dataset, wanted.split()));
            for (ComplexitySpec probe : spec.probes().values()) {
                CtmTable table = inputs.tables.computeIfAbsent(probe.table(), Inputs::loadTable);
                table.values(probe.block().rows(), probe.block().cols());
                if (!probe.force()) {
                    table.requireCovered(probe.block().rows(), probe.block().cols());
                }
            }
            spec.network().requireFits(prepared.features(), prepared.classes());
            requireTrainable(prepared);
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

    /** The rows of a run that was ended. */
    RunRows failed(PlannedRun run, Throwable error, int attempt) {
        return RunExecution.failed(run, dataset(run.spec()), error, attempt);
    }

    /** The rows of a run that killed its executor. */
    RunRows quarantined(PlannedRun run, Throwable error, int attempt) {
        return RunExecution.quarantined(run, dataset(run.spec()), error, attempt);
    }

    /** Settings that no run could train with are an error of the sweep, not of each run. */
    private static void requireTrainable(PreparedDataset data) {
        if (data.split().train() < 2) {
            throw new ConfigurationException(
                    "dataset.train leaves " + data.split().train()
                            + " sample(s) to a run, expected 2 or more: batch normalisation has no variance of one sample");
        }
    }

    private static Dataset loadDataset(DatasetSpec spec) {
        try {
            return spec.load(Opener.local());
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
