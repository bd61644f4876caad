package org.bitsweep.stats;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Row;
import scala.collection.Seq;

/**
 * What a row says of one run: numbers and names.
 *
 * @param values a {@link Double} or {@link String} each, or null
 */
record RunValues(String runKey, Object[] values) {
    private static final int NULL = 0;
    private static final int NUMBER = 1;
    private static final int TEXT = 2;

    /** The values of a row whose first one is the run's key. */
    static RunValues of(Row row) {
        Object[] values = new Object[row.size() - 1];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.get(i + 1);
        }
        return new RunValues(row.getString(0), values);
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(runKey);
        out.writeByte(values.length);
        for (Object value : values) {
            if (value instanceof Double number) {
                out.writeByte(NUMBER);
                out.writeDouble(number);
            } else if (value instanceof String text) {
                out.writeByte(TEXT);
                out.writeUTF(text);
            } else {
                out.writeByte(NULL);
            }
        }
    }

    static RunValues read(DataInput in) throws IOException {
        String runKey = in.readUTF();
        Object[] values = new Object[in.readByte()];
        for (int i = 0; i < values.length; i++) {
            switch (in.readByte()) {
                case NUMBER -> values[i] = in.readDouble();
                case TEXT -> values[i] = in.readUTF();
                default -> values[i] = null;
            }
        }
        return new RunValues(runKey, values);
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
