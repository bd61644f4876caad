package org.bitsweep.cli;

import java.util.List;

/** Says on stderr what a command could not read of a store. */
final class Damage {
    private Damage() {}

    /**
     * Prints it.
     *
     * @param damage one sentence for each damaged file or log record
     * @return the exit status of a command that has printed the rest
     */
    static int status(List<String> damage) {
        if (damage.isEmpty()) {
            return 0;
        }
        damage.forEach(sentence -> System.err.println("bitsweep: " + sentence));
        System.err.println(
                "bitsweep: what is printed is without these runs; 'compact --drop-damaged' takes them out, and"
                        + " then the sweep trains them again");
        return Failures.STORE;
    }
}
