package org.bitsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvSourceTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"kind", "1", "-2"})
    void theLabelIsAColumnByNameOrNumber(String label) throws IOException {
        Dataset dataset = load("a, kind, b\n1, cat, 2.5\n3, ant, -4e1\n", true, label);

        assertThat(dataset.features()).containsExactly(1, 2.5f, 3, -40);
        assertThat(dataset.labels()).containsExactly(1, 0);
        assertThat(dataset.width()).isEqualTo(2);
        assertThat(dataset.officialTest()).isZero();
    }

    @Test
    void withoutAHeaderTheFirstRowIsASample() throws IOException {
        Dataset dataset = load("1,2,0\n3,4,1\n", false, "-1");

        assertThat(dataset.features()).containsExactly(1, 2, 3, 4);
        assertThat(dataset.labels()).containsExactly(0, 1);
    }

    @Test
    void labelsThatAreWholeNumbersAreOrderedAsNumbers() throws IOException {
        Dataset dataset = load("0,10\n0,9\n0,-3\n0,009\n", false, "-1");

        assertThat(dataset.labels()).containsExactly(2, 1, 0, 1);
        assertThat(dataset.classes()).isEqualTo(3);
    }

    @Test
    void otherLabelsAreOrderedByTheirCharacters() throws IOException {
        assertThat(load("0,10\n0,9\n0,x\n", false, "-1").labels()).containsExactly(0, 1, 2);
    }

    @Test
    void quotesAnotherSeparatorAndAByteOrderMarkAreRead() throws IOException {
        Path file = folder.resolve("a.csv");
        Files.writeString(file, "\uFEFF\"the label\";x\n\"a;b\";1\nc;2\n");

        Dataset dataset = new CsvSource(file.toString(), true, "the label", ';').load(Opener.local());

        assertThat(dataset.features()).containsExactly(1, 2);
        assertThat(dataset.labels()).containsExactly(0, 1);
    }

    @Test
    void aCompressedFileIsReadAsThePlainOne() throws IOException {
        Path file = folder.resolve("a.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("1,2,0\n3,4,1\n".getBytes());
        }

        assertThat(new CsvSource(file.toString(), false, "-1", ',')
                        .load(Opener.local())
                        .facts())
                .isEqualTo(load("1,2,0\n3,4,1\n", false, "-1").facts());
    }

    @Test
    void theDigestIsOfTheDecodedArrays() throws IOException {
        String digest = load("1,2,0\n3,4,1\n", false, "-1").digest();

        assertThat(load("x,y,z\n1.0, 2e0,a\n3,4,b\n", true, "z").digest()).isEqualTo(digest);
        assertThat(load("1,2,0\n3,4.5,1\n", false, "-1").digest()).isNotEqualTo(digest);
        assertThat(load("1,2,1\n3,4,0\n", false, "-1").digest()).isNotEqualTo(digest);
    }

    /** SHA-256 in Python of the line, the floats and the integers, packed by NumPy. */
    @Test
    void theDigestIsAsDocumented() throws IOException {
        assertThat(load("1,2,0\n3,4.5,1\n", false, "-1").digest())
                .isEqualTo("7c24cfcb5089f8c24b6a3e6765de4b72dd4cc9c12c881970cc2eebf7dc1c170f");
    }

    @Test
    void aLabelThatIsNoColumnIsRefusedWithTheColumns() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load("a,b\n1,2\n", true, "c"))
                .withMessage("dataset.label is c, expected one of the 2 columns of " + folder.resolve("a.csv")
                        + " by name or number: a, b");
    }

    @Test
    void whatIsNoNumberIsNamedWithRowAndColumn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load("a,b\n1,0\nred,1\n", true, "b"))
                .withMessage(folder.resolve("a.csv") + ", row 3, column a: expected a number and found 'red'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load("a,b\n1,0\n", false, "1"))
                .withMessage(folder.resolve("a.csv")
                        + ", row 1, column 0: expected a number and found 'a'; dataset.header = true is for names");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load("NaN,0\n", false, "1"))
                .withMessage(folder.resolve("a.csv") + ", row 1: expected finite numbers and found NaN");
    }

    @Test
    void rowsOfAnotherLengthAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load("1,2,0\n3,1\n", false, "-1"))
                .withMessage(folder.resolve("a.csv") + ", row 2: expected 3 values as in the first row and found 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,b\n"})
    void aFileWithoutSamplesIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load(text, true, "0"))
                .withMessage(folder.resolve("a.csv") + " has no rows, expected at least one");
    }

    @Test
    void aFileWithoutFeaturesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load("1\n2\n", false, "0"))
                .withMessage(folder.resolve("a.csv") + " has no column beside the label, expected features");
    }

    private Dataset load(String text, boolean header, String label) throws IOException {
        Path file = folder.resolve("a.csv");
        Files.writeString(file, text);
        return new CsvSource(file.toString(), header, label, ',').load(Opener.local());
    }
}
