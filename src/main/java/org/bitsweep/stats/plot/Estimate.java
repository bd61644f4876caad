package org.bitsweep.stats.plot;

/** A value with its interval; each null where it is not defined. */
public record Estimate(Double value, Double low, Double high) {
    boolean isDefined() {
        return value != null;
    }

    boolean hasInterval() {
        return low != null && high != null;
    }
}
