package org.bitsweep.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bitsweep.nn.EpochSummary;
import org.bitsweep.nn.TrainingListener;

/**
 * A probe that harms the run of one seed, in the way that its settings say: {@code probes.custom.poison { kind = poison,
 * loop = 7 }}. Runs of other seeds have one measure, which is harmless.
 */
public final class PoisonProbe implements ProbeProvider {
    /** The ways, and what each does to a run. */
    public enum Poison {
        EXCEPTION(measurements -> {
            throw new IllegalStateException("poisoned");
        }),
        NAN(measurements -> measurements.add(1, Measurements.WHOLE_NETWORK, "nothing", Double.NaN)),
        LOOP(measurements -> {
            while (true) {
                Thread.onSpinWait();
            }
        }),
        WAIT(measurements -> {
            Object never = new Object();
            synchronized (never) {
                never.wait();
            }
        }),
        MEMORY(measurements -> {
            List<long[]> hoard = new ArrayList<>();
            while (true) {
                hoard.add(new long[1 << 24]);
            }
        }),
        EXIT(measurements -> System.exit(3)),
        HALT(measurements -> Runtime.getRuntime().halt(4)),
        STACK(measurements -> deeper(1));

        private final Act act;

        Poison(Act act) {
            this.act = act;
        }
    }

    @FunctionalInterface
    private interface Act {
        void harm(Measurements measurements) throws InterruptedException;
    }

    @Override
    public String kind() {
        return "poison";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void check(Map<String, String> settings) {
        settings.forEach((way, seed) -> {
            Poison.valueOf(way.toUpperCase(Locale.ROOT));
            Long.parseLong(seed);
        });
    }

    @Override
    public TrainingListener open(Map<String, String> settings, long seed, Measurements measurements) {
        return new TrainingListener() {
            @Override
            public void epochEnded(EpochSummary epoch) {
                measurements.add(epoch.epoch(), Measurements.WHOLE_NETWORK, "epoch", epoch.epoch());
                settings.forEach((way, victim) -> {
                    if (epoch.epoch() == 1 && Long.parseLong(victim) == seed) {
                        harm(Poison.valueOf(way.toUpperCase(Locale.ROOT)), measurements);
                    }
                });
            }
        };
    }

    private static void harm(Poison poison, Measurements measurements) {
        try {
            poison.act.harm(measurements);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while it waited", e);
        }
    }

    private static int deeper(int depth) {
        return deeper(depth + 1) + 1;
    }
}
