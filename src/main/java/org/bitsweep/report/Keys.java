package org.bitsweep.report;

import java.util.Collection;
import java.util.stream.Collectors;

/** Conditions on keys, which are hexadecimal digits. */
final class Keys {
    private Keys() {}

    /** The condition that a column is one of some keys; true of no row if there are none. */
    static String in(String column, Collection<String> keys) {
        if (keys.isEmpty()) {
            return "false";
        }
        return keys.stream()
                .map(key -> "'" + key.replaceAll("[^0-9A-Za-z_-]", "") + "'")
                .collect(Collectors.joining(", ", column + " IN (", ")"));
    }
}
