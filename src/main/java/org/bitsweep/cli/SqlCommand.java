package org.bitsweep.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.bitsweep.run.ConfigurationException;
import org.bitsweep.stats.BitsweepExtensions;
import org.bitsweep.stats.StatisticsViews;
import org.bitsweep.sweep.Sessions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bitsweep sql}: any query over a store. */
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  submit/bitsweep sql results/demo \"SELECT seed, epochs, test_accuracy FROM runs ORDER BY seed\"",
            "  submit/bitsweep sql results/demo \"SELECT epoch, avg(bdm) FROM epochs GROUP BY epoch\" --format csv",
            "  submit/bitsweep sql results/demo \"SELECT epoch, train_loss, bdm FROM mean_trajectories ORDER BY epoch\" --plot demo.svg"
        },
        description = "Answers a Spark SQL query over the views runs, epochs, measures, snapshots, and those of the"
                + " statistics: groups, measurements, mean_trajectories, trajectories, series, run_correlations, headline,"
                + " group_correlations, tracking, contrasts, run_contrasts, predictors, predictor_outcomes, prediction,"
                + " prediction_by_setting, planes, phases, phase_tests,"
                + " phase_summary, bottleneck_points, bottleneck_transitions, grokking, grokking_summary.")
final class SqlCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "STORE", description = "The folder of a result store.")
    private String store;

    @Parameters(
            index = "1",
            paramLabel = "QUERY|FILE.sql",
            description = "One statement of Spark SQL, or a file whose name ends in .sql that holds one.")
    private String query;

    @Option(names = "--format", defaultValue = "human", description = "human, json or csv (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(
            names = "--plot",
            paramLabel = "FILE.svg",
            description =
                    "Draws the rows instead of printing them: the first column of numbers to the right, each further"
                            + " one in a panel with those named like it and _low and _high as its interval; a column named panel"
                            + " divides panels, and columns that are no numbers tell lines apart, which connect points in the"
                            + " order of the rows: CAST(seed AS STRING) gives each seed a line.")
    private Path plot;

    @Option(names = "--log-x", description = "Makes the plot's axis to the right logarithmic.")
    private boolean isLogarithmicX;

    @Option(names = "--log-y", description = "Makes the plot's axes upwards logarithmic.")
    private boolean isLogarithmicY;

    @Override
    public Integer call() throws IOException {
        if (plot == null && (isLogarithmicX || isLogarithmicY)) {
            throw new ConfigurationException("--log-x and --log-y need --plot FILE.svg");
        }
        String statement = statement();
        requirePlace();
        try (SparkSession spark = Sessions.open("bitsweep sql", "local[*]", BitsweepExtensions.SETTING)) {
            Answer answer = StatisticsViews.read(spark, store, views -> {
                Dataset<Row> rows = answer(views, statement);
                return new Answer(rows.schema().fields(), rows(rows), views.damage());
            });
            show(answer.columns, answer.rows);
            return Damage.status(answer.damage);
        }
    }

    private record Answer(StructField[] columns, List<Row> rows, List<String> damage) {}

    private String statement() {
        if (!query.endsWith(".sql")) {
            return query;
        }
        try {
            return Files.readString(Path.of(query)).strip();
        } catch (NoSuchFileException e) {
            throw new ConfigurationException("there is no file " + query);
        } catch (IOException e) {
            throw new ConfigurationException("cannot read " + query + ": it is no text file that may be read");
        }
    }

    /** Where nothing can be written, nobody should have to wait to be told. */
    private void requirePlace() throws IOException {
        if (plot == null) {
            return;
        }
        if (!plot.toString().endsWith(".svg")) {
            throw new ConfigurationException("--plot draws SVG and needs a name that ends in .svg, not " + plot);
        }
        new OutputFile(plot).close();
    }

    private void show(StructField[] columns, List<Row> rows) throws IOException {
        if (plot != null) {
            OutputFile.write(plot, QueryPlot.draw(columns, rows, isLogarithmicX, isLogarithmicY));
            return;
        }
        String[] names = Stream.of(columns).map(StructField::name).toArray(String[]::new);
        switch (format) {
            case JSON -> Json.print(Json.rows(rows));
            case CSV -> Csv.print(names, rows);
            case HUMAN -> System.out.println(rows.isEmpty() ? "no rows" : table(names, rows));
        }
    }

    private Dataset<Row> answer(StatisticsViews views, String statement) {
        try {
            return views.sql(statement);
        } catch (Exception e) {
            throw wrongQuery(e);
        }
    }

    private static List<Row> rows(Dataset<Row> answer) {
        try {
            return answer.collectAsList();
        } catch (Exception e) {
            throw wrongQuery(e);
        }
    }

    /** What Spark says of a query, on one line; among its errors are checked ones that it does not declare. */
    private static RuntimeException wrongQuery(Exception e) {
        if (e instanceof SparkThrowable) {
            return new ConfigurationException("the query is wrong: "
                    + e.getMessage().strip().lines().findFirst().orElse(""));
        }
        return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
    }

    private static String table(String[] columns, List<Row> rows) {
        TextTable table = new TextTable(columns);
        for (Row row : rows) {
            table.add(IntStream.range(0, row.size())
                    .mapToObj(i -> row.isNullAt(i) ? "–" : String.valueOf(row.get(i)))
                    .toList());
        }
        return table.render();
    }
}
