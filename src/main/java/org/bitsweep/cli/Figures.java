package org.bitsweep.cli;

import java.util.Locale;
import org.apache.spark.sql.Row;

/** Numbers of a row as people read them; a dash for what is not defined. */
final class Figures {
    private Figures() {}

    static String number(Row row, String column, String format) {
        Double value = row.getAs(column);
        return value == null ? "–" : String.format(Locale.ROOT, format, value);
    }

    static String percent(Row row, String column, String format) {
        Double value = row.getAs(column);
        return value == null ? "–" : String.format(Locale.ROOT, format, 100 * value);
    }

    static String runs(long count) {
        return count == 1 ? "1 run" : count + " runs";
    }

    /** How many runs are correlated, and of how many if that is not all. */
    static String runs(long correlated, long all) {
        return correlated == all ? Long.toString(all) : correlated + " of " + all;
    }

    /** A value, and its interval from the columns of the same name with {@code _low} and {@code _high}. */
    static String interval(Row row, String column) {
        String value = number(row, column, "%.3f");
        String low = number(row, column + "_low", "%.3f");
        String high = number(row, column + "_high", "%.3f");
        return low.equals("–") ? value : value + " [" + low + ", " + high + "]";
    }
}
