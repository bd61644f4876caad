package org.bitsweep.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
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
        footer = {"  submit/bitsweep stats results/demo", "  submit/bitsweep stats results/demo --format json"},
        description = "Prints how BDM and block entropy follow the training loss, for every group of runs in a store.")
final class StatsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "STORE", description = "The folder of a result store.")
    private String store;

    @Option(names = "--format", defaultValue = "human", description = "human, json or csv (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Override
    public Integer call() throws IOException {
        try (SparkSession spark = Sessions.open("bitsweep stats", "local[*]", Map.of())) {
            return StatisticsViews.read(spark, store, views -> {
                Dataset<Row> view = views.groups();
                List<Row> groups = view.collectAsList();
                switch (format) {
                    case JSON -> Json.print(Json.rows(groups));
                    case CSV -> Csv.print(view.columns(), groups);
                    case HUMAN -> System.out.println(GroupTable.render(groups));
                }
                return Damage.status(views.damage());
            });
        }
    }
}
