package org.bitsweep.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.bitsweep.Oracle;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.ctm.CtmTables;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionTest {
    private static final Path TABLE = Path.of("../shared/data/ctm/pybdm-b2-d4x4.tsv.gz");

    /** BDM is compared where the published table is at hand; blocks and entropy always. */
    @TestFactory
    List<DynamicTest> everyPartitionCutsAsAnIndependentComputationDoes() {
        JsonNode cases = Oracle.read(PartitionTest.class, "partitions.json").get("cases");
        return StreamSupport.stream(cases.spliterator(), false)
                .map(node -> DynamicTest.dynamicTest(
                        node.get("partition").asText() + " " + node.get("block").asText() + " of "
                                + node.get("rows").size() + "x"
                                + node.get("rows").get(0).asText().length(),
                        () -> check(node)))
                .toList();
    }

    private static void check(JsonNode expected) throws IOException {
        Decomposition decomposition = new Decomposition(
                BlockShape.parse(expected.get("block").asText()),
                Partition.of(
                        expected.get("partition").asText(),
                        expected.get("min_length").asInt(),
                        expected.get("shift").asInt()));
        BitMatrix matrix =
                BitMatrix.parse(StreamSupport.stream(expected.get("rows").spliterator(), false)
                        .map(JsonNode::asText)
                        .toArray(String[]::new));
        BlockCounts counts = new BlockCounts(decomposition);
        counts.add(matrix);

        assertThat(counts.total()).isEqualTo(expected.get("blocks").asLong());
        assertThat(decomposition.blocks(matrix.rows(), matrix.cols())).isEqualTo(counts.total());
        assertThat(counts.distinct()).isEqualTo(expected.get("distinct").asInt());
        assertThat(counts.entropy()).isCloseTo(expected.get("entropy").asDouble(), within(1e-12));
        if (Files.exists(TABLE)) {
            assertThat(counts.bdm(CtmTables.load(TABLE.toString())))
                    .isCloseTo(expected.get("bdm").asDouble(), within(1e-9));
        }
    }

    @Test
    void aTableWithoutTheSmallerBlocksServesWhatNeedsNone() throws IOException {
        Decomposition decomposition = new Decomposition(new BlockShape(2, 2), new Partition.Recursive(1));
        BlockCounts whole = new BlockCounts(decomposition);
        whole.add(new BitMatrix(4, 6));
        BlockCounts rest = new BlockCounts(decomposition);
        rest.add(new BitMatrix(4, 7));
        StringBuilder text = new StringBuilder("shape\tblock\tctm\n");
        for (int block = 0; block < 16; block++) {
            text.append("2x2\t")
                    .append(Integer.toBinaryString(16 + block).substring(1))
                    .append("\t5\n");
        }
        var table = CtmTables.load(
                "squares.tsv", path -> new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.US_ASCII)));

        assertThat(whole.bdm(table)).isCloseTo(5 + Math.log(6) / Math.log(2), within(1e-12));
        assertThatIllegalArgumentException().isThrownBy(() -> rest.bdm(table)).withMessageContaining("minimum length");
    }

    /** Counts are the same whether the distinct blocks are still listed or no longer. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 9})
    void countingManyMatricesIsCountingOneThatHoldsThemAll(int copies) throws IOException {
        var table = CtmTables.load("2d");
        BlockCounts many = new BlockCounts(new BlockShape(3, 3));
        BitMatrix one = SampleMatrix.random(30, 120, 0.4, 7);
        BitMatrix all = new BitMatrix(30 * copies, 120);
        for (int copy = 0; copy < copies; copy++) {
            many.add(one);
            many.entropy();
            System.arraycopy(one.words(), 0, all.words(), copy * one.words().length, one.words().length);
        }
        BlockCounts single = new BlockCounts(new BlockShape(3, 3));
        single.add(all);

        assertThat(many.distinct()).isEqualTo(single.distinct());
        assertThat(many.bdm(table)).isEqualTo(single.bdm(table));
        assertThat(many.entropy()).isEqualTo(single.entropy());
        many.clear();
        many.add(all);
        assertThat(many.bdm(table)).isEqualTo(single.bdm(table));
    }

    @ParameterizedTest
    @CsvSource({"recursive, 0, 1", "correlated, 1, 0", "sliding, 1, 1"})
    void wrongPartitionsAreRefused(String name, int minLength, int shift) {
        assertThatIllegalArgumentException().isThrownBy(() -> Partition.of(name, minLength, shift));
    }
}
