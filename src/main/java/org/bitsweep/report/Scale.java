package org.bitsweep.report;

import java.util.Arrays;
import java.util.List;

/**
 * The least and the greatest of some values, NaN if there are none.
 *
 * @param low in bits, as is {@code high}
 */
record Scale(double low, double high) {
    static Scale of(List<double[]> values) {
        double low = Double.NaN;
        double high = Double.NaN;
        for (double[] some : values) {
            for (double value : some) {
                if (!Double.isNaN(value)) {
                    low = Double.isNaN(low) ? value : Math.min(low, value);
                    high = Double.isNaN(high) ? value : Math.max(high, value);
                }
            }
        }
        return new Scale(low, high);
    }

    /** Of the values that there are. */
    static double mean(double[] values) {
        return Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    /** Where a value lies: 0 is low, 1 is high. */
    double place(double value) {
        return (value - low) / Math.max(high - low, Double.MIN_NORMAL);
    }
}
