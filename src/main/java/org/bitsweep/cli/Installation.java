package org.bitsweep.cli;

import java.nio.file.Path;

/** What the launcher tells about itself. */
final class Installation {
    private Installation() {}

    /** The folder of the project. */
    static Path home() {
        return Path.of(System.getProperty("bitsweep.home", ""));
    }

    /** How the user calls bitsweep, to be repeated in hints. */
    static String command() {
        return System.getProperty("bitsweep.command", "bitsweep");
    }

    /** Whether a person watches stderr; the launcher knows, the JVM cannot tell. */
    static boolean isTerminal() {
        return Boolean.getBoolean("bitsweep.terminal");
    }

    /** Width of the terminal in characters. */
    static int columns() {
        return Integer.getInteger("bitsweep.columns", 100);
    }
}
