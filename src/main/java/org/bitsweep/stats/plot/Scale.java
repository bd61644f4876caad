package org.bitsweep.stats.plot;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;

/**
 * Where values of an axis are in a picture, and its ticks at round values.
 *
 * @param least end of the axis; its common logarithm if the axis is logarithmic
 * @param most the other end, likewise
 * @param from where the least value is in the picture
 * @param to where the greatest value is
 * @param isLogarithmic whether equal steps are equal factors
 */
record Scale(double least, double most, double from, double to, boolean isLogarithmic) {
    private static final int TICKS = 7;
    private static final int LEAST_TICKS = 3;
    private static final int MOST_DECIMALS = 4;

    /** A linear scale. */
    Scale(double least, double most, double from, double to) {
        this(least, most, from, to, false);
    }

    /** A linear scale over values and a little more. */
    static Scale over(List<Double> values, double from, double to) {
        return over(values, from, to, false);
    }

    /** A scale over values and a little more; one around the value if there is only one, 0 .. 1 if there is none. */
    static Scale over(List<Double> values, double from, double to, boolean isLogarithmic) {
        if (values.isEmpty()) {
            return new Scale(0, 1, from, to);
        }
        DoubleSummaryStatistics ends = values.stream()
                .mapToDouble(value -> position(value, isLogarithmic))
                .summaryStatistics();
        double least = ends.getMin();
        double most = ends.getMax();
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
        return hasPowers() ? powers() : linear().linearTicks();
    }

    /** Whether powers of ten, or 1, 2 and 5 times these, are ticks enough. */
    private boolean hasPowers() {
        return isLogarithmic && powers().size() >= LEAST_TICKS;
    }

    /** The linear scale with the same ends. */
    private Scale linear() {
        return isLogarithmic ? new Scale(Math.pow(10, least), Math.pow(10, most), from, to) : this;
    }

    private List<Double> linearTicks() {
        double step = step();
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(least / step); i * step <= most; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    private List<Double> powers() {
        int[] heads = most - least < 3 ? new int[] {1, 2, 5} : new int[] {1};
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

    /** A tick's value with as many digits as it takes to tell it from its neighbours. */
    String label(double tick) {
        return hasPowers() ? label(tick, tick) : linear().label(tick, linear().step());
    }

    /** The value to the last digit of the step. */
    private String label(double tick, double step) {
        double largest = isLogarithmic ? tick : Math.max(Math.abs(least), Math.abs(most));
        int decimals = Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
        if (largest >= 1e7 || decimals > MOST_DECIMALS) {
            int digits = Math.max(0, (int) Math.ceil(Math.log10(largest / step) - 1e-9));
            return String.format(Locale.ROOT, "%." + digits + "e", tick == 0 ? 0.0 : tick);
        }
        return String.format(Locale.ROOT, "%." + decimals + "f", tick == 0 ? 0.0 : tick);
    }

    private double step() {
        double rough = (most - least) / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double head = rough / power;
        return power * (head <= 1 ? 1 : head <= 2 ? 2 : head <= 5 ? 5 : 10);
    }
}
