package org.bitsweep.stats;

import java.util.Arrays;
import java.util.Locale;
import org.bitsweep.bits.Logarithm;

/** What is done to a run's series over epochs before it is correlated. */
enum Preparation {
    /** Nothing. */
    RAW {
        @Override
        double[] transform(double[] series) {
            return series;
        }
    },
    /** As published: log1p, Gaussian smoothing with a standard deviation of one epoch, scaled to 0 .. 1. */
    SMOOTHED {
        @Override
        double[] transform(double[] series) {
            return Series.smooth(logs(series));
        }

        @Override
        double[] checked(double[] series, double[] transformed) {
            return Series.minMax(transformed);
        }
    },
    /** What is left without the least-squares line through it. */
    DETRENDED {
        @Override
        double[] transform(double[] series) {
            return Series.detrend(series);
        }
    },
    /** The differences of successive values: one value less. */
    DIFFERENCED {
        @Override
        double[] transform(double[] series) {
            return Series.differences(series);
        }
    };

    /** @throws IllegalArgumentException if there is none of this name; says which there are */
    static Preparation of(String name) {
        return Names.of(Preparation.class, name, "preparation");
    }

    /** The prepared series; null if it is constant or empty, or has a value that is not finite. */
    double[] of(double[] series) {
        return checked(series, transform(series));
    }

    /**
     * Why a series cannot be correlated: {@code not finite} or {@code constant}; null if it can.
     *
     * @param prepared what {@link #of} gives for it
     */
    String flaw(double[] series, double[] prepared) {
        if (prepared != null) {
            return null;
        }
        return Arrays.stream(transform(series)).allMatch(Double::isFinite) ? "constant" : "not finite";
    }

    abstract double[] transform(double[] series);

    /** A transformed series varies if it does by more than rounding of the original values would make it. */
    double[] checked(double[] series, double[] transformed) {
        return Series.varies(transformed, Series.largest(series)) ? transformed : null;
    }

    private static double[] logs(double[] series) {
        double[] logs = new double[series.length];
        for (int i = 0; i < logs.length; i++) {
            // Our logarithm is for finite values of its domain only.
            logs[i] = series[i] > -1 && series[i] <= Double.MAX_VALUE ? Logarithm.log1p(series[i]) : Double.NaN;
        }
        return logs;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
