package org.bitsweep.data.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bitsweep.Oracle;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.data.Opener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files beside this test hold the matrix of bits.txt; NumPy wrote the arrays, zlib and struct of Python the images. */
class MatrixFileTest {
    private static final String HEADER_BOOL = "{'descr': '|b1', 'fortran_order': False, 'shape': (%s), }";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bits.txt",
                "bool.npy",
                "bool_fortran.npy",
                "i1.npy",
                "u2_big.npy",
                "i4_fortran_big.npy",
                "u8.npy",
                "f2.npy",
                "f4.npy",
                "f8_v2.npy",
                "grey8.png",
                "grey1.png",
                "rgb8.png",
                "palette8.png",
                "palette1.png",
                "text.pbm",
                "packed.pbm",
                "header.csv"
            })
    void everyFormatHoldsTheSameBits(String name) throws IOException {
        assertThat(read(name)).hasSize(1).first().extracting(NamedBits::bits).isEqualTo(expected());
    }

    @Test
    void anArchiveHoldsSeveralMatricesByName() throws IOException {
        List<NamedBits> arrays = read("two.npz");

        assertThat(arrays).extracting(NamedBits::name).containsExactly("two.npz:first", "two.npz:second");
        assertThat(arrays.get(0).bits()).isEqualTo(expected());
        BitMatrix complement = arrays.get(1).bits();
        for (int row = 0; row < 9; row++) {
            for (int col = 0; col < 21; col++) {
                assertThat(complement.get(row, col)).isNotEqualTo(expected().get(row, col));
            }
        }
    }

    @Test
    void moreThanTwoDimensionsAreFlattenedBehindTheFirst() throws IOException {
        BitMatrix cube = read("cube.npy").get(0).bits();

        assertThat(cube.rows()).isEqualTo(8);
        assertThat(cube.cols()).isEqualTo(20);
        assertThat(cube.get(7, 19)).isEqualTo(expected().get(7, 19));
        assertThat(read("one_dimension.npy").get(0).bits()).isEqualTo(expected().flattened());
    }

    @Test
    void halfPrecisionNumbersAreThoseOfNumpy() throws IOException {
        List<NumberMatrix> numbers = new ArrayList<>();
        new MatrixFile("half.npy", MatrixFileTest::open).numbers(numbers::add);

        assertThat(numbers.get(0).values())
                .isEqualTo(Oracle.doubles(
                        Oracle.read(MatrixFileTest.class, "half.json").get("values")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.csv | 1,0;0,1 | 2",
                "a.csv | 1 0 0 1 | 1",
                "a.txt | 1001 | 1",
                "a.txt | 3 7 7 3 | 1",
                "a.csv | x,y\\n1,0\\n0,1 | 2"
            })
    void numbersMayBeSeparatedInManyWays(String name, String text, int rows) throws IOException {
        String lines = text.replace(";", "\n").replace("\\n", "\n");
        List<NamedBits> read = read(name, lines.getBytes(StandardCharsets.US_ASCII));
        assertThat(read.get(0).bits().toString().replace("\n", ""))
                .isEqualTo(rows == 1 && text.startsWith("3") ? "0110" : "1001");
        assertThat(read.get(0).bits().rows()).isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.csv | 1,0\\n1 | line 2: the row has 1 columns",
                "a.csv | 1,,0 | empty field",
                "a.csv | 1,0, | empty field",
                "a.csv | 0,1\\n2,0 | more than two different numbers",
                "a.csv | 0,NaN | NaN",
                "a.csv | 0,x | 'x' is no number",
                "a.csv | '' | empty",
                "a.txt | 0102 | no string of 0 and 1",
                "a.txt | 01\\n011 | line 2",
                "a.pbm | P1 3 | ends before",
                "a.pbm | P2 3 3 | neither P1 nor P4",
                "a.pbm | P4 99999 99999\\n | beyond the limit",
                "a.pbm | P4 0 4\\n | empty",
                "a.npy | hello world | does not begin",
                "a.npz | hello world | no .npz archive",
                "a.png | hello world | signature",
                "a.xyz | 01 | .npy, .npz, .csv, .txt, .pbm or .png"
            })
    void aWrongFileIsOneSentenceWithItsName(String name, String text, String named) {
        refused(name, text.replace("\\n", "\n").getBytes(StandardCharsets.US_ASCII), named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "objects.npy | pickled",
                "objects.npz | pickled",
                "interlaced.png | interlaced",
                "alpha.png | colour type 6"
            })
    void whatIsNotReadIsRefused(String name, String named) throws IOException {
        refused(name, open(name).readAllBytes(), named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bool.npy", "f8_v2.npy", "two.npz", "grey8.png", "rgb8.png", "packed.pbm"})
    void aFileThatEndsAnywhereTooEarlyIsRefused(String name) throws IOException {
        byte[] whole = open(name).readAllBytes();
        // The end mark of an image is not needed.
        int needed = name.endsWith("png") ? whole.length - 40 : whole.length;
        for (int length = 0; length < needed; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(MatrixFormatException.class)
                    .as("%d bytes", length)
                    .isThrownBy(() -> read(name, part))
                    .withMessageStartingWith(name);
        }
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatExceptionOfType(MatrixFormatException.class)
                .isThrownBy(() -> new MatrixFile("/no/such.npy", Opener.local()).bits(null, matrix -> {}))
                .withMessageContaining("/no/such.npy")
                .withMessageContaining("no such file");
    }

    @ParameterizedTest
    @CsvSource({
        "'40000, 40000', limit",
        "'0, 5', empty",
        "'4294967297, 4', limit",
        "'99999999999999999999, 2', dimension"
    })
    void anArrayThatClaimsTooMuchIsRefusedBeforeItIsRead(String shape, String named) throws IOException {
        byte[] npy = npy(String.format(HEADER_BOOL, shape), 0);
        refused("a.npy", npy, named);
        refused("a.npz", zip(npy), named);
    }

    /** 200 MB of zeros in 200 kB, behind an array of four cells. */
    @Test
    void whatABombHidesBehindItsArrayIsNotInflated() throws IOException {
        byte[] bomb = zip(npy(String.format(HEADER_BOOL, "2, 2"), 200_000_000));
        assertThat(bomb).hasSizeLessThan(1_000_000);
        refused("a.npz", bomb, "goes on behind its array");
    }

    @Test
    void anImageThatClaimsTooMuchIsRefusedBeforeItIsInflated() throws IOException {
        refused("a.png", png(60_000, 60_000), "limit");
        refused("a.png", png(0, 5), "empty");
        refused("a.png", png(1000, 1000), "ends");
    }

    @Test
    void anImageThatWasWrittenIsReadAgain() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BitMatrix bits = expected();
        PngWriter.write(out, 9, 21, (row, col) -> bits.get(row, col) ? 0xffffff : 0x102030);

        assertThat(read("a.png", out.toByteArray()).get(0).bits()).isEqualTo(bits);
    }

    private static byte[] png(int rows, int cols) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        out.writeInt(13);
        out.writeBytes("IHDR");
        out.writeInt(cols);
        out.writeInt(rows);
        out.write(new byte[] {1, 0, 0, 0, 0});
        out.writeInt(0);
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(pixels)) {
            deflated.write(new byte[10_000]);
        }
        out.writeInt(pixels.size());
        out.writeBytes("IDAT");
        out.write(pixels.toByteArray());
        out.writeInt(0);
        return bytes.toByteArray();
    }

    private static byte[] npy(String header, int zeros) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
        out.write(header.getBytes(StandardCharsets.US_ASCII));
        out.write(new byte[zeros]);
        return out.toByteArray();
    }

    private static byte[] zip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("x.npy"));
            zip.write(content);
        }
        return out.toByteArray();
    }

    private static void refused(String name, byte[] content, String named) {
        assertThatExceptionOfType(MatrixFormatException.class)
                .isThrownBy(() -> read(name, content))
                .withMessageStartingWith(name)
                .withMessageContaining(named);
    }

    private static List<NamedBits> read(String name) throws IOException {
        return read(name, open(name).readAllBytes());
    }

    private static List<NamedBits> read(String name, byte[] content) throws IOException {
        List<NamedBits> read = new ArrayList<>();
        new MatrixFile(name, path -> new ByteArrayInputStream(content)).bits(null, read::add);
        return read;
    }

    private static InputStream open(String name) {
        return MatrixFileTest.class.getResourceAsStream(name);
    }

    private static BitMatrix expected() throws IOException {
        return BitMatrix.parse(new String(open("bits.txt").readAllBytes(), StandardCharsets.US_ASCII).split("\n"));
    }
}
