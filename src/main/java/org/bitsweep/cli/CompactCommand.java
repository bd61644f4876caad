package org.bitsweep.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.bitsweep.run.ConfigurationException;
import org.bitsweep.sweep.Sessions;
import org.bitsweep.sweep.StoreCompaction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bitsweep compact}: few large files in place of many small ones. */
@Command(
        name = "compact",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  submit/bitsweep compact results/demo"},
        description = "Merges the files of a store into few large ones, sorted by group, run and epoch, which are read"
                + " faster. A sweep that runs compacts its store by itself.")
final class CompactCommand implements Callable<Integer> {
    @Parameters(paramLabel = "STORE", description = "The folder of a result store.")
    private String store;

    @Option(
            names = "--drop-damaged",
            description =
                    "First take out files and log records that are damaged or missing, with the runs that had rows"
                            + " there: the next sweep trains them again.")
    private boolean dropDamaged;

    @Option(names = "--format", defaultValue = "human", description = "human or json (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Override
    public Integer call() throws IOException {
        if (format == Format.CSV) {
            throw new ConfigurationException("--format csv is for rows; compact prints human or json");
        }
        try (SparkSession spark = Sessions.open("bitsweep compact", "local[*]", Map.of())) {
            StoreCompaction.Outcome outcome = StoreCompaction.compact(spark, store, dropDamaged);
            outcome.dropped().forEach(sentence -> System.err.println("taken out: " + sentence));
            if (format == Format.JSON) {
                printJson(outcome);
            } else {
                System.out.println(summary(outcome));
            }
            return 0;
        }
    }

    private static void printJson(StoreCompaction.Outcome outcome) {
        ObjectNode json = Json.object();
        json.put("store", outcome.store());
        json.put("files_before", outcome.filesBefore());
        json.put("files_after", outcome.filesAfter());
        json.put("bytes_before", outcome.bytesBefore());
        json.put("bytes_after", outcome.bytesAfter());
        json.put("runs", outcome.runs());
        json.put("dropped", outcome.dropped().size());
        json.put("seconds", outcome.seconds());
        Json.print(json);
    }

    private static String summary(StoreCompaction.Outcome outcome) {
        return String.format(
                Locale.ROOT,
                "%s: %d files of %.1f MB became %d of %.1f MB, with %d OK runs, in %.1f s",
                outcome.store(),
                outcome.filesBefore(),
                outcome.bytesBefore() / 1e6,
                outcome.filesAfter(),
                outcome.bytesAfter() / 1e6,
                outcome.runs(),
                outcome.seconds());
    }
}
