package org.bitsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three training and two test windows in the layout of the UCI repository, with four features and signals of two values. */
class HarSourceTest {
    private static final List<String> SIGNALS = List.of(
            "body_acc_x",
            "body_acc_y",
            "body_acc_z",
            "body_gyro_x",
            "body_gyro_y",
            "body_gyro_z",
            "total_acc_x",
            "total_acc_y",
            "total_acc_z");

    @TempDir
    private Path folder;

    private final Map<String, String> files = new LinkedHashMap<>();

    @BeforeEach
    void write() throws IOException {
        files.put("train/X_train.txt", "  2.8858451e-001 -2.0294171e-002 1 0\n  -1 2 3 4\n 5 6 7 8\n");
        files.put("train/y_train.txt", "5\n1\n6\n");
        files.put("test/X_test.txt", " 9 9 9 9\n -9 -9 -9 -9\n");
        files.put("test/y_test.txt", "2\n6\n");
        for (int k = 0; k < 9; k++) {
            String signal = "/Inertial Signals/" + SIGNALS.get(k);
            files.put("train" + signal + "_train.txt", k + " 0.5\n1" + k + " 0.5\n2" + k + " 0.5\n");
            files.put("test" + signal + "_test.txt", "3" + k + " 0.5\n4" + k + " 0.5\n");
        }
        files.put("README.txt", "no numbers");
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve("UCI HAR Dataset").resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    @Test
    void featuresAreReadInOrderAndTheTestWindowsAreTheOfficialTestSet() throws IOException {
        Dataset dataset = load(folder.resolve("UCI HAR Dataset"), false);

        assertThat(dataset.features())
                .containsExactly(0.28858451f, -0.020294171f, 1, 0, -1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 9, -9, -9, -9, -9);
        assertThat(dataset.labels()).containsExactly(4, 0, 5, 1, 5);
        assertThat(dataset.classes()).isEqualTo(6);
        assertThat(dataset.officialTest()).isEqualTo(2);
        assertThat(dataset.width()).isEqualTo(4);
    }

    @Test
    void aWindowOfSignalsHasThemOneAfterTheOther() throws IOException {
        Dataset dataset = load(folder, true);

        assertThat(dataset.height()).isEqualTo(9);
        assertThat(dataset.width()).isEqualTo(2);
        assertThat(Arrays.copyOf(dataset.features(), 18))
                .containsExactly(0, 0.5f, 1, 0.5f, 2, 0.5f, 3, 0.5f, 4, 0.5f, 5, 0.5f, 6, 0.5f, 7, 0.5f, 8, 0.5f);
        assertThat(dataset.features()[4 * 18]).isEqualTo(40);
        assertThat(dataset.labels()).containsExactly(4, 0, 5, 1, 5);
    }

    @Test
    void theArchiveIsReadAsTheFolder() throws IOException {
        Path archive = folder.resolve("har.zip");
        Files.write(archive, archive());

        for (boolean signals : new boolean[] {false, true}) {
            assertThat(load(archive, signals).facts())
                    .isEqualTo(load(folder, signals).facts());
        }
    }

    @Test
    void anArchiveInAnArchiveIsReadAsTheFolder() throws IOException {
        ByteArrayOutputStream outer = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(outer)) {
            add(zip, "UCI HAR Dataset.names", "text".getBytes(StandardCharsets.UTF_8));
            add(zip, "UCI HAR Dataset.zip", archive());
        }
        Path archive = folder.resolve("outer.zip");
        Files.write(archive, outer.toByteArray());

        assertThat(load(archive, false).facts()).isEqualTo(load(folder, false).facts());
    }

    @Test
    void theDigestIsOfWhatWasRead() throws IOException {
        String before = load(folder, false).digest();
        Files.writeString(folder.resolve("UCI HAR Dataset/README.txt"), "other");
        assertThat(load(folder, false).digest()).isEqualTo(before);

        Files.writeString(folder.resolve("UCI HAR Dataset/train/y_train.txt"), "5\n1\n5\n");
        assertThat(load(folder, false).digest()).isNotEqualTo(before);
    }

    @Test
    void theFilesAreThoseThatAreRead() throws IOException {
        assertThat(new HarSource(folder.toString(), false).files(Opener.local()))
                .hasSize(4);
        assertThat(new HarSource(folder.toString(), true).files(Opener.local())).hasSize(20);
        assertThat(new HarSource("x.zip", true).files(Opener.local())).containsExactly("x.zip");
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        Files.delete(folder.resolve("UCI HAR Dataset/test/y_test.txt"));

        assertThatExceptionOfType(FileNotFoundException.class)
                .isThrownBy(() -> load(folder, false))
                .withMessage("no test/y_test.txt in " + folder
                        + ": expected the folder of the UCI HAR data set, or its archive as .zip");
    }

    @Test
    void damageIsNamedWithItsLine() throws IOException {
        Path train = folder.resolve("UCI HAR Dataset/train/X_train.txt");
        Files.writeString(train, "1 2 3 4\n1 2 3\n1 2 3 4\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load(folder, false))
                .withMessage(train + ", line 2: expected 4 numbers as in the first line and found 3");

        Files.writeString(train, "1 2 3 4\n1 2 x 4\n1 2 3 4\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load(folder, false))
                .withMessage(train + ", line 2: expected a number and found x");

        Files.writeString(train, "1 2 3 4\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load(folder, false))
                .withMessage(train + " has 1 lines, expected 3, one a label");
    }

    private static Dataset load(Path path, boolean signals) throws IOException {
        return new HarSource(path.toString(), signals).load(Opener.local());
    }

    private byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                add(zip, "UCI HAR Dataset/" + file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
                // What a Mac leaves in archives.
                add(zip, "__MACOSX/UCI HAR Dataset/" + file.getKey().replace("/X", "/._X") + "_", new byte[] {0, 5});
            }
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
