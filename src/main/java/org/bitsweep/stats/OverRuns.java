package org.bitsweep.stats;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Aggregator;

/**
 * An aggregate function over runs: it sees all of them together, in the order of their keys, so that its value does not
 * depend on how rows are spread over machines. Its first argument is the run's key; rows where that is null are no runs.
 */
final class OverRuns<T> extends Aggregator<Row, Object, T> {
    private static final long serialVersionUID = 1;

    /** What the function makes of the runs. */
    interface Body<T> extends Function<List<RunValues>, T>, Serializable {}

    private final Encoder<T> output;
    private final Body<T> body;

    OverRuns(Encoder<T> output, Body<T> body) {
        this.output = output;
        this.body = body;
    }

    @Override
    public Object zero() {
        return new Gathered();
    }

    @Override
    public Object reduce(Object runs, Row row) {
        if (!row.isNullAt(0)) {
            ((Gathered) runs).runs.add(RunValues.of(row));
        }
        return runs;
    }

    @Override
    public Object merge(Object runs, Object others) {
        ((Gathered) runs).runs.addAll(((Gathered) others).runs);
        return runs;
    }

    @Override
    public T finish(Object runs) {
        List<RunValues> sorted = new ArrayList<>(((Gathered) runs).runs);
        sorted.sort(Comparator.comparing(RunValues::runKey));
        return body.apply(sorted);
    }

    @Override
    public Encoder<Object> bufferEncoder() {
        return Encoders.javaSerialization(Object.class);
    }

    @Override
    public Encoder<T> outputEncoder() {
        return output;
    }

    /** The runs so far. It writes itself, because Java's own way takes longer for records than all statistics do. */
    private static final class Gathered implements Serializable {
        private static final long serialVersionUID = 1;

        private transient List<RunValues> runs = new ArrayList<>();

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.writeInt(runs.size());
            for (RunValues run : runs) {
                run.write(out);
            }
        }

        private void readObject(ObjectInputStream in) throws IOException {
            int count = in.readInt();
            runs = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                runs.add(RunValues.read(in));
            }
        }
    }
}
