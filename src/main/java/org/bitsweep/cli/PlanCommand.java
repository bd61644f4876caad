package org.bitsweep.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.bitsweep.run.ConfigurationException;
import org.bitsweep.run.PlannedRun;
import org.bitsweep.sweep.PlanEstimate;
import org.bitsweep.sweep.Sessions;
import org.bitsweep.sweep.SweepConfig;
import org.bitsweep.sweep.SweepPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bitsweep plan}: what a sweep would run. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  submit/bitsweep plan conf/paper/widths.conf dataset.path=data/mnist"},
        description =
                "Says what a sweep would run and how long that would take; starts nothing, and leaves the store as it is.")
final class PlanCommand implements Callable<Integer> {
    private static final int SHOWN = 10;

    @Mixin
    private ConfigurationArguments arguments;

    @Option(names = "--cores", description = "Cores to plan for (default: those of engine.master, if it is local).")
    private Integer cores;

    @Option(names = "--format", defaultValue = "human", description = "human or json (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Override
    public Integer call() {
        if (format == Format.CSV) {
            throw new ConfigurationException("--format csv is for rows; plan prints human or json");
        }
        if (cores != null && cores < 1) {
            throw new ConfigurationException("--cores is " + cores + ", expected 1 or more");
        }
        SweepConfig config = arguments.load();
        SweepPlan plan = SweepPlan.of(config);
        PlanEstimate estimate =
                PlanEstimate.of(config, plan, cores != null ? OptionalInt.of(cores) : Sessions.cores(config.master()));
        if (format == Format.JSON) {
            printJson(config, estimate);
        } else {
            System.out.println(summary(config, estimate));
            System.out.println();
            System.out.println(table(plan));
        }
        return 0;
    }

    private static void printJson(SweepConfig config, PlanEstimate estimate) {
        ObjectNode json = Json.object();
        json.put("sweep", config.name());
        json.put("store", config.store());
        json.put("runs", estimate.runs());
        json.put("distinct", estimate.distinct());
        json.put("done", estimate.done());
        json.put("failed", estimate.failed());
        json.put("quarantined", estimate.quarantined());
        json.put("to_do", estimate.toDo());
        json.put("core_seconds", estimate.coreSeconds());
        json.put("measured", estimate.measured());
        json.put("cores", estimate.cores().isPresent() ? estimate.cores().getAsInt() : null);
        json.put("bundles", estimate.bundles().isPresent() ? estimate.bundles().getAsInt() : null);
        json.put("seconds", estimate.seconds().isPresent() ? estimate.seconds().getAsDouble() : null);
        Json.print(json);
    }

    private static String summary(SweepConfig config, PlanEstimate estimate) {
        String runs = config.name() + ": " + Figures.runs(estimate.runs()) + ", " + estimate.distinct() + " distinct";
        String done = "store " + config.store() + ": " + estimate.done() + " done, of which " + estimate.failed()
                + " failed and " + estimate.quarantined() + " quarantined";
        return runs + "\n" + done + "\n" + toDo(estimate);
    }

    private static String toDo(PlanEstimate estimate) {
        if (estimate.toDo() == 0) {
            return "to do: nothing";
        }
        String what = "to do: " + Figures.runs(estimate.toDo());
        String work = time(estimate.coreSeconds()) + " of one core's work";
        String basis = estimate.measured() == 0
                ? "at most, when every run trains for all of its epochs"
                : "by the times of " + Figures.runs(estimate.measured()) + " in the store";
        if (estimate.cores().isEmpty()) {
            return what + ", about " + work + " (" + basis + "; --cores N tells bundles and time on a cluster)";
        }
        int cores = estimate.cores().getAsInt();
        return what + " in " + estimate.bundles().getAsInt()
                + (estimate.bundles().getAsInt() == 1 ? " bundle" : " bundles")
                + ", about " + time(estimate.seconds().getAsDouble()) + " on " + cores
                + (cores == 1 ? " core" : " cores")
                + ", " + work + " (" + basis + ")";
    }

    private static String time(double seconds) {
        return seconds < 100
                ? String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds)
                : seconds < 100 * 60
                        ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                        : seconds < 72 * 3600
                                ? String.format(Locale.ROOT, "%.1f h", seconds / 3600)
                                : String.format(Locale.ROOT, "%.1f days", seconds / 86400);
    }

    private static String table(SweepPlan plan) {
        TextTable table = new TextTable("run", "data set", "axes", "seed", "run key");
        for (int i = 0; i < Math.min(SHOWN, plan.size()); i++) {
            PlannedRun run = plan.run(i);
            table.add(List.of(
                    String.valueOf(i),
                    run.spec().dataset().name(),
                    run.axes().toString(),
                    String.valueOf(run.spec().seed()),
                    run.identity().runKey().substring(0, 12)));
        }
        return plan.size() > SHOWN ? table.render() + "\n… and " + (plan.size() - SHOWN) + " more" : table.render();
    }
}
