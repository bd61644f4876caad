package org.bitsweep.stats.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where values of an axis are in a picture, and its ticks at round values. */
record Scale(double least, double most, double from, double to) {
    private static final int TICKS = 5;

    /** A scale over values and a little more; one around the value if there is only one, 0 .. 1 if there is none. */
    static Scale over(List<Double> values, double from, double to) {
        double least = values.stream().mapToDouble(v -> v).min().orElse(0);
        double most = values.stream().mapToDouble(v -> v).max().orElse(1);
        double margin = most > least ? 0.05 * (most - least) : Math.max(0.5, 0.05 * Math.abs(most));
        return new Scale(least - margin, most + margin, from, to);
    }

    double at(double value) {
        return from + (value - least) / (most - least) * (to - from);
    }

    List<Double> ticks() {
        double step = step();
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(least / step); i * step <= most; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** A tick's value with as many decimals as the steps need. */
    String label(double tick) {
        int decimals = Math.max(0, (int) Math.ceil(-Math.log10(step()) - 1e-9));
        return String.format(Locale.ROOT, "%." + decimals + "f", tick == 0 ? 0.0 : tick);
    }

    private double step() {
        double rough = (most - least) / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double head = rough / power;
        return power * (head <= 1 ? 1 : head <= 2 ? 2 : head <= 5 ? 5 : 10);
    }
}
