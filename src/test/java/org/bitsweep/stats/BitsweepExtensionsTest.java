package org.bitsweep.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.bitsweep.SharedSpark;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.bits.Rng;
import org.bitsweep.complexity.BlockCounts;
import org.bitsweep.complexity.BlockShape;
import org.bitsweep.complexity.Compressor;
import org.bitsweep.ctm.CtmTables;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The session that tests share knows the functions by the one setting {@link BitsweepExtensions#SETTING}. */
class BitsweepExtensionsTest {
    private static SparkSession spark;

    @BeforeAll
    static void open() {
        spark = SharedSpark.session();
    }

    @Test
    void arraysAndPackedBinariesGiveTheLibrarysValues() throws IOException {
        BitMatrix matrix = new BitMatrix(10, 13);
        Rng rng = Rng.stream(1, "test");
        String bits = IntStream.range(0, 130)
                .mapToObj(i -> {
                    boolean one = rng.nextInt(2) == 1;
                    matrix.set(i / 13, i % 13, one);
                    return one ? "1" : "0";
                })
                .collect(Collectors.joining(","));
        StringBuilder hex = new StringBuilder();
        for (byte packed : Compressor.packed(matrix)) {
            hex.append(String.format("%02x", packed));
        }
        BlockCounts counts = new BlockCounts(new BlockShape(4, 4));
        counts.add(matrix);
        double bdm = counts.bdm(CtmTables.load("2d"));

        Row row = spark.sql("SELECT bdm(array(" + bits + "), 10, 13), bdm(X'" + hex + "', 10, 13),"
                        + " block_entropy(transform(array(" + bits + "), b -> b = 1), 10, 13),"
                        + " block_entropy(X'" + hex + "', 10, 13), bdm(NULL, 10, 13)")
                .first();

        assertThat(row.getDouble(0)).isEqualTo(bdm);
        assertThat(row.getDouble(1)).isEqualTo(bdm);
        assertThat(row.getDouble(2)).isCloseTo(counts.entropy(), within(0.0));
        assertThat(row.getDouble(3)).isEqualTo(counts.entropy());
        assertThat(row.isNullAt(4)).isTrue();
    }

    @Test
    void aTableOfMatricesIsMeasuredRowByRow() {
        assertThat(spark.sql("SELECT SUM(block_entropy(m, 4, 8)) FROM (SELECT transform(sequence(1, 32),"
                                + " i -> IF((i - 1) % 8 < 4, 0, 1)) AS m FROM range(10))")
                        .first()
                        .getDouble(0))
                .isEqualTo(10.0);
    }

    @Test
    void wrongArgumentsAreNamed() {
        assertThatThrownBy(() -> spark.sql("SELECT bdm(array(0, 1), 4, 4)").collect())
                .hasStackTraceContaining("2 elements for 4 x 4 bits, expected 16");
        assertThatThrownBy(
                        () -> spark.sql("SELECT bdm(array(0, 2, 0, 1), 2, 2)").collect())
                .hasStackTraceContaining("an element is 2");
        assertThatThrownBy(() -> spark.sql("SELECT bdm(array(0, 1))").collect())
                .hasStackTraceContaining("three arguments");
    }
}
