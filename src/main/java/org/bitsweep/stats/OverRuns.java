package org.bitsweep.stats;

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
        return new ArrayList<RunValues>();
    }

    @Override
    public Object reduce(Object runs, Row row) {
        if (!row.isNullAt(0)) {
            runs(runs).add(RunValues.of(row));
        }
        return runs;
    }

    @Override
    public Object merge(Object runs, Object others) {
        runs(runs).addAll(runs(others));
        return runs;
    }

    @Override
    public T finish(Object runs) {
        List<RunValues> sorted = new ArrayList<>(runs(runs));
        sorted.sort(Comparator.comparing(RunValues::runKey));
        return body.apply(sorted);
    }

    @SuppressWarnings("unchecked")
    private static List<RunValues> runs(Object runs) {
        return (List<RunValues>) runs;
    }

    @Override
    public Encoder<Object> bufferEncoder() {
        return Encoders.javaSerialization(Object.class);
    }

    @Override
    public Encoder<T> outputEncoder() {
        return output;
    }
}
