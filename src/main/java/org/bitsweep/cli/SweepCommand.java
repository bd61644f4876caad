package org.bitsweep.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.bitsweep.bits.Tier;
import org.bitsweep.run.ConfigurationException;
import org.bitsweep.stats.Cell;
import org.bitsweep.stats.StatisticsViews;
import org.bitsweep.sweep.FailurePolicy;
import org.bitsweep.sweep.InterruptedSweepException;
import org.bitsweep.sweep.Interruption;
import org.bitsweep.sweep.Sessions;
import org.bitsweep.sweep.SweepConfig;
import org.bitsweep.sweep.SweepEngine;
import org.bitsweep.sweep.SweepOutcome;
import org.bitsweep.sweep.SweepPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bitsweep sweep}: plan, run or resume, then the table. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  submit/bitsweep sweep",
            "  submit/bitsweep sweep conf/paper/mnist.conf dataset.path=data/mnist axes.seed=0..14",
            "  submit/bitsweep sweep my.conf engine.master=local[4] --max-failures 10"
        },
        description = "Runs or resumes a sweep: trains what its store does not have yet, then prints the statistics.")
final class SweepCommand implements Callable<Integer> {
    @Mixin
    private ConfigurationArguments arguments;

    @Option(names = "--format", defaultValue = "human", description = "human or json (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(names = "--retry-failed", description = "Execute runs again that FAILED before.")
    private boolean retryFailed;

    @Option(names = "--retry-quarantined", description = "Execute runs again that were QUARANTINED before.")
    private boolean retryQuarantined;

    @Option(
            names = "--max-failures",
            paramLabel = "N",
            description = "End the sweep once more than N runs have failed or been quarantined.")
    private Integer maxFailures;

    @Override
    public Integer call() throws IOException {
        if (format == Format.CSV) {
            throw new ConfigurationException("--format csv is for rows; sweep prints human or json");
        }
        FailurePolicy policy = new FailurePolicy(
                retryFailed, retryQuarantined, maxFailures == null ? OptionalInt.empty() : OptionalInt.of(maxFailures));
        SweepConfig config = arguments.load();
        SweepPlan plan = SweepPlan.of(config);
        Interruption interruption = new Interruption();
        Signals.stop(interruption);
        Tier tier = Tier.selected();
        try (SparkSession spark = Sessions.open("bitsweep " + config.name(), config.master(), config.spark())) {
            System.err.println(config.name() + ": " + Figures.runs(plan.size()) + " planned, on "
                    + spark.sparkContext().master() + ", kernels " + tier.name() + " (" + tier.reason() + ")");
            SweepOutcome outcome = run(new SweepEngine(spark, config, plan, policy, interruption));
            if (format == Format.JSON) {
                printJson(outcome);
            } else {
                printTable(spark, config.store(), outcome);
            }
            outcome.stopped()
                    .ifPresent(reason -> System.err.println("stopped: " + reason + "; the same command continues"));
            return outcome.failed() + outcome.quarantined() > 0
                            || outcome.stopped().isPresent()
                    ? Failures.SOME_RUNS_FAILED
                    : 0;
        } catch (InterruptedSweepException e) {
            return e.exitStatus();
        }
    }

    /** Says that a sweep was stopped before Spark is, which takes a moment. */
    private static SweepOutcome run(SweepEngine engine) {
        try {
            return engine.run(SweepProgress::open);
        } catch (InterruptedSweepException e) {
            System.err.println("bitsweep: " + e.getMessage());
            throw e;
        }
    }

    private static void printJson(SweepOutcome outcome) {
        ObjectNode json = Json.object();
        json.put("sweep", outcome.sweep());
        json.put("store", outcome.store());
        json.put("planned", outcome.planned());
        json.put("skipped", outcome.skipped());
        json.put("ok", outcome.ok());
        json.put("failed", outcome.failed());
        json.put("quarantined", outcome.quarantined());
        json.put("seconds", outcome.seconds());
        Json.print(json);
    }

    private static void printTable(SparkSession spark, String given, SweepOutcome outcome) {
        StatisticsViews views = new StatisticsViews(spark, outcome.store());
        System.err.println(summary(outcome));
        System.out.println();
        System.out.println(GroupTable.render(views.headline(Cell.PUBLISHED).collectAsList(), Cell.PUBLISHED));
        System.out.println();
        FailureList.print(spark);
        String store = Quoting.shell(given);
        System.out.println("store  " + store);
        System.out.println(
                "next   " + Installation.command() + " sql " + store
                        + " \"SELECT epoch, avg(train_loss), avg(bdm), avg(entropy) FROM epochs GROUP BY epoch ORDER BY epoch\"");
    }

    private static String summary(SweepOutcome outcome) {
        if (outcome.skipped() == outcome.planned()) {
            return outcome.sweep() + ": every run was there already, nothing was trained";
        }
        return String.format(
                Locale.ROOT,
                "%s: trained %s in %.1f s%s",
                outcome.sweep(),
                Figures.runs(outcome.ok()),
                outcome.seconds(),
                outcome.skipped() > 0 ? ", " + outcome.skipped() + " were there already" : "");
    }
}
