package org.bitsweep.stats;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Gathers two series of each run: the arguments are a run's key and its series, the value is the series of all runs in the
 * order of their keys, as bytes that other functions read ({@link #pairs}).
 */
record PackedRuns() implements ArrayFunction<List<PackedRuns.Run>> {
    private static final DataType SERIES = DataTypes.createArrayType(DataTypes.DoubleType);

    /** Two series of one length. */
    record Run(UTF8String key, double[] x, double[] y) {
        private int size() {
            return 8 + key.numBytes() + 16 * x.length;
        }
    }

    @Override
    public String name() {
        return "packed_runs";
    }

    @Override
    public List<DataType> inputs() {
        return List.of(DataTypes.StringType, SERIES, SERIES);
    }

    @Override
    public DataType output() {
        return DataTypes.BinaryType;
    }

    @Override
    public List<Run> zero() {
        return new ArrayList<>();
    }

    @Override
    public void add(List<Run> runs, InternalRow row) {
        if (!row.isNullAt(0) && !row.isNullAt(1) && !row.isNullAt(2)) {
            double[] x = row.getArray(1).toDoubleArray();
            double[] y = row.getArray(2).toDoubleArray();
            if (x.length != y.length) {
                throw new IllegalArgumentException("series of " + x.length + " and " + y.length + " values");
            }
            runs.add(new Run(row.getUTF8String(0).copy(), x, y));
        }
    }

    @Override
    public void merge(List<Run> runs, List<Run> others) {
        runs.addAll(others);
    }

    @Override
    public Object result(List<Run> runs) {
        List<Run> sorted = new ArrayList<>(runs);
        sorted.sort(Comparator.comparing(Run::key));
        return serialize(sorted);
    }

    @Override
    public byte[] serialize(List<Run> runs) {
        ByteBuffer bytes = ByteBuffer.allocate(
                Math.toIntExact(4 + runs.stream().mapToLong(Run::size).sum()));
        bytes.putInt(runs.size());
        for (Run run : runs) {
            byte[] key = run.key.getBytes();
            bytes.putInt(key.length).put(key).putInt(run.x.length);
            bytes.asDoubleBuffer().put(run.x).put(run.y);
            bytes.position(bytes.position() + 16 * run.x.length);
        }
        return bytes.array();
    }

    @Override
    public List<Run> deserialize(byte[] bytes) {
        return runs(bytes);
    }

    private static List<Run> runs(byte[] packed) {
        ByteBuffer bytes = ByteBuffer.wrap(packed);
        int count = bytes.getInt();
        List<Run> runs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] key = new byte[bytes.getInt()];
            bytes.get(key);
            int length = bytes.getInt();
            double[] x = new double[length];
            double[] y = new double[length];
            bytes.asDoubleBuffer().get(x).get(y);
            bytes.position(bytes.position() + 16 * length);
            runs.add(new Run(UTF8String.fromBytes(key), x, y));
        }
        return runs;
    }

    /** The series of runs that were gathered; none of null. */
    static List<SeriesPair> pairs(byte[] packed) {
        return packed == null
                ? List.of()
                : runs(packed).stream().map(run -> new SeriesPair(run.x, run.y)).toList();
    }
}
