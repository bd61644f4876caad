package org.bitsweep.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.bitsweep.run.PlannedRun;
import org.bitsweep.sweep.SweepConfig;
import org.bitsweep.sweep.SweepPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bitsweep plan}: what a sweep would run. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Says what a sweep would run, and starts nothing.")
final class PlanCommand implements Callable<Integer> {
    private static final int SHOWN = 10;

    @Mixin
    private ConfigurationArguments arguments;

    @Override
    public Integer call() {
        SweepConfig config = arguments.load();
        SweepPlan plan = SweepPlan.of(config);
        System.out.println(config.name() + ": " + plan.size() + " runs, store " + config.store());
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
        System.out.println(table.render());
        if (plan.size() > SHOWN) {
            System.out.println("… and " + (plan.size() - SHOWN) + " more");
        }
        return 0;
    }
}
