package org.bitsweep.run.probes;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The settings of a probe, as they were written. */
record ProbeSettings(Map<String, String> written) {
    /** @throws IllegalArgumentException if one is there that the probe does not know */
    void requireKnown(String... names) {
        Set<String> unknown = new TreeSet<>(written.keySet());
        Arrays.asList(names).forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no setting " + String.join(", ", unknown) + ", expected " + String.join(", ", names));
        }
    }

    /** A whole number; {@code usual} if it is not given. */
    int integer(String name, int usual, int least, int most) {
        String text = written.get(name);
        try {
            int value = text == null ? usual : Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number out of range.
        }
        throw new IllegalArgumentException(name + " is " + text + ", expected " + least + " to " + most);
    }

    /** A number; {@code usual} if it is not given. */
    double number(String name, double usual, double least, double most) {
        String text = written.get(name);
        try {
            double value = text == null ? usual : Double.parseDouble(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number out of range.
        }
        throw new IllegalArgumentException(name + " is " + text + ", expected a number from " + least + " to " + most);
    }

    /** One of an enum's values, in lower case with hyphens; {@code usual} if it is not given. */
    <E extends Enum<E>> E choice(String name, E usual) {
        String text = written.get(name);
        if (text == null) {
            return usual;
        }
        for (E value : usual.getDeclaringClass().getEnumConstants()) {
            if (value.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
                return value;
            }
        }
        throw new IllegalArgumentException(name + " is " + text + ", expected one of "
                + Arrays.toString(usual.getDeclaringClass().getEnumConstants())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-'));
    }

    /** A text; {@code usual} if it is not given. */
    String text(String name, String usual) {
        return written.getOrDefault(name, usual);
    }
}
