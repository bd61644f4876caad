package org.bitsweep.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.bitsweep.run.EpochRow;
import org.bitsweep.run.RunRow;
import org.bitsweep.run.RunRows;
import org.bitsweep.sweep.SingleRun;
import org.bitsweep.sweep.SweepPlan;
import org.bitsweep.sweep.Tables;
import org.bitsweep.sweep.store.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bitsweep run}: one run, here and now. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  submit/bitsweep run conf/demo.conf seed=7",
            "  submit/bitsweep run conf/demo.conf dataset.kind=sincos network.hidden=[64,32]"
        },
        description = "Trains one run of a sweep in this process, without Spark and without a store, and prints its"
                + " epochs.")
final class RunCommand implements Callable<Integer> {
    @Mixin
    private ConfigurationArguments arguments;

    @Option(
            names = "--index",
            paramLabel = "I",
            defaultValue = "0",
            description = "Which run of the plan, from 0 (default: ${DEFAULT-VALUE}).")
    private int index;

    @Option(names = "--format", defaultValue = "human", description = "human, json or csv (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Override
    public Integer call() {
        RunRows rows = SingleRun.execute(SweepPlan.of(arguments.load()), index);
        switch (format) {
            case JSON -> printJson(rows);
            case CSV -> printCsv(rows);
            case HUMAN -> printText(rows);
        }
        if (rows.run().status() != RunRow.Status.OK) {
            System.err.println(rows.run().status() + ": " + rows.run().failure().errorClass() + ": "
                    + rows.run().failure().message());
            return Failures.SOME_RUNS_FAILED;
        }
        return 0;
    }

    private static void printJson(RunRows rows) {
        ObjectNode json = Json.object();
        json.set("run", row(Tables.RUNS, rows.run()));
        ArrayNode epochs = json.putArray("epochs");
        rows.epochs().forEach(epoch -> epochs.add(row(Tables.EPOCHS, epoch)));
        ArrayNode measures = json.putArray("measures");
        rows.measures().forEach(measure -> measures.add(row(Tables.MEASURES, measure)));
        Json.print(json);
    }

    private static <R> ObjectNode row(List<Column<R>> columns, R row) {
        ObjectNode object = Json.object();
        columns.forEach(
                column -> object.set(column.name(), Json.value(column.value().apply(row))));
        return object;
    }

    private static void printCsv(RunRows rows) {
        System.out.println(Csv.line(Tables.EPOCHS.stream().map(Column::name)));
        for (EpochRow epoch : rows.epochs()) {
            System.out.println(Csv.line(Tables.EPOCHS.stream().map(column -> {
                Object value = column.value().apply(epoch);
                return value == null ? "" : String.valueOf(value);
            })));
        }
    }

    private static void printText(RunRows rows) {
        RunRow run = rows.run();
        System.out.println(run.run().spec().dataset().name() + "  " + run.network() + "  seed "
                + run.run().spec().seed() + "  " + run.run().identity().runKey());
        List<String> shown = List.of(
                "epoch",
                "train_loss",
                "train_accuracy",
                "validation_loss",
                "validation_accuracy",
                "bdm",
                "entropy",
                "flips");
        TextTable table = new TextTable(shown.toArray(String[]::new));
        for (EpochRow epoch : rows.epochs()) {
            table.add(Tables.EPOCHS.stream()
                    .filter(column -> shown.contains(column.name()))
                    .map(column -> text(column.value().apply(epoch)))
                    .toList());
        }
        System.out.println(table.render());
        if (run.result() != null) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "best epoch %d, test accuracy %.4f, test loss %.4f, %d ms",
                    run.result().best().epoch(),
                    run.result().test().accuracy(),
                    run.result().test().loss(),
                    run.observed().wallMillis()));
        }
    }

    private static String text(Object value) {
        return value == null
                ? "–"
                : value instanceof Double number ? String.format(Locale.ROOT, "%.4f", number) : String.valueOf(value);
    }
}
