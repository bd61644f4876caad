package org.bitsweep.stats;

import java.io.Serializable;
import java.util.Map;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.ScalaUDF;
import org.apache.spark.sql.types.DataTypes;
import scala.Function1;
import scala.Function3;
import scala.Option;
import scala.Tuple3;
import scala.collection.immutable.Nil$;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction3;
import scala.runtime.BoxedUnit;

/**
 * The SQL functions {@code bdm(bits, rows, cols)} and {@code block_entropy(bits, rows, cols)} for any Spark session, a
 * Thrift server or a notebook, by one setting:
 * {@code spark.sql.extensions=org.bitsweep.stats.BitsweepExtensions}.
 *
 * <p>{@code bits} is an array of 0 and 1 or of booleans, row by row, or binary, packed row by row without gaps from the
 * highest bit of the first byte on ({@code numpy.packbits}). Values are in bits, for 4x4 blocks, the partition
 * <i>ignore</i> and the shipped table {@code 2d}; null if an argument is null.
 */
public final class BitsweepExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
    /** The setting that brings the functions into a session, without its leading {@code spark.}. */
    public static final Map<String, String> SETTING = Map.of("sql.extensions", BitsweepExtensions.class.getName());

    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        inject(
                extensions,
                "bdm",
                "BDM, in bits, of a matrix of bits: 4x4 blocks, partition ignore",
                new Measure(MatrixMeasure.BDM));
        inject(
                extensions,
                "block_entropy",
                "Shannon entropy, in bits, of the 4x4 blocks of a matrix of bits",
                new Measure(MatrixMeasure.BLOCK_ENTROPY));
        return BoxedUnit.UNIT;
    }

    private static void inject(
            SparkSessionExtensions extensions,
            String name,
            String description,
            Function3<Object, Object, Object, Object> function) {
        ExpressionInfo info = new ExpressionInfo(
                BitsweepExtensions.class.getName(), null, name, "_FUNC_(bits, rows, cols) - " + description, "");
        extensions.injectFunction(new Tuple3<>(new FunctionIdentifier(name), info, builder(name, function)));
    }

    private static Function1<Seq<Expression>, Expression> builder(
            String name, Function3<Object, Object, Object, Object> function) {
        return new AbstractFunction1<>() {
            @Override
            public Expression apply(Seq<Expression> arguments) {
                if (arguments.size() != 3) {
                    throw new IllegalArgumentException(
                            name + " takes three arguments (bits, rows, cols), not " + arguments.size());
                }
                return new ScalaUDF(
                        function,
                        DataTypes.DoubleType,
                        arguments,
                        emptySeq(),
                        Option.empty(),
                        Option.apply(name),
                        true,
                        true);
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static <T> Seq<T> emptySeq() {
        return (Seq<T>) (Seq<?>) Nil$.MODULE$;
    }

    private static final class Measure extends AbstractFunction3<Object, Object, Object, Object>
            implements Serializable {
        private static final long serialVersionUID = 1;

        private final MatrixMeasure measure;

        Measure(MatrixMeasure measure) {
            this.measure = measure;
        }

        @Override
        public Object apply(Object bits, Object rows, Object cols) {
            return measure.of(bits, rows, cols);
        }
    }
}
