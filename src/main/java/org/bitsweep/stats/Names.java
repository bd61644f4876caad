package org.bitsweep.stats;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names of constants as they are written in SQL: in lower case. */
final class Names {
    private Names() {}

    /** @throws IllegalArgumentException if there is none of this name; says which there are */
    static <E extends Enum<E>> E of(Class<E> type, String name, String what) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("there is no " + what + " \"" + name + "\", expected "
                + Arrays.stream(type.getEnumConstants())
                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
    }
}
