package org.bitsweep.cli;

/** Spans of time for people. */
final class Durations {
    private Durations() {}

    /** For example {@code 42 s}, {@code 3 min 20 s} or {@code 5 h 4 min}. */
    static String text(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        if (whole < 3600) {
            return whole / 60 + " min " + whole % 60 + " s";
        }
        return whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }
}
