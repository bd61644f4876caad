package org.bitsweep.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;
import org.bitsweep.Oracle;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.ctm.CtmTables;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** BDM and block entropy with the published CTM table, where it is at hand. */
class PublishedBdmTest {
    private static final Path DATA = Path.of("../shared/data");
    private static final Path TABLE = DATA.resolve("ctm/pybdm-b2-d4x4.tsv.gz");
    private static final Path STRINGS = DATA.resolve("ctm/pybdm-b2-d12.tsv.gz");
    private static final Path GOLDEN = DATA.resolve("bdm/golden.tsv");
    private static final BlockShape SQUARE = new BlockShape(4, 4);

    private static final JsonNode SMALL = Oracle.read(PublishedBdmTest.class, "bdm_small.json");

    private static CtmTable table;

    @BeforeAll
    static void load() throws IOException {
        assumeTrue(Files.exists(TABLE), "skipped: there is no reference data at " + TABLE.toAbsolutePath());
        table = CtmTables.load(TABLE.toString());
    }

    /** Computed with PyBDM 0.1.0; an empty field is a value that is not defined. */
    @TestFactory
    List<DynamicTest> everyRowOfTheGoldenFileHasItsFourValues() throws IOException {
        assumeTrue(Files.exists(GOLDEN), "skipped: there is no reference data at " + GOLDEN.toAbsolutePath());
        List<DynamicTest> tests = Files.readAllLines(GOLDEN).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .map(row -> DynamicTest.dynamicTest(row[0] + ", " + row[1], () -> check(row)))
                .toList();
        assertThat(tests).hasSize(123);
        return tests;
    }

    private static void check(String[] row) throws IOException {
        boolean string = row[2].equals("1");
        CtmTable values = string ? CtmTables.load(STRINGS.toString()) : table;
        BlockShape block = string ? new BlockShape(1, 12) : SQUARE;
        Decomposition decomposition = new Decomposition(block, Partition.of(row[1], 1, 1));
        BlockCounts counts = new BlockCounts(decomposition);
        counts.add(BitMatrix.parse(row[3].split("-")));
        Normalization normalization = new Normalization(decomposition, values);
        double bdm = counts.bdm(values);
        double entropy = counts.entropy();
        double expected = Double.parseDouble(row[4]);
        // PyBDM adds floats one by one: its own sum of 300,000 bits is 2e-9 off the exact one.
        assertThat(bdm).as("bdm").isCloseTo(expected, within(Math.max(1e-9, 1e-14 * expected)));
        assertThat(entropy).as("entropy").isCloseTo(Double.parseDouble(row[6]), within(1e-9));
        check("nbdm", normalization.bdm(counts, bdm), row[5]);
        check("nentropy", normalization.entropy(counts, entropy), row[7]);
    }

    private static void check(String name, OptionalDouble value, String expected) {
        if (expected.isEmpty()) {
            assertThat(value).as(name).isEmpty();
        } else {
            assertThat(value).as(name).isPresent();
            assertThat(value.getAsDouble()).as(name).isCloseTo(Double.parseDouble(expected), within(1e-9));
        }
    }

    @TestFactory
    List<DynamicTest> everySmallMatrixHasItsCountsBdmAndEntropy() {
        return StreamSupport.stream(SMALL.get("matrices").spliterator(), false)
                .map(matrix -> DynamicTest.dynamicTest(
                        matrix.get("height") + " x " + matrix.get("width"),
                        () -> check(counted(parse(matrix)), matrix)))
                .toList();
    }

    @Test
    void theSmallMatricesTogetherHaveTheirCountsBdmAndEntropy() {
        BitMatrix[] all = StreamSupport.stream(SMALL.get("matrices").spliterator(), false)
                .map(PublishedBdmTest::parse)
                .toArray(BitMatrix[]::new);

        check(counted(all), SMALL.get("pooled"));
    }

    private static void check(BlockCounts counts, JsonNode expected) {
        Map<Integer, Integer> blocks = new HashMap<>();
        expected.get("counts")
                .fields()
                .forEachRemaining(entry -> blocks.put(
                        Integer.parseInt(
                                new StringBuilder(entry.getKey()).reverse().toString(), 2),
                        entry.getValue().asInt()));
        assertThat(counts.total()).isEqualTo(expected.get("blocks").asLong());
        assertThat(counts.distinct()).isEqualTo(expected.get("distinct").asInt());
        blocks.forEach((block, count) -> assertThat(counts.count(block)).isEqualTo(count));
        assertThat(counts.bdm(table)).isCloseTo(expected.get("bdm").asDouble(), within(1e-9));
        assertThat(counts.entropy()).isCloseTo(expected.get("entropy_bits").asDouble(), within(1e-12));
    }

    private static BitMatrix parse(JsonNode matrix) {
        return BitMatrix.parse(StreamSupport.stream(matrix.get("rows").spliterator(), false)
                .map(JsonNode::asText)
                .toArray(String[]::new));
    }

    private static BlockCounts counted(BitMatrix... matrices) {
        BlockCounts counts = new BlockCounts(SQUARE);
        for (BitMatrix matrix : matrices) {
            counts.add(matrix);
        }
        return counts;
    }
}
