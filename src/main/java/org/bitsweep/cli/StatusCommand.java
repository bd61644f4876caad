package org.bitsweep.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.bitsweep.run.ConfigurationException;
import org.bitsweep.sweep.StoreStatus;
import org.bitsweep.sweep.store.LeaseHolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bitsweep status}: how far a sweep is, from any terminal. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  submit/bitsweep status results/demo"},
        description = "Says what a store has, and how far the sweep is that writes to it, if there is one.")
final class StatusCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "STORE", description = "The folder of a result store.")
    private String store;

    @Option(names = "--format", defaultValue = "human", description = "human or json (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Override
    public Integer call() {
        if (format == Format.CSV) {
            throw new ConfigurationException("--format csv is for rows; status prints human or json");
        }
        StoreStatus status = StoreStatus.read(store);
        if (format == Format.JSON) {
            printJson(status);
        } else {
            printText(status);
        }
        return Damage.status(status.damage());
    }

    private static void printJson(StoreStatus status) {
        ObjectNode json = Json.object();
        json.put("store", status.store());
        json.put("done", status.ok() + status.failed() + status.quarantined());
        json.put("ok", status.ok());
        json.put("failed", status.failed());
        json.put("quarantined", status.quarantined());
        ObjectNode running = json.putObject("sweep");
        if (status.running().isPresent()) {
            StoreStatus.Running sweep = status.running().get();
            running.put("name", sweep.sweep());
            running.put("planned", sweep.planned());
            running.put("done", sweep.done());
            running.put("failed", sweep.failed());
            running.put("running", sweep.running());
            running.put("runs_per_second", sweep.runsPerSecond());
            running.put("seconds_left", sweep.secondsLeft());
        } else {
            json.putNull("sweep");
        }
        if (status.writer().isPresent()) {
            LeaseHolder holder = status.writer().get();
            ObjectNode writer = json.putObject("writer");
            writer.put("driver", holder.driver());
            writer.put("host", holder.host());
            writer.put("pid", holder.pid());
            writer.put("seconds_since_heartbeat", holder.secondsSinceHeartbeat());
            writer.put("alive", holder.alive());
        } else {
            json.putNull("writer");
        }
        Json.print(json);
    }

    private static void printText(StoreStatus status) {
        System.out.println("store    " + status.store());
        System.out.println("runs     " + status.ok() + " OK, " + status.failed() + " FAILED, " + status.quarantined()
                + " QUARANTINED");
        System.out.println(
                "writer   " + status.writer().map(StatusCommand::writer).orElse("none"));
        status.running().ifPresent(sweep -> {
            System.out.println(String.format(
                    Locale.ROOT,
                    "sweep    %s: %d of %d runs done, %d failed, %d running, %.1f runs/s, about %s left",
                    sweep.sweep(),
                    sweep.done(),
                    sweep.planned(),
                    sweep.failed(),
                    sweep.running(),
                    sweep.runsPerSecond(),
                    Durations.text(sweep.secondsLeft())));
        });
    }

    private static String writer(LeaseHolder holder) {
        return "process " + holder.pid() + " on " + holder.host()
                + (holder.alive() ? "" : ", which is dead; the next sweep takes over");
    }
}
