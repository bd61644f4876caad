package org.bitsweep.cli;

/** Text as a shell reads it back. */
final class Quoting {
    private Quoting() {}

    static String shell(String text) {
        return text.matches("[\\w@%+=:,./~-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
