package org.bitsweep.run;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bitsweep.bits.Rng;
import org.bitsweep.bits.Tier;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.data.PreparedDataset;
import org.bitsweep.data.RunData;
import org.bitsweep.nn.EpochSummary;
import org.bitsweep.nn.NetworkView;
import org.bitsweep.nn.Training;
import org.bitsweep.nn.TrainingListener;
import org.bitsweep.nn.TrainingResult;

/** Executes one run in the calling thread: a planned run in, its rows out. */
public final class RunExecution {
    private static final Duration NO_LIMIT = Duration.ofDays(36_500);

    private final PlannedRun run;
    private final PreparedDataset data;
    private final Map<String, ComplexityProbe> probes = new TreeMap<>();
    private final List<CustomProbe> custom = new ArrayList<>();
    /** Those that pass samples through the network. */
    private final List<TrainingListener> passing = new ArrayList<>();

    private final List<MeasuredRows> passed = new ArrayList<>();
    private final SnapshotProbe snapshots;
    private final List<EpochSummary> epochs = new ArrayList<>();

    private RunExecution(PlannedRun run, PreparedDataset data) {
        this.run = run;
        this.data = data;
        this.snapshots = new SnapshotProbe(run);
    }

    /**
     * Trains and measures. An exception becomes a row with status FAILED; so does running out of memory.
     *
     * @param tables the CTM tables by the name that the specification uses
     * @param attempt how often the run's bundle had died before
     */
    public static RunRows execute(PlannedRun run, PreparedDataset data, Map<String, CtmTable> tables, int attempt) {
        Instant start = Instant.now();
        long nanos = System.nanoTime();
        RunExecution execution = new RunExecution(run, data);
        TrainingResult result = null;
        RunRow.Failure failure = null;
        try {
            result = execution.train(tables);
        } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError | LinkageError e) {
            failure = RunRow.Failure.of(e);
        }
        long millis = (System.nanoTime() - nanos) / 1_000_000;
        RunRow.Status status = failure == null ? RunRow.Status.OK : RunRow.Status.FAILED;
        RunRow row = execution.row(status, result, failure, observed(start, millis, attempt));
        return failure == null
                ? new RunRows(
                        row, execution.epochRows(row.network()), execution.measureRows(), execution.snapshots.rows())
                : new RunRows(row, List.of(), List.of(), List.of());
    }

    /** The rows of a run that was not trained, and is OK all the same: what it costs beside training. */
    public static RunRows untrained(PlannedRun run, PreparedDataset data, List<MeasureRow> measures, int attempt) {
        RunRow row = new RunExecution(run, data).row(RunRow.Status.OK, null, null, observed(Instant.now(), 0, attempt));
        return new RunRows(row, List.of(), measures, List.of());
    }

    /** The row of a run that was ended from outside. */
    public static RunRows failed(PlannedRun run, PreparedDataset data, Throwable error, int attempt) {
        return without(RunRow.Status.FAILED, run, data, error, attempt);
    }

    /** The row of a run whose executor died with it, again and again. */
    public static RunRows quarantined(PlannedRun run, PreparedDataset data, Throwable error, int attempt) {
        return without(RunRow.Status.QUARANTINED, run, data, error, attempt);
    }

    private static RunRows without(
            RunRow.Status status, PlannedRun run, PreparedDataset data, Throwable error, int attempt) {
        RunRow row = new RunExecution(run, data)
                .row(status, null, RunRow.Failure.of(error), observed(Instant.now(), 0, attempt));
        return new RunRows(row, List.of(), List.of(), List.of());
    }

    private TrainingResult train(Map<String, CtmTable> tables) {
        RunSpec spec = run.spec();
        spec.probes()
                .forEach((name, probe) -> probes.put(
                        name,
                        new ComplexityProbe(
                                probe, tables.get(probe.table()), Rng.stream(spec.seed(), "arrangement " + name))));
        spec.custom().forEach((name, probe) -> custom.add(new CustomProbe(name, probe, run)));
        RunData drawn = data.draw(spec.seed());
        int maxEpochs = spec.training().maxEpochs();
        if (spec.information() != null) {
            MeasuredRows rows = passed(InformationSpec.NAME);
            passing.add(new InformationProbe(spec.information(), drawn, maxEpochs, spec.seed(), rows));
        }
        if (spec.weightInformation() != null) {
            MeasuredRows rows = passed(WeightInformationSpec.NAME);
            passing.add(new WeightInformationProbe(spec.weightInformation(), drawn, maxEpochs, rows));
        }
        return Training.run(spec.network(), spec.training(), spec.seed(), drawn, NO_LIMIT, new Recorder());
    }

    private MeasuredRows passed(String probe) {
        MeasuredRows rows = new MeasuredRows(probe, run);
        passed.add(rows);
        return rows;
    }

    private RunRow row(RunRow.Status status, TrainingResult result, RunRow.Failure failure, RunRow.Observed observed) {
        return new RunRow(
                run,
                status,
                run.spec().network().label(data.features(), data.classes()),
                run.spec().network().parameters(data.features(), data.classes()),
                result,
                failure,
                observed);
    }

    private List<EpochRow> epochRows(String network) {
        List<ComplexityProbe.Values> measured =
                probes.get(RunSpec.DEFAULT_PROBE).epochs();
        List<EpochRow> rows = new ArrayList<>();
        for (int i = 0; i < epochs.size(); i++) {
            ComplexityProbe.Values values = measured.get(i);
            rows.add(new EpochRow(run, network, epochs.get(i), values.bdm()[0], values.entropy()[0]));
        }
        return rows;
    }

    /** What the columns of {@code epochs} do not hold: the other probes, and the layers. */
    private List<MeasureRow> measureRows() {
        List<MeasureRow> rows = new ArrayList<>();
        probes.forEach((name, probe) -> {
            int first = name.equals(RunSpec.DEFAULT_PROBE) ? 1 : 0;
            for (ComplexityProbe.Values values : probe.epochs()) {
                for (int scope = first; scope < values.bdm().length; scope++) {
                    String key = run.identity().runKey();
                    int layer = scope == 0 ? -1 : values.layers().get(scope - 1);
                    rows.add(new MeasureRow(key, values.epoch(), name, layer, "bdm", values.bdm()[scope]));
                    rows.add(new MeasureRow(key, values.epoch(), name, layer, "entropy", values.entropy()[scope]));
                }
            }
        });
        custom.forEach(probe -> rows.addAll(probe.rows()));
        passed.forEach(probe -> rows.addAll(probe.rows()));
        return rows;
    }

    private static RunRow.Observed observed(Instant start, long millis, int attempt) {
        return new RunRow.Observed(
                ChronoUnit.MICROS.between(Instant.EPOCH, start),
                millis,
                hostName(),
                System.getProperty("java.version"),
                Tier.selected().name(),
                attempt);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    private final class Recorder implements TrainingListener {
        private final List<TrainingListener> listeners = new ArrayList<>(probes.values());

        Recorder() {
            custom.stream().filter(probe -> !probe.passesSamples()).forEach(probe -> listeners.add(probe.listener()));
            listeners.add(snapshots);
            // Last, because the others may look at the activations of the last batch.
            custom.stream().filter(CustomProbe::passesSamples).forEach(probe -> listeners.add(probe.listener()));
            listeners.addAll(passing);
        }

        @Override
        public void started(NetworkView network, RunData drawn) {
            listeners.forEach(listener -> listener.started(network, drawn));
        }

        @Override
        public void stepped(int epoch, int samples, int flips) {
            listeners.forEach(listener -> listener.stepped(epoch, samples, flips));
        }

        @Override
        public void epochEnded(EpochSummary epoch) {
            listeners.forEach(listener -> listener.epochEnded(epoch));
            epochs.add(epoch);
        }

        @Override
        public void ended(TrainingResult result) {
            listeners.forEach(listener -> listener.ended(result));
        }
    }
}
