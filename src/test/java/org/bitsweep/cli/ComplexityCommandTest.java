package org.bitsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bitsweep.complexity.BlockCounts;
import org.bitsweep.complexity.BlockShape;
import org.bitsweep.complexity.Decomposition;
import org.bitsweep.complexity.Partition;
import org.bitsweep.ctm.CtmTables;
import org.bitsweep.data.Opener;
import org.bitsweep.data.matrix.MatrixFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComplexityCommandTest {
    private static final String FILES = "src/test/resources/org/bitsweep/data/matrix/";

    @TempDir
    private Path folder;

    @Test
    void jsonHasAnObjectForEveryMatrix() throws IOException {
        JsonNode array = json(FILES + "bool.npy", FILES + "two.npz");

        assertThat(array).hasSize(3);
        assertThat(array.get(2).get("file").asText()).endsWith("two.npz:second");
        JsonNode first = array.get(0);
        BlockCounts counts = counted(new Decomposition(new BlockShape(4, 4), new Partition.Ignore()));
        assertThat(first.get("rows").asInt()).isEqualTo(9);
        assertThat(first.get("cols").asInt()).isEqualTo(21);
        assertThat(first.get("bdm").asDouble()).isEqualTo(counts.bdm(CtmTables.load("2d")));
        assertThat(first.get("entropy").asDouble()).isEqualTo(counts.entropy());
        assertThat(first.get("nbdm").asDouble()).isBetween(0.0, 1.0);
        assertThat(first.get("nentropy").asDouble()).isBetween(0.0, 1.0);
    }

    @Test
    void whatIsNotDefinedIsNullInJsonAndEmptyInCsv() throws IOException {
        JsonNode node = json(FILES + "bool.npy", "--partition", "correlated", "--block", "3x2", "--shift", "2")
                .get(0);
        assertThat(node.get("nbdm").isNull()).isTrue();
        assertThat(node.get("nentropy").isNull()).isTrue();
        BlockCounts counts = counted(new Decomposition(new BlockShape(3, 2), new Partition.Correlated(2)));
        assertThat(node.get("bdm").asDouble()).isEqualTo(counts.bdm(CtmTables.load("2d")));

        Captured csv = Captured.run(
                "complexity", FILES + "bool.npy", "--partition=correlated", "--format=csv", "--columns=rows,nbdm,cols");
        assertThat(csv.out()).isEqualTo("rows,nbdm,cols\n9,,21\n");
    }

    @Test
    void aMatrixIsMeasuredAsAStringToo() throws IOException {
        JsonNode node = json(FILES + "bool.npy", "--dim", "1", "--block", "8", "--partition", "recursive")
                .get(0);

        // 189 cells: 23 strings of 8 and one of 5.
        assertThat(node.get("blocks").asInt()).isEqualTo(24);
        assertThat(node.get("block").asText()).isEqualTo("1x8");
    }

    @Test
    void numbersAreQuantizedIntoPlanes() throws IOException {
        Path file = Files.writeString(folder.resolve("w.csv"), "0,1,2,3\n3,2,1,0\n0,0,1,1\n2,2,3,3\n");
        JsonNode planes = json(file.toString(), "--bits", "2", "--permutations", "3");

        assertThat(planes).hasSize(2);
        double sum =
                planes.get(0).get("bdm").asDouble() + planes.get(1).get("bdm").asDouble();
        assertThat(planes.get(0).get("qubd").asDouble()).isCloseTo(sum, within(1e-9));
        assertThat(planes.get(1).get("plane").asInt()).isEqualTo(1);
        assertThat(planes.get(1).get("ones").asInt()).isEqualTo(8);
        assertThat(planes.get(1).get("qubd_percent").asDouble()).isPositive();
    }

    @Test
    void aMapShowsLocalComplexityBesideThePerturbation() throws IOException {
        Path map = folder.resolve("map.png");
        Captured captured = Captured.run("complexity", FILES + "bool.npy", "--map", map.toString());

        assertThat(captured.status()).isZero();
        new MatrixFile(map.toString(), Opener.local()).bits(null, image -> {
            // 12 pixels a cell, so that the image is about 256 pixels wide on each side.
            assertThat(image.bits().rows()).isEqualTo(9 * 12);
            assertThat(image.bits().cols()).isEqualTo(2 * 21 * 12 + 8);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "objects.npy | pickled",
                "interlaced.png | interlaced",
                "none.npy | no such file",
                "half.npy | more than two different numbers",
                "half.npy --bits 40 | 40 bits",
                "half.npy --bits 4 | nothing was measured",
                "one_dimension.npy | --dim 1",
                "bool.npy --block 9x9 | 9x9",
                "bool.npy --block 5x3 --table no/such/table | no/such/table",
                "bool.npy --block 2x9 | 2x9",
                "bool.npy --block 4x4x4 | 4x4x4",
                "bool.npy --partition sliding | ignore, recursive, correlated or periodic",
                "bool.npy --partition correlated --shift 0 | shift is 0",
                "bool.npy --partition recursive --min-length 0 | minimum length is 0",
                "bool.npy --dim 3 | --dim 3",
                "bool.npy --columns nothing | nothing",
                "bool.npy --bits 2 --threshold 1 | exclude",
                "two.npz --map target/no.png | one matrix",
                "bool.npy --map no/such/folder/map.png | no/such/folder"
            })
    void wrongInputIsOneSentenceAndStatusTwo(String arguments, String named) {
        List<String> line = new ArrayList<>(List.of(arguments.split(" ")));
        line.set(0, FILES + line.get(0));
        line.add(0, "complexity");
        Captured captured = Captured.run(line.toArray(String[]::new));

        assertThat(captured.status()).isEqualTo(2);
        assertThat(captured.err().lines().filter(text -> !text.contains("skipped")))
                .hasSize(1);
        assertThat(captured.err()).startsWith("bitsweep: ").contains(named);
        assertThat(captured.out()).isEmpty();
    }

    @Test
    void benchTellsSpeedsInTheFieldsOfAllBenchmarks() throws IOException {
        Captured captured = Captured.run("bench", "bdm", "--seconds", "0.01", "--format", "json");

        JsonNode results = new ObjectMapper().readTree(captured.out());
        assertThat(results).hasSize(5);
        results.forEach(result -> {
            assertThat(result.get("threads").asInt()).isEqualTo(1);
            assertThat(result.get("blocks_per_second").asDouble()).isPositive();
            assertThat(result.has("tier")).isTrue();
            assertThat(result.has("jdk")).isTrue();
        });
    }

    private static JsonNode json(String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.add(0, "complexity");
        line.addAll(List.of("--format", "json"));
        Captured captured = Captured.run(line.toArray(String[]::new));
        assertThat(captured.err()).isEmpty();
        return new ObjectMapper().readTree(captured.out());
    }

    private static BlockCounts counted(Decomposition decomposition) throws IOException {
        BlockCounts counts = new BlockCounts(decomposition);
        new MatrixFile(FILES + "bool.npy", Opener.local()).bits(null, matrix -> counts.add(matrix.bits()));
        return counts;
    }
}
