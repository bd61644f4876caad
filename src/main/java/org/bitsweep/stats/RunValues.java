package org.bitsweep.stats;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;
import scala.collection.Seq;

/**
 * What a row says of one run: numbers and names.
 *
 * @param values a {@link Double} or {@link String} each, or null
 */
record RunValues(String runKey, Object[] values) implements Serializable {
    /** The values of a row whose first one is the run's key. */
    static RunValues of(Row row) {
        Object[] values = new Object[row.size() - 1];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.get(i + 1);
        }
        return new RunValues(row.getString(0), values);
    }

    /** The number at a place; NaN for null. */
    double number(int place) {
        return values[place] == null ? Double.NaN : (Double) values[place];
    }

    String text(int place) {
        return (String) values[place];
    }

    /** The numbers at a place that are defined, of some runs. */
    static double[] numbers(List<RunValues> runs, int place) {
        return runs.stream()
                .mapToDouble(run -> run.number(place))
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }

    /** The numbers of an SQL array; NaN for null. */
    static double[] doubles(Seq<?> series) {
        double[] array = new double[series.size()];
        int at = 0;
        for (scala.collection.Iterator<?> values = series.iterator(); values.hasNext(); at++) {
            Double value = (Double) values.next();
            array[at] = value == null ? Double.NaN : value;
        }
        return array;
    }
}
