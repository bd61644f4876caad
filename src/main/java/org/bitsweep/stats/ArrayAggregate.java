package org.bitsweep.stats;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.ImplicitCastInputTypes;
import org.apache.spark.sql.catalyst.expressions.aggregate.ImperativeAggregate;
import org.apache.spark.sql.catalyst.expressions.aggregate.TypedImperativeAggregate;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/** An {@link ArrayFunction} as Spark's planner knows aggregate functions. */
final class ArrayAggregate<B> extends TypedImperativeAggregate<B> implements ImplicitCastInputTypes, Serializable {
    private static final long serialVersionUID = 1;

    private final ArrayFunction<B> function;
    private final Seq<Expression> arguments;
    private final int mutableOffset;
    private final int inputOffset;

    private ArrayAggregate(ArrayFunction<B> function, Seq<Expression> arguments, int mutableOffset, int inputOffset) {
        this.function = function;
        this.arguments = arguments;
        this.mutableOffset = mutableOffset;
        this.inputOffset = inputOffset;
    }

    /** Makes a function known to a session under its name. */
    static <B> void register(SparkSession spark, ArrayFunction<B> function) {
        ((org.apache.spark.sql.classic.SparkSession) spark)
                .sessionState()
                .functionRegistry()
                .createOrReplaceTempFunction(
                        function.name(),
                        new AbstractFunction1<Seq<Expression>, Expression>() {
                            @Override
                            public Expression apply(Seq<Expression> arguments) {
                                return new ArrayAggregate<>(function, checked(function, arguments), 0, 0);
                            }
                        },
                        "scala_udf");
    }

    private static Seq<Expression> checked(ArrayFunction<?> function, Seq<Expression> arguments) {
        if (arguments.size() != function.inputs().size()) {
            throw new IllegalArgumentException(
                    function.name() + " takes " + function.inputs().size() + " arguments, not " + arguments.size());
        }
        return arguments;
    }

    @Override
    public B createAggregationBuffer() {
        return function.zero();
    }

    @Override
    public B update(B gathered, InternalRow row) {
        Object[] values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments.apply(i).eval(row);
        }
        function.add(gathered, new GenericInternalRow(values));
        return gathered;
    }

    @Override
    public B merge(B gathered, B others) {
        function.merge(gathered, others);
        return gathered;
    }

    @Override
    public Object eval(B gathered) {
        return function.result(gathered);
    }

    @Override
    public byte[] serialize(B gathered) {
        return function.serialize(gathered);
    }

    @Override
    public B deserialize(byte[] bytes) {
        return function.deserialize(bytes);
    }

    @Override
    public Seq<AbstractDataType> inputTypes() {
        List<AbstractDataType> types = List.copyOf(function.inputs());
        return CollectionConverters.asScala(types).toSeq();
    }

    @Override
    public DataType dataType() {
        return function.output();
    }

    @Override
    public boolean nullable() {
        return true;
    }

    @Override
    public String prettyName() {
        return function.name();
    }

    @Override
    public Seq<Expression> children() {
        return arguments;
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
        return new ArrayAggregate<>(function, children, mutableOffset, inputOffset);
    }

    @Override
    public int mutableAggBufferOffset() {
        return mutableOffset;
    }

    @Override
    public ImperativeAggregate withNewMutableAggBufferOffset(int offset) {
        return new ArrayAggregate<>(function, arguments, offset, inputOffset);
    }

    @Override
    public int inputAggBufferOffset() {
        return inputOffset;
    }

    @Override
    public ImperativeAggregate withNewInputAggBufferOffset(int offset) {
        return new ArrayAggregate<>(function, arguments, mutableOffset, offset);
    }

    @Override
    public int productArity() {
        return 4;
    }

    @Override
    public Object productElement(int n) {
        return switch (n) {
            case 0 -> function.name();
            case 1 -> arguments;
            case 2 -> mutableOffset;
            case 3 -> inputOffset;
            default -> throw new IndexOutOfBoundsException(n);
        };
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof ArrayAggregate;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ArrayAggregate<?> same
                && function.name().equals(same.function.name())
                && arguments.equals(same.arguments)
                && mutableOffset == same.mutableOffset
                && inputOffset == same.inputOffset;
    }

    /** The tree computes it of the product's elements. */
    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
