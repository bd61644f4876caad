package org.bitsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bitsweep.SharedSpark;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.ctm.CtmTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CtmCommandsTest {
    @TempDir
    private Path folder;

    /** Published: 6,088 halting pairs and 22 strings of D(2). */
    @Test
    void enumerateWritesATableAndSaysWhatItCounted() throws IOException {
        Path out = folder.resolve("d2.tsv.gz");
        Captured captured = Captured.run(
                "ctm",
                "enumerate",
                "--dim",
                "1",
                "--states",
                "2",
                "--steps",
                "20",
                "--out",
                out.toString(),
                "--master",
                "local[2]",
                "--format",
                "json");
        assertThat(captured.status()).as(captured.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(captured.out());
        assertThat(json.get("dim").asInt()).isEqualTo(1);
        assertThat(json.get("states").asInt()).isEqualTo(2);
        assertThat(json.get("steps").asInt()).isEqualTo(20);
        assertThat(json.get("machines").asLong()).isEqualTo(10_000);
        assertThat(json.get("halting").asLong()).isEqualTo(6088);
        assertThat(json.get("distinct").asInt()).isEqualTo(22);
        assertThat(json.get("tasks").asInt()).isPositive();
        assertThat(json.get("seconds").asDouble()).isPositive();
        CtmTable table = CtmTables.load(out.toString());
        // 2,000 of the 6,088 outputs are the string 0: 10,000 / 5 machines halt at once, half of them writing 0, for
        // either blank; all other outputs have at least two cells.
        assertThat(table.values(1, 1)[0] * CtmTable.UNIT)
                .isEqualTo(table.values(1, 1)[1] * CtmTable.UNIT)
                .isCloseTo(-Math.log(2000 / 6088.0) / Math.log(2), within(1e-12));
        assertThat(folder.toFile().list()).containsExactly("d2.tsv.gz");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 0 | 9 | out.tsv | 2 | a machine needs at least 1 state, not 0",
                "1 | 2 | 0 | out.tsv | 2 | the step bound must be at least 1, not 0",
                "1 | 7 | 500 | out.tsv | 2 | 7 states are too many for exact counts",
                "2 | 6 | 200 | out.tsv | 2 | 6 states are too many for exact counts",
                "1 | 2 | 9 | no/such/out.tsv | 2 | cannot write"
            })
    void aBadArgumentIsOneSentence(int dim, int states, int steps, String out, int status, String sentence) {
        Captured captured = Captured.run(
                "ctm",
                "enumerate",
                "--dim",
                "" + dim,
                "--states",
                "" + states,
                "--steps",
                "" + steps,
                "--out",
                folder.resolve(out).toString());
        assertThat(captured.status()).isEqualTo(status);
        assertThat(captured.err().lines()).hasSize(1);
        assertThat(captured.err()).startsWith("bitsweep: ").contains(sentence);
        assertThat(captured.out()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void showTellsCountAndRankAndImages() throws IOException {
        Captured captured = Captured.run("ctm", "show", "001", "--format", "json");
        assertThat(captured.status()).as(captured.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(captured.out());
        assertThat(json.get("table").asText()).isEqualTo("1d");
        assertThat(json.get("produced").asBoolean()).isTrue();
        assertThat(json.get("ranked").asInt()).isEqualTo(8);
        // 000 and 111 come before 001, 011, 100 and 110, which come before 010 and 101.
        assertThat(json.get("rank").asInt()).isEqualTo(3);
        assertThat(json.get("images")).hasSize(3);
        assertThat(json.get("images").get(0).get("ctm")).isEqualTo(json.get("ctm"));
    }

    @Test
    void showSaysWhenABlockWasNeverProduced() {
        Captured captured = Captured.run("ctm", "show", "000110100111");
        assertThat(captured.status()).as(captured.err()).isZero();
        assertThat(captured.out()).contains("never produced");
    }

    @Test
    void rowsOfDifferentLengthAreRefused() {
        Captured captured = Captured.run("ctm", "show", "01", "011");
        assertThat(captured.status()).isEqualTo(2);
        assertThat(captured.err()).contains("'01' has 2 cells and '011' has 3");
    }

    @Test
    void aTableEqualsItsExport() throws IOException {
        Path tsv = folder.resolve("table.tsv");
        Path plot = folder.resolve("plot.svg");
        assertThat(Captured.run("ctm", "export", "1d-n5", "--out", tsv.toString())
                        .status())
                .isZero();
        assertThat(CtmTables.load(tsv.toString()).digest())
                .isEqualTo(CtmTables.load("1d-n5").digest());

        Captured captured =
                Captured.run("ctm", "compare", "1d-n5", tsv.toString(), "--plot", plot.toString(), "--format", "json");
        assertThat(captured.status()).as(captured.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(captured.out());
        assertThat(json).hasSize(12);
        assertThat(json.get(0).get("pearson").isNull()).isTrue();
        assertThat(json.get(11).get("spearman").asDouble()).isEqualTo(1, within(1e-12));
        assertThat(json.get(11).get("rms_difference").asDouble()).isZero();
        assertThat(Files.readString(plot)).startsWith("<svg").endsWith("</svg>\n");
    }

    @Test
    void sparkReadsTheParquetFileOfATable() {
        Path parquet = folder.resolve("table.parquet");
        assertThat(Captured.run("ctm", "export", "1d-n5", "--out", parquet.toString())
                        .status())
                .isZero();
        var rows = SharedSpark.session().read().parquet(parquet.toString());
        assertThat(rows.columns()).containsExactly("shape", "rows", "cols", "block", "ctm", "count");
        assertThat(rows.count()).isEqualTo(8188);
        assertThat(rows.filter("block = '000' and count > 0").count()).isEqualTo(1);
    }
}
