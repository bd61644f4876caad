package org.bitsweep.sweep;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.bitsweep.run.Configuration;
import org.bitsweep.run.ConfigurationException;
import org.bitsweep.run.Settings;

/**
 * A sweep as its author wrote it.
 *
 * @param bundleSeconds the most seconds that one Spark task is planned for
 * @param bundles a fixed number of tasks instead
 * @param runTimeLimit time after which a run is ended
 * @param spark further settings of Spark, without their leading {@code spark.}
 */
public record SweepConfig(
        String name,
        String store,
        String master,
        double bundleSeconds,
        OptionalInt bundles,
        Optional<Duration> runTimeLimit,
        Map<String, String> spark,
        Axes axes,
        Configuration configuration) {
    private static final Pattern MASTER =
            Pattern.compile("local(\\[(\\*|[1-9]\\d*)(, *\\d+)?])?|local-cluster\\[.*]|spark://.+|yarn|k8s://.+");

    /** @throws ConfigurationException if a setting of the sweep itself is wrong */
    public static SweepConfig of(Configuration configuration) {
        Settings settings = configuration.settings();
        String name = settings.text("name");
        if (!name.matches("\\w[\\w.-]{0,99}")) {
            throw settings.wrong(
                    "name", "at most 100 letters, digits, dots, dashes and underscores, a letter or digit first");
        }
        String master = settings.text("engine.master");
        if (!MASTER.matcher(master).matches()) {
            throw settings.wrong("engine.master", "local[*], local[2], spark://HOST:PORT, yarn or k8s://URL");
        }
        double bundleSeconds = settings.number("engine.bundle-seconds");
        if (!(bundleSeconds > 0)) {
            throw settings.wrong("engine.bundle-seconds", "a positive number of seconds");
        }
        OptionalInt bundles = settings.optionalInteger("engine.bundles");
        if (bundles.isPresent() && bundles.getAsInt() < 1) {
            throw settings.wrong("engine.bundles", "1 or more");
        }
        return new SweepConfig(
                name,
                settings.optionalText("store").orElse("results/" + name),
                master,
                bundleSeconds,
                bundles,
                settings.optionalTime("engine.run-time-limit"),
                settings.flattened("engine.spark"),
                Axes.parse(configuration.axes()),
                configuration);
    }
}
