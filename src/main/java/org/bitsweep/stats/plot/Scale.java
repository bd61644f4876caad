package org.bitsweep.stats.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where values of an axis are in a picture, and its ticks at round values.
 *
 * @param least end of the axis; its common logarithm if the axis is logarithmic
 * @param most the other end, likewise
 * @param from where the least value is in the picture
 * @param to where the greatest value is
 */
record Scale(double least, double most, double from, double to, boolean isLogarithmic) {
    private static final int TICKS = 7;

    /** A linear scale. */
    Scale(double least, double most, double from, double to) {
        this(least, most, from, to, false);
    }

    /** A linear scale over values and a little more; one around the value if there is only one, 0 .. 1 if there is none. */
    static Scale over(List<Double> values, double from, double to) {
        return over(values, from, to, false);
    }

    /** A scale over values and a little more. */
    static Scale over(List<Double> values, double from, double to, boolean isLogarithmic) {
        double least = values.stream()
                .mapToDouble(v -> position(v, isLogarithmic))
                .min()
                .orElse(0);
        double most = values.stream()
                .mapToDouble(v -> position(v, isLogarithmic))
                .max()
                .orElse(1);
        double margin = most > least ? 0.05 * (most - least) : Math.max(0.5, 0.05 * Math.abs(most));
        return new Scale(least - margin, most + margin, from, to, isLogarithmic);
    }

    private static double position(double value, boolean isLogarithmic) {
        return isLogarithmic ? Math.log10(value) : value;
    }

    double at(double value) {
        return from + (position(value, isLogarithmic) - least) / (most - least) * (to - from);
    }

    List<Double> ticks() {
        return isLogarithmic ? logarithmicTicks() : linearTicks();
    }

    private List<Double> linearTicks() {
        double step = step();
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(least / step); i * step <= most; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** Powers of ten, not more than there is room for; 1, 2 and 5 times these where they are few. */
    private List<Double> logarithmicTicks() {
        int[] heads = most - least < 2 ? new int[] {1, 2, 5} : new int[] {1};
        int step = (int) Math.max(1, Math.ceil((most - least) / TICKS));
        List<Double> ticks = new ArrayList<>();
        for (int power = Math.floorDiv((int) Math.floor(least), step) * step; power <= most; power += step) {
            for (int head : heads) {
                double logarithm = power + Math.log10(head);
                if (logarithm >= least && logarithm <= most) {
                    ticks.add(head * Math.pow(10, power));
                }
            }
        }
        return ticks;
    }

    /** A tick's value with as many decimals as the steps need. */
    String label(double tick) {
        if (isLogarithmic) {
            return tick >= 1e5 || tick < 1e-3
                    ? String.format(Locale.ROOT, "%.0e", tick)
                    : String.format(
                            Locale.ROOT, "%." + Math.max(0, (int) Math.ceil(-Math.log10(tick) - 1e-9)) + "f", tick);
        }
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
