package org.bitsweep.ctm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CtmTableTest {
    private static final long BIT = 1L << 40;

    @Test
    void cellsAreNumberedRowByRowFromTheLowestBit() throws IOException {
        CtmTable table = table("shape\tblock\tctm\n2x3\t100000\t1\n2x3\t000100\t2\n2x3\t000001\t3\n");
        assertThat(table.values(2, 3)[0b000001]).isEqualTo(BIT);
        assertThat(table.values(2, 3)[0b001000]).isEqualTo(2 * BIT);
        assertThat(table.values(2, 3)[0b100000]).isEqualTo(3 * BIT);
    }

    @Test
    void blocksNeverProducedHaveTheLargestValueOfTheirShapePlusOneBit() throws IOException {
        CtmTable table = table("# comment\nshape\tblock\tctm\n2\t00\t3.5\n2\t10\t4.25\n1\t0\t9\n");
        assertThat(table.dim()).isEqualTo(1);
        assertThat(table.values(1, 2)).containsExactly(7 * BIT / 2, 17 * BIT / 4, 21 * BIT / 4, 21 * BIT / 4);
        assertThat(table.produced(1, 2, 0b01)).isTrue();
        assertThat(table.produced(1, 2, 0b10)).isFalse();
        assertThat(table.coverage(1, 2)).isEqualTo(0.5);
        assertThat(table.shapes()).containsExactly(new Shape(1, 1), new Shape(1, 2));
    }

    @Test
    void aShapeThatIsNotThereIsNamed() throws IOException {
        CtmTable table = table("shape\tblock\tctm\n2x2\t0000\t3.5\n");
        assertThat(table.has(4, 4)).isFalse();
        assertThatThrownBy(() -> table.values(4, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the CTM table 'test.tsv' has no values for blocks of shape 4x4; it has 2x2");
    }

    @Test
    void columnsMayComeInAnyOrderWithOthersBetweenThem() throws IOException {
        CtmTable table = table("ctm\tcount\tblock\tshape\n2.5\t7\t1\t1\n");
        assertThat(table.values(1, 1)).containsExactly(7 * BIT / 2, 5 * BIT / 2);
    }

    @Test
    void theDigestDependsOnTheValuesOnly() throws IOException {
        CtmTable one = table("shape\tblock\tctm\n1\t0\t2\n1\t1\t3\n");
        CtmTable same =
                CtmTables.load("other", path -> stream("# made elsewhere\nshape\tblock\tctm\n1\t1\t3.0\n1\t0\t2\n"));
        CtmTable other = table("shape\tblock\tctm\n1\t0\t2\n1\t1\t4\n");
        assertThat(same.digest()).isEqualTo(one.digest()).hasSize(64);
        assertThat(other.digest()).isNotEqualTo(one.digest());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aWrittenTableReadsBackWithItsValues(boolean gzip) throws IOException {
        Distribution distribution = Distribution.of(new MachineSpace(2, 3, 30));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TableWriter.write(distribution, 16, "a command", "0", gzip, bytes);
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        TableWriter.write(distribution, 16, "a command", "0", gzip, again);
        assertThat(again.toByteArray()).isEqualTo(bytes.toByteArray());
        CtmTable table = CtmTables.load("x", path -> new ByteArrayInputStream(bytes.toByteArray()));
        for (int block = 0; block < 16; block++) {
            long count = distribution.count(2, 2, block);
            assertThat(table.produced(2, 2, block)).isEqualTo(count > 0);
            if (count > 0) {
                assertThat(table.values(2, 2)[block]).isEqualTo(Math.round(distribution.ctm(count) * BIT));
            }
        }
    }

    @Test
    void aTableSurvivesSerialisation() throws Exception {
        CtmTable table = table("shape\tblock\tctm\n1\t0\t2\n1\t1\t3\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(table);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            CtmTable copy = (CtmTable) in.readObject();
            assertThat(copy.digest()).isEqualTo(table.digest());
            assertThat(copy.values(1, 1)).isEqualTo(table.values(1, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1\t0\tabc|line 2: 'abc' is no CTM value in bits",
                "1\t0\t-1|line 2: a CTM value lies between 0 and 1048576 bits, not at -1",
                "1\t0\tNaN|line 2: a CTM value lies between 0 and 1048576 bits, not at NaN",
                "2x2\t000\t1|line 2: the block has 3 cells, its shape 2x2 has 4",
                "2\t0a\t1|line 2: '0a' is no block of the characters 0 and 1",
                "2y2\t0000\t1|line 2: '2y2' is no shape; a shape is written 12 or 4x4",
                "0\t\t1|line 2: a shape has at least one column, not 0",
                "1\t0|line 2: the row has 2 fields instead of 3",
                "1\t0\t1\n1\t0\t1|line 3: block 0 of shape 1 occurs twice",
                "1\t0\t1\n1x1\t0\t1|line 3: shape 1x1 has dimension 2, the rows before it have 1"
            })
    void aBadRowIsNamedByFileAndLine(String rowAndMessage) {
        String[] parts = rowAndMessage.split("\\|");
        assertThatThrownBy(() -> table("shape\tblock\tctm\n" + parts[0] + "\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("test.tsv, " + parts[1]);
    }

    @Test
    void aFileWithoutTheColumnsOrWithoutRowsIsRefused() {
        assertRefused(() -> table("block\tctm\n0\t1\n"), "test.tsv, line 1: the columns must be named");
        assertRefused(() -> table("shape\tblock\tctm\n"), "test.tsv holds no CTM value");
        assertRefused(() -> table(""), "test.tsv holds no CTM value");
    }

    @Test
    void aMissingFileIsNamedWithTheShippedTables() {
        assertThatThrownBy(() -> CtmTables.load("/nowhere/table.tsv"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no CTM table '/nowhere/table.tsv'")
                .hasMessageContaining("2d-n4");
    }

    @Test
    void aShapeOfWhichTooLittleWasMeasuredIsRefused() throws IOException {
        CtmTable table = CtmTables.load("2d-n4");
        assertThat(table.coverage(4, 4)).isEqualTo(60016 / 65536.0);
        assertThat(table.covers(4, 4)).isFalse();
        assertThat(table.covers(3, 4)).isTrue();
        table.requireCovered(3, 4);
        assertThatThrownBy(() -> table.requireCovered(4, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the CTM table '2d-n4' covers 91.6 % of the blocks of shape 4x4 (60016 of 65536), less than"
                        + " the 95 % that BDM needs; force uses it all the same");
    }

    @Test
    void publishedTablesLoad() throws IOException {
        Path path = Path.of("../shared/data/ctm/pybdm-b2-d4x4.tsv.gz");
        Assumptions.assumeTrue(Files.exists(path), "reference data is not there: " + path);
        CtmTable table = CtmTables.load(path.toString());
        assertThat(table.coverage(4, 4)).isEqualTo(1);
        assertThat(Arrays.stream(table.values(1, 1)).toArray())
                .containsOnly(Math.round(2.435020316021033 / CtmTable.UNIT));
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    private static CtmTable table(String text) throws IOException {
        return CtmTables.load("test.tsv", path -> stream(text));
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
