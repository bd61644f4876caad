package org.bitsweep.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
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
            "  submit/bitsweep sql results/demo \"SELECT epoch, avg(bdm) FROM epochs GROUP BY epoch\" --format csv"
        },
        description = "Answers a Spark SQL query over the views runs, epochs, measures, snapshots, and those of the"
                + " statistics: groups, mean_trajectories, trajectories, series, run_correlations, headline, group_correlations,"
                + " tracking, contrasts, run_contrasts, predictors, prediction, prediction_by_setting, planes, phases, phase_tests,"
                + " phase_summary, bottleneck_points, bottleneck_transitions, grokking, grokking_summary.")
final class SqlCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "STORE", description = "The folder of a result store.")
    private String store;

    @Parameters(index = "1", paramLabel = "QUERY", description = "One statement of Spark SQL.")
    private String query;

    @Option(names = "--format", defaultValue = "human", description = "human, json or csv (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Override
    public Integer call() throws IOException {
        try (SparkSession spark = Sessions.open("bitsweep sql", "local[*]", BitsweepExtensions.SETTING)) {
            return StatisticsViews.read(spark, store, views -> {
                Dataset<Row> answer = answer(views);
                String[] columns = answer.columns();
                List<Row> rows = rows(answer);
                switch (format) {
                    case JSON -> Json.print(Json.rows(rows));
                    case CSV -> Csv.print(columns, rows);
                    case HUMAN -> System.out.println(rows.isEmpty() ? "no rows" : table(columns, rows));
                }
                return Damage.status(views.damage());
            });
        }
    }

    private Dataset<Row> answer(StatisticsViews views) {
        try {
            return views.sql(query);
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
