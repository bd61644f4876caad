package org.bitsweep.sweep;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.bitsweep.run.Configuration;
import org.bitsweep.run.ConfigurationException;
import org.bitsweep.run.PlannedRun;
import org.bitsweep.run.RunRow;
import org.bitsweep.run.RunRows;
import org.bitsweep.run.SnapshotSpec;
import org.bitsweep.sweep.store.Column;
import org.bitsweep.sweep.store.StoreException;
import org.bitsweep.sweep.store.StoreFiles;
import org.bitsweep.sweep.store.TableName;

/**
 * A run of a store that is trained once more.
 *
 * @param rows that were compared, of all tables
 * @param differences between the store and the new training; none if all result columns agree bit for bit
 */
public record Reproduction(String runKey, String sweep, int rows, List<Difference> differences) {
    /**
     * One value that differs, or a row that is on one side only.
     *
     * @param where tells the row apart from others of the run
     */
    public record Difference(String table, String where, String column, String stored, String now) {}

    /**
     * Trains again.
     *
     * @param keyPrefix begins the key of one run
     * @param overrides {@code key=value}, for example a path that is another one here
     * @throws ConfigurationException if there is no such run, or what made it is not here
     */
    public static Reproduction of(SparkSession spark, String store, String keyPrefix, List<String> overrides) {
        StoreTables tables = new StoreTables(spark, store);
        Row run = find(tables.runs(), keyPrefix);
        String key = run.getAs("run_key");
        List<Row> snapshots = of(tables.snapshots(), key);
        List<String> all = new ArrayList<>(selection(run, snapshots));
        all.addAll(overrides);
        Candidate candidate = candidate(HadoopSettings.files(spark, store), run, all);
        RunRows now = SweepEngine.train(candidate.run, candidate.plan.load(new int[] {0}), 0);
        List<Difference> differences = new ArrayList<>();
        int rows = 1;
        differences.addAll(new TableDifferences<>(TableName.RUNS, results(Tables.RUNS), List.of())
                .between(List.of(run), List.of(now.run())));
        List<Row> epochs = of(tables.epochs(), key);
        rows += epochs.size();
        differences.addAll(new TableDifferences<>(TableName.EPOCHS, Tables.EPOCHS, List.of("epoch"))
                .between(epochs, now.epochs()));
        List<Row> measures = of(tables.measures(), key);
        rows += measures.size();
        differences.addAll(
                new TableDifferences<>(TableName.MEASURES, Tables.MEASURES, List.of("epoch", "probe", "layer", "name"))
                        .between(measures, now.measures()));
        rows += snapshots.size();
        differences.addAll(new TableDifferences<>(TableName.SNAPSHOTS, Tables.SNAPSHOTS, List.of("epoch", "layer"))
                .between(snapshots, now.snapshots()));
        return new Reproduction(key, run.getAs("sweep"), rows, differences);
    }

    /** Settings that keep what was kept: a run may have been trained when others were selected for snapshots. */
    private static List<String> selection(Row run, List<Row> snapshots) {
        Set<Integer> epochs = new TreeSet<>();
        snapshots.forEach(row -> epochs.add(row.getAs("epoch")));
        boolean floats = snapshots.stream().anyMatch(row -> row.getAs("floats") != null);
        return List.of(
                SnapshotSpec.SEEDS + "=[" + run.getAs("seed") + "]",
                SnapshotSpec.EPOCHS + "=" + epochs,
                SnapshotSpec.FLOATS + "=" + floats);
    }

    private static Row find(Dataset<Row> runs, String keyPrefix) {
        if (!keyPrefix.matches("[0-9a-f]{4,64}")) {
            throw new ConfigurationException("--run " + keyPrefix + ", expected at least 4 digits of a run's key");
        }
        List<Row> found = runs.where(functions.col("run_key").startsWith(keyPrefix))
                .limit(2)
                .collectAsList();
        if (found.size() != 1) {
            throw new ConfigurationException((found.isEmpty() ? "no run" : "more than one run")
                    + " of the store has a key that begins with " + keyPrefix);
        }
        Row run = found.get(0);
        if (run.getAs("status").equals(RunRow.Status.QUARANTINED.name())) {
            throw new ConfigurationException("run " + keyPrefix + " is QUARANTINED: it has no results to compare");
        }
        return run;
    }

    private static List<Row> of(Dataset<Row> table, String key) {
        return table.where(functions.col("run_key").equalTo(key)).collectAsList();
    }

    private static List<Column<RunRow>> results(List<Column<RunRow>> columns) {
        return columns.stream()
                .filter(column -> !Tables.OBSERVATIONAL.contains(column.name()))
                .toList();
    }

    /** A plan whose only run may be the one that is looked for. */
    private record Candidate(SweepPlan plan, PlannedRun run) {}

    private static Candidate candidate(StoreFiles files, Row run, List<String> overrides) {
        String key = run.getAs("run_key");
        String sweep = run.getAs("sweep");
        Candidate latest = null;
        for (Manifest manifest : manifests(files, sweep)) {
            Candidate candidate = candidate(manifest, run, overrides);
            if (candidate.run.identity().runKey().equals(key)) {
                return candidate;
            }
            latest = latest == null ? candidate : latest;
        }
        if (latest == null) {
            throw new ConfigurationException(
                    "the store has no manifest of the sweep " + sweep + ", which would say how the run was configured");
        }
        throw new ConfigurationException("run " + key.substring(0, 12) + " cannot be trained with what is here: "
                + ConfigDifference.describe(
                        run.getAs("config"), latest.run.identity().config()));
    }

    private static List<Manifest> manifests(StoreFiles files, String sweep) {
        try {
            return Manifest.of(files, sweep);
        } catch (IOException e) {
            throw new StoreException("cannot read the manifests of " + files.location() + ": " + e.getMessage(), e);
        }
    }

    private static Candidate candidate(Manifest manifest, Row run, List<String> overrides) {
        Map<String, String> axes = run.getJavaMap(run.fieldIndex("axes"));
        Stream<String> own = Stream.concat(
                Stream.of("axes={}", "seed=" + run.getAs("seed")),
                axes.entrySet().stream().map(axis -> axis.getKey() + "=" + axis.getValue()));
        Configuration configuration = Configuration.parse(
                manifest.configuration(), Stream.concat(own, overrides.stream()).toArray(String[]::new));
        SweepPlan plan = SweepPlan.of(SweepConfig.of(configuration));
        PlannedRun planned = plan.run(0);
        return new Candidate(plan, new PlannedRun(planned.sweep(), planned.spec(), planned.identity(), axes));
    }
}
