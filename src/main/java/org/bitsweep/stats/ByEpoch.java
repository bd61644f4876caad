package org.bitsweep.stats;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Aggregator;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The aggregate function that makes series of the rows of one run: its arguments are an epoch and one or more numbers, its
 * value the epochs in ascending order and the numbers in the order of their epochs. Arrays of numbers instead of a list of
 * rows: that is what makes large stores affordable.
 */
final class ByEpoch extends Aggregator<Row, Object, Row> {
    private static final long serialVersionUID = 1;

    private final String[] names;

    /** @param names of the numbers */
    ByEpoch(String... names) {
        this.names = names;
    }

    /** The types of the arguments. */
    Encoder<Row> inputEncoder() {
        StructType input = new StructType().add("epoch", DataTypes.IntegerType);
        for (String name : names) {
            input = input.add(name, DataTypes.DoubleType);
        }
        return Encoders.row(input);
    }

    @Override
    public Object zero() {
        return new Points(names.length);
    }

    @Override
    public Object reduce(Object points, Row row) {
        ((Points) points).add(row);
        return points;
    }

    @Override
    public Object merge(Object points, Object others) {
        ((Points) points).add((Points) others);
        return points;
    }

    @Override
    public Row finish(Object points) {
        return ((Points) points).sorted();
    }

    @Override
    public Encoder<Object> bufferEncoder() {
        return Encoders.javaSerialization(Object.class);
    }

    @Override
    public Encoder<Row> outputEncoder() {
        StructType output = new StructType().add("epochs", DataTypes.createArrayType(DataTypes.IntegerType, false));
        for (String name : names) {
            output = output.add(name, DataTypes.createArrayType(DataTypes.DoubleType, false));
        }
        return Encoders.row(output);
    }

    private static final class Points implements Serializable {
        private static final long serialVersionUID = 1;

        private int count;
        private int[] epochs = new int[32];
        private double[][] values;

        Points(int width) {
            values = new double[width][32];
        }

        void add(Row row) {
            reserve(1);
            epochs[count] = row.getInt(0);
            for (int i = 0; i < values.length; i++) {
                values[i][count] = row.isNullAt(i + 1) ? Double.NaN : row.getDouble(i + 1);
            }
            count++;
        }

        void add(Points others) {
            reserve(others.count);
            System.arraycopy(others.epochs, 0, epochs, count, others.count);
            for (int i = 0; i < values.length; i++) {
                System.arraycopy(others.values[i], 0, values[i], count, others.count);
            }
            count += others.count;
        }

        private void reserve(int more) {
            if (count + more > epochs.length) {
                int length = Math.max(count + more, 2 * epochs.length);
                epochs = Arrays.copyOf(epochs, length);
                for (int i = 0; i < values.length; i++) {
                    values[i] = Arrays.copyOf(values[i], length);
                }
            }
        }

        Row sorted() {
            int[] order = order();
            Object[] columns = new Object[1 + values.length];
            columns[0] = Arrays.stream(order).map(i -> epochs[i]).toArray();
            for (int i = 0; i < values.length; i++) {
                double[] series = new double[count];
                for (int at = 0; at < count; at++) {
                    series[at] = values[i][order[at]];
                }
                columns[1 + i] = series;
            }
            return RowFactory.create(columns);
        }

        /** The rows of a run nearly always come in order. */
        private int[] order() {
            IntStream places = IntStream.range(0, count);
            return IntStream.range(1, count).allMatch(i -> epochs[i - 1] <= epochs[i])
                    ? places.toArray()
                    : places.boxed()
                            .sorted(Comparator.comparingInt(i -> epochs[i]))
                            .mapToInt(i -> i)
                            .toArray();
        }
    }
}
