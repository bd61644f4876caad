package org.bitsweep.cli;

import java.io.PrintStream;
import java.util.Locale;
import org.bitsweep.forge.ForgeProgress;

/** Progress of an enumeration on stderr: one line that is rewritten on a terminal, a line every 30 s otherwise. */
final class ForgeConsole implements ForgeProgress {
    private static final long NANOS = 1_000_000_000L;
    private static final int BAR = 30;

    private final PrintStream out;
    private final boolean terminal;
    private long start;
    private long spoken;
    private int bundles;
    private int resumed;
    private int done;

    ForgeConsole(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void started(int bundles, int resumed) {
        this.bundles = bundles;
        this.resumed = resumed;
        this.done = resumed;
        this.start = System.nanoTime();
        this.spoken = start;
        if (resumed > 0) {
            out.println("going on: " + resumed + " of " + bundles + " tasks were finished before");
        }
    }

    @Override
    public void advanced() {
        done++;
        waiting();
    }

    @Override
    public void waiting() {
        long now = System.nanoTime();
        if (now - spoken < (terminal ? NANOS / 5 : 30 * NANOS)) {
            return;
        }
        spoken = now;
        String line = line((now - start) * 1e-9);
        if (terminal) {
            out.print('\r' + line);
            out.flush();
        } else {
            out.println(line);
        }
    }

    @Override
    public void ended() {
        if (terminal && spoken != start) {
            out.println('\r' + line((System.nanoTime() - start) * 1e-9));
        }
    }

    private String line(double seconds) {
        int now = done - resumed;
        String left = now == 0 ? "?" : duration(seconds * (bundles - done) / now);
        String bar = "#".repeat(bundles == 0 ? BAR : BAR * done / bundles);
        return String.format(
                Locale.ROOT,
                "%s%d of %d tasks, %s, about %s left   ",
                terminal ? String.format(Locale.ROOT, "[%-" + BAR + "s] ", bar) : "",
                done,
                bundles,
                duration(seconds),
                left);
    }

    private static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
    }
}
