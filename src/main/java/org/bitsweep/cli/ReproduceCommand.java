package org.bitsweep.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.bitsweep.run.ConfigurationException;
import org.bitsweep.sweep.Reproduction;
import org.bitsweep.sweep.Sessions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bitsweep reproduce}: is a run what its store says it is? */
@Command(
        name = "reproduce",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  submit/bitsweep reproduce results/demo --run 3f9a07"},
        description = "Trains one run of a store again, and compares all of its result columns bit for bit: status 0 if"
                + " they agree, else 1.")
final class ReproduceCommand implements Callable<Integer> {
    private static final int SHOWN = 20;

    @Parameters(index = "0", paramLabel = "STORE", description = "The folder of a result store.")
    private String store;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "key=value",
            hideParamSyntax = true,
            description = "Settings that are others here, such as dataset.path=DIR.")
    private List<String> overrides = List.of();

    @Option(names = "--run", required = true, paramLabel = "KEY", description = "The run's key, or how it begins.")
    private String key;

    @Option(names = "--format", defaultValue = "human", description = "human or json (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Override
    public Integer call() throws IOException {
        if (format == Format.CSV) {
            throw new ConfigurationException("--format csv is for rows; reproduce prints human or json");
        }
        Reproduction reproduction;
        try (SparkSession spark = Sessions.open("bitsweep reproduce", "local[*]", Map.of())) {
            reproduction = Reproduction.of(spark, store, key, overrides);
        }
        if (format == Format.JSON) {
            printJson(reproduction);
        } else {
            printText(reproduction);
        }
        return reproduction.differences().isEmpty() ? 0 : Failures.NOT_REPRODUCED;
    }

    private static void printJson(Reproduction reproduction) {
        ObjectNode json = Json.object();
        json.put("run_key", reproduction.runKey());
        json.put("sweep", reproduction.sweep());
        json.put("rows", reproduction.rows());
        json.put("identical", reproduction.differences().isEmpty());
        ArrayNode differences = json.putArray("differences");
        for (Reproduction.Difference difference : reproduction.differences()) {
            differences
                    .addObject()
                    .put("table", difference.table())
                    .put("where", difference.where())
                    .put("column", difference.column())
                    .put("stored", difference.stored())
                    .put("now", difference.now());
        }
        Json.print(json);
    }

    private static void printText(Reproduction reproduction) {
        List<Reproduction.Difference> differences = reproduction.differences();
        System.out.println(reproduction.runKey() + ": " + reproduction.rows() + " rows, "
                + (differences.isEmpty() ? "all identical bit for bit" : differences.size() + " values differ"));
        for (Reproduction.Difference difference : differences.subList(0, Math.min(SHOWN, differences.size()))) {
            String where = difference.where().isEmpty() ? "" : " (" + difference.where() + ")";
            System.out.println(difference.table() + where + ": " + difference.column() + " was " + difference.stored()
                    + ", is " + difference.now());
        }
        if (differences.size() > SHOWN) {
            System.out.println("… and " + (differences.size() - SHOWN) + " more");
        }
    }
}
