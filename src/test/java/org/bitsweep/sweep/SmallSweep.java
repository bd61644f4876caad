package org.bitsweep.sweep;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.hex;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.bitsweep.SharedSpark;
import org.bitsweep.run.Configuration;
import org.bitsweep.sweep.store.Column;
import org.bitsweep.sweep.store.StoreFiles;

/** A sweep that takes a moment: 200 drawn digits, a narrow network, few epochs. */
final class SmallSweep {
    private static final String CONFIGURATION = """
            name = small
            dataset { kind = strokes, count = 200 }
            network.hidden = [8]
            training { max-epochs = 6, batch-size = 32, early-stopping.patience = 2 }
            probes.complexity.default.pooling = layer
            """;

    static final Progress.Display SILENT = runs -> new Progress() {
        @Override
        public void update(State state) {}

        @Override
        public void close() {}
    };

    private SmallSweep() {}

    static SweepConfig config(Path store, String... overrides) {
        List<String> all = new ArrayList<>(List.of(overrides));
        all.add("store=" + store);
        return SweepConfig.of(Configuration.parse(CONFIGURATION, all.toArray(String[]::new)));
    }

    static SweepOutcome run(SweepConfig config) {
        return run(config, FailurePolicy.DEFAULT);
    }

    static SweepOutcome run(SweepConfig config, FailurePolicy policy) {
        return new SweepEngine(SharedSpark.session(), config, SweepPlan.of(config), policy, new Interruption())
                .run(SILENT);
    }

    /** An engine whose files are not those of the store's folder. */
    static SweepEngine engine(SweepConfig config, StoreFiles files) {
        return new SweepEngine(
                SharedSpark.session(),
                config,
                SweepPlan.of(config),
                FailurePolicy.DEFAULT,
                new Interruption(),
                files,
                SweepEngine::train);
    }

    static StoreTables tables(Path store) {
        return new StoreTables(SharedSpark.session(), store.toString());
    }

    /** All result columns of all rows of a store, as text in the order of rows, for comparison bit for bit. */
    static TreeSet<String> results(Path store) {
        StoreTables tables = tables(store);
        TreeSet<String> rows = new TreeSet<>();
        List<String> columns = Tables.RUNS.stream()
                .map(Column::name)
                .filter(name -> !Tables.OBSERVATIONAL.contains(name))
                .toList();
        add(rows, tables.runs().selectExpr(columns.toArray(String[]::new)));
        add(rows, tables.epochs());
        add(rows, tables.measures());
        add(rows, tables.snapshots().withColumn("bits", hex(col("bits"))));
        return rows;
    }

    private static void add(TreeSet<String> rows, Dataset<Row> table) {
        table.collectAsList().forEach(row -> rows.add(row.toString()));
    }
}
