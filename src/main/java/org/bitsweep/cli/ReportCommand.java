package org.bitsweep.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.bitsweep.report.Report;
import org.bitsweep.sweep.Sessions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bitsweep report}: a store as one HTML page. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  submit/bitsweep report results/demo -o report.html"},
        description =
                "Writes what a store says as one HTML page with charts and tables, which needs no network: what was"
                        + " run, how complexity follows the loss, every group, and up to 1,000 runs.")
final class ReportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "STORE", description = "The folder of a result store.")
    private String store;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            defaultValue = "report.html",
            description = "Where the page goes (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Override
    public Integer call() throws IOException {
        String reproduce = Installation.command() + " reproduce " + Quoting.shell(store);
        try (OutputFile file = new OutputFile(out);
                SparkSession spark = Sessions.open("bitsweep report", "local[*]", Map.of())) {
            Report report = Report.of(spark, store, reproduce);
            byte[] page = report.html().getBytes(StandardCharsets.UTF_8);
            Files.write(file.temporary(), page);
            file.publish();
            System.out.println(out + String.format(Locale.ROOT, "  %.1f MB", page.length / 1e6));
            return Damage.status(report.damage());
        }
    }
}
