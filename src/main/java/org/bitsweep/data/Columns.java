package org.bitsweep.data;

import java.util.List;

/** Columns of a table by name or number. */
public final class Columns {
    private static final int MOST_NAMED = 20;

    private Columns() {}

    /**
     * Finds a column.
     *
     * @param source of the table, for messages
     * @param wanted a name; or a number from 0, or backwards from -1, the last one
     * @throws IllegalArgumentException if there is none
     */
    public static int find(String source, String wanted, List<String> names) {
        int named = names.indexOf(wanted);
        if (named >= 0) {
            return named;
        }
        if (wanted.matches("-?\\d{1,9}")) {
            int number = Integer.parseInt(wanted);
            int column = number < 0 ? names.size() + number : number;
            if (column >= 0 && column < names.size()) {
                return column;
            }
        }
        String some = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
        throw new IllegalArgumentException("dataset.label is " + wanted + ", expected one of the " + names.size()
                + " columns of " + source + " by name or number: " + some
                + (names.size() > MOST_NAMED ? ", …" : ""));
    }
}
