package org.bitsweep.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.bitsweep.run.ConfigurationException;
import org.bitsweep.stats.Cell;
import org.bitsweep.stats.Prediction;
import org.bitsweep.stats.StatisticsScript;
import org.bitsweep.stats.StatisticsViews;
import org.bitsweep.sweep.Sessions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bitsweep stats}: correlation statistics of every group of a store. */
@Command(
        name = "stats",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  submit/bitsweep stats results/demo",
            "  submit/bitsweep stats results/demo --format json",
            "  submit/bitsweep stats results/demo --predict --measure \"bdm,entropy,*/initial\"",
            "  submit/bitsweep stats --explain"
        },
        description =
                "Prints how BDM and block entropy follow training, for every group of runs in a store; with"
                        + " --measure more of any measure, with --track all of them over all groups, with --predict what goes with generalisation. The query sql answers others: docs/statistics.md has the views.")
final class StatsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "STORE", arity = "0..1", description = "The folder of a result store.")
    private String store;

    @Option(names = "--format", defaultValue = "human", description = "human, json or csv (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(
            names = "--target",
            description = "What measures are correlated with: train_loss, train_accuracy, validation_loss,"
                    + " validation_accuracy, accuracy_gap or loss_gap (default: train_loss).")
    private String target;

    @Option(
            names = "--preparation",
            description = "What is done to each run's series before: raw, smoothed, detrended or differenced (default:"
                    + " smoothed, as published).")
    private String preparation;

    @Option(
            names = "--method",
            description = "pearson or spearman (default: pearson); with --predict pearson, spearman or kendall"
                    + " (default: the last two).")
    private String method;

    @Option(
            names = "--measure",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Statistics of these measures, one row each: bdm, entropy, or PROBE.NAME and PROBE.NAME[LAYER]"
                            + " from the table measures; * stands for anything.")
    private List<String> measures = List.of();

    @Option(
            names = "--track",
            description =
                    "How closely each measure follows the target within a run, over the runs of all groups, a row a"
                            + " measure.")
    private boolean isTracking;

    @Option(
            names = "--predict",
            description = "How each measure goes with test accuracy and generalisation gap, over the runs of the whole"
                    + " store: all of them, those that differ in one setting only, and given training loss and size.")
    private boolean isPrediction;

    @Option(
            names = "--at",
            paramLabel = "EPOCH",
            description = "Where --predict takes measures: the best epoch or the last (default: best).")
    private String at;

    @Option(names = "--explain", description = "Prints the SQL instead of running it; needs no store.")
    private boolean isExplained;

    @Option(
            names = "--plot",
            paramLabel = "FILE.svg|FOLDER",
            description =
                    "Draws mean trajectories, intervals of every group, and BDM against entropy: into one file, or"
                            + " into a folder, a file each.")
    private Path plot;

    @Override
    public Integer call() throws IOException {
        Answer answer = isPrediction ? prediction() : isTracking ? tracking() : correlations();
        if (isExplained) {
            System.out.print(answer.script);
            return 0;
        }
        if (store == null) {
            throw new ConfigurationException("stats needs the folder of a result store, or --explain");
        }
        try (SparkSession spark = Sessions.open("bitsweep stats", "local[*]", Map.of())) {
            return StatisticsViews.read(spark, store, views -> {
                print(views, answer);
                return Damage.status(views.damage());
            });
        }
    }

    /** The SQL of what is asked for, its rows, what people see of them, and the measures that it could be asked of. */
    private record Answer(
            String script,
            Function<StatisticsViews, Dataset<Row>> rows,
            Function<List<Row>, String> table,
            Function<StatisticsViews, List<String>> known) {}

    private Answer correlations() {
        Cell cell = cell();
        if (measures.isEmpty()) {
            return new Answer(
                    StatisticsScript.of(cell, measures),
                    views -> views.headline(cell),
                    rows -> GroupTable.render(rows, cell),
                    StatisticsViews::measures);
        }
        // People see less than there is, and wait for no more than they see.
        String[] columns = format == Format.HUMAN ? MeasureTable.COLUMNS.toArray(String[]::new) : new String[] {"*"};
        return new Answer(
                StatisticsScript.of(cell, measures),
                views -> views.correlations(cell, measures).selectExpr(columns),
                rows -> MeasureTable.render(rows, cell),
                StatisticsViews::measures);
    }

    private Answer tracking() {
        refuse("--track draws no --plot", plot);
        Cell cell = cell();
        return new Answer(
                StatisticsScript.ofTracking(cell, measures),
                views -> views.tracking(cell, measures),
                rows -> TrackingTable.render(rows, cell),
                StatisticsViews::measures);
    }

    private Answer prediction() {
        refuse("--predict has targets of its own and takes no --target", target);
        refuse("--predict takes one epoch of each run and no --preparation", preparation);
        refuse("--predict draws no --plot", plot);
        refuse("--predict and --track are two questions", isTracking ? "--track" : null);
        Prediction prediction = new Prediction(
                Objects.requireNonNullElse(at, "best"), method == null ? Prediction.OF_RANKS : List.of(method));
        return new Answer(
                StatisticsScript.of(prediction, measures),
                views -> views.prediction(prediction, measures),
                rows -> PredictionTable.render(rows, prediction),
                StatisticsViews::predictors);
    }

    private Cell cell() {
        refuse("--at is for --predict", at);
        return new Cell(
                Objects.requireNonNullElse(target, Cell.PUBLISHED.target()),
                Objects.requireNonNullElse(preparation, Cell.PUBLISHED.preparation()),
                Objects.requireNonNullElse(method, Cell.PUBLISHED.method()));
    }

    private static void refuse(String sentence, Object value) {
        if (value != null) {
            throw new ConfigurationException(sentence + ": \"" + value + "\"");
        }
    }

    private void print(StatisticsViews views, Answer answer) {
        Dataset<Row> view = answer.rows.apply(views);
        List<Row> rows = view.collectAsList();
        if (rows.isEmpty() && !measures.isEmpty()) {
            throw new ConfigurationException("the store has no measure " + String.join(", ", measures) + "; it has "
                    + String.join(", ", answer.known.apply(views)));
        }
        if (plot != null) {
            StatsPlot.write(
                    views, measures.isEmpty() ? rows : views.headline(cell()).collectAsList(), cell(), plot);
        }
        switch (format) {
            case JSON -> Json.print(Json.rows(rows));
            case CSV -> Csv.print(view.columns(), rows);
            case HUMAN -> System.out.println(answer.table.apply(rows));
        }
    }
}
