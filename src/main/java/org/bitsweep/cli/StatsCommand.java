package org.bitsweep.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.bitsweep.run.ConfigurationException;
import org.bitsweep.stats.Cell;
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
            "  submit/bitsweep stats --explain"
        },
        description = "Prints how BDM and block entropy follow training, for every group of runs in a store; with"
                + " --measure more of any measure. The query sql answers others: docs/statistics.md has the views.")
final class StatsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "STORE", arity = "0..1", description = "The folder of a result store.")
    private String store;

    @Option(names = "--format", defaultValue = "human", description = "human, json or csv (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(
            names = "--target",
            defaultValue = "train_loss",
            description = "What measures are correlated with: train_loss, train_accuracy, validation_loss or"
                    + " validation_accuracy (default: ${DEFAULT-VALUE}).")
    private String target;

    @Option(
            names = "--preparation",
            defaultValue = "smoothed",
            description = "What is done to each run's series before: raw, smoothed, detrended or differenced (default:"
                    + " ${DEFAULT-VALUE}, as published).")
    private String preparation;

    @Option(
            names = "--method",
            defaultValue = "pearson",
            description = "pearson or spearman (default: ${DEFAULT-VALUE}).")
    private String method;

    @Option(
            names = "--measure",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Statistics of these measures, one row each: bdm, entropy, or PROBE.NAME and PROBE.NAME[LAYER]"
                            + " from the table measures; * stands for anything.")
    private List<String> measures = List.of();

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
        Cell cell = new Cell(target, preparation, method);
        if (isExplained) {
            System.out.print(StatisticsScript.of(cell, measures));
            return 0;
        }
        if (store == null) {
            throw new ConfigurationException("stats needs the folder of a result store, or --explain");
        }
        try (SparkSession spark = Sessions.open("bitsweep stats", "local[*]", Map.of())) {
            return StatisticsViews.read(spark, store, views -> {
                print(views, cell);
                return Damage.status(views.damage());
            });
        }
    }

    private void print(StatisticsViews views, Cell cell) {
        Dataset<Row> view = measures.isEmpty() ? views.headline(cell) : views.correlations(cell, measures);
        // People see less than there is, and wait for no more than they see.
        Dataset<Row> shown = format == Format.HUMAN && !measures.isEmpty()
                ? view.selectExpr(MeasureTable.COLUMNS.toArray(String[]::new))
                : view;
        List<Row> rows = shown.collectAsList();
        if (rows.isEmpty() && !measures.isEmpty()) {
            throw new ConfigurationException("the store has no measure " + String.join(", ", measures) + "; it has "
                    + String.join(", ", views.measures()));
        }
        if (plot != null) {
            StatsPlot.write(
                    views, measures.isEmpty() ? rows : views.headline(cell).collectAsList(), cell, plot);
        }
        switch (format) {
            case JSON -> Json.print(Json.rows(rows));
            case CSV -> Csv.print(shown.columns(), rows);
            case HUMAN ->
                System.out.println(
                        measures.isEmpty() ? GroupTable.render(rows, cell) : MeasureTable.render(rows, cell));
        }
    }
}
