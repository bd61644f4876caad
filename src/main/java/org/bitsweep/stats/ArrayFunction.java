package org.bitsweep.stats;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;

/**
 * An aggregate function whose arguments or values are long arrays of numbers: it takes them as Spark has them, because
 * objects for each number would cost more than all of the statistics.
 *
 * @param <B> what is gathered of a group's rows
 */
interface ArrayFunction<B> extends Serializable {
    String name();

    List<DataType> inputs();

    DataType output();

    B zero();

    /** @param arguments one row: an element for each of the inputs */
    void add(B gathered, InternalRow arguments);

    void merge(B gathered, B others);

    /** The value, as Spark has it inside. */
    Object result(B gathered);

    byte[] serialize(B gathered);

    B deserialize(byte[] bytes);
}
