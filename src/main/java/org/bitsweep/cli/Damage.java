package org.bitsweep.cli;

import org.bitsweep.stats.StatisticsViews;

/** Says on stderr what a command could not read of a store. */
final class Damage {
    private Damage() {}

    /** @return the exit status of a command that has printed the rest */
    static int status(StatisticsViews views) {
        views.damage().forEach(sentence -> System.err.println("bitsweep: " + sentence));
        if (views.damage().isEmpty()) {
            return 0;
        }
        System.err.println(
                "bitsweep: what is printed is without these rows; 'compact --drop-damaged' takes them out, and"
                        + " then the sweep trains their runs again");
        return Failures.STORE;
    }
}
