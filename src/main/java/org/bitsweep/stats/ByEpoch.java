package org.bitsweep.stats;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Makes series of the rows of one run: the arguments are an epoch and one or more numbers, the value the epochs in
 * ascending order and the numbers in the order of their epochs. A number that is null is no number (NaN) in its series.
 *
 * @param columns names of the numbers
 */
record ByEpoch(String name, List<String> columns) implements ArrayFunction<ByEpoch.Points> {
    @Override
    public List<DataType> inputs() {
        return Stream.concat(
                        Stream.<DataType>of(DataTypes.IntegerType),
                        columns.stream().map(column -> DataTypes.DoubleType))
                .toList();
    }

    @Override
    public DataType output() {
        StructType output = new StructType().add("epochs", DataTypes.createArrayType(DataTypes.IntegerType, false));
        for (String column : columns) {
            output = output.add(column, DataTypes.createArrayType(DataTypes.DoubleType, false));
        }
        return output;
    }

    @Override
    public Points zero() {
        return new Points(columns.size(), 16);
    }

    @Override
    public void add(Points points, InternalRow row) {
        points.reserve(1);
        points.epochs[points.count] = row.getInt(0);
        for (int i = 0; i < points.values.length; i++) {
            points.values[i][points.count] = row.isNullAt(i + 1) ? Double.NaN : row.getDouble(i + 1);
        }
        points.count++;
    }

    @Override
    public void merge(Points points, Points others) {
        points.reserve(others.count);
        System.arraycopy(others.epochs, 0, points.epochs, points.count, others.count);
        for (int i = 0; i < points.values.length; i++) {
            System.arraycopy(others.values[i], 0, points.values[i], points.count, others.count);
        }
        points.count += others.count;
    }

    @Override
    public Object result(Points points) {
        int[] order = points.order();
        Object[] fields = new Object[1 + points.values.length];
        fields[0] = UnsafeArrayData.fromPrimitiveArray(
                Arrays.stream(order).map(i -> points.epochs[i]).toArray());
        for (int i = 0; i < points.values.length; i++) {
            double[] series = new double[points.count];
            for (int at = 0; at < series.length; at++) {
                series[at] = points.values[i][order[at]];
            }
            fields[1 + i] = UnsafeArrayData.fromPrimitiveArray(series);
        }
        return new GenericInternalRow(fields);
    }

    @Override
    public byte[] serialize(Points points) {
        int count = points.count;
        ByteBuffer bytes = ByteBuffer.allocate(4 + count * (4 + 8 * points.values.length));
        bytes.putInt(count);
        bytes.asIntBuffer().put(points.epochs, 0, count);
        bytes.position(4 + 4 * count);
        for (double[] series : points.values) {
            bytes.asDoubleBuffer().put(series, 0, count);
            bytes.position(bytes.position() + 8 * count);
        }
        return bytes.array();
    }

    @Override
    public Points deserialize(byte[] serialized) {
        ByteBuffer bytes = ByteBuffer.wrap(serialized);
        int count = bytes.getInt();
        Points points = new Points(columns.size(), count);
        points.count = count;
        bytes.asIntBuffer().get(points.epochs, 0, count);
        bytes.position(4 + 4 * count);
        for (double[] series : points.values) {
            bytes.asDoubleBuffer().get(series, 0, count);
            bytes.position(bytes.position() + 8 * count);
        }
        return points;
    }

    /** The rows so far, in the order they came. */
    static final class Points {
        private int count;
        private int[] epochs;
        private final double[][] values;

        private Points(int width, int capacity) {
            epochs = new int[capacity];
            values = new double[width][capacity];
        }

        private void reserve(int more) {
            if (count + more > epochs.length) {
                int capacity = Math.max(count + more, 2 * epochs.length);
                epochs = Arrays.copyOf(epochs, capacity);
                for (int i = 0; i < values.length; i++) {
                    values[i] = Arrays.copyOf(values[i], capacity);
                }
            }
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
