package org.bitsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxSourceTest {
    private static final byte[] PIXELS = {0, 51, (byte) 255, 102, 1, 2, 3, 4};
    private static final byte[] LABELS = {0, 4};

    @TempDir
    private Path folder;

    @Test
    void pixelsAreFractionsOf255() throws IOException {
        writePair("train", "-", PIXELS, LABELS);

        assertThat(load().features()).startsWith(0f, 0.2f, 1f, 0.4f, 1 / 255f);
    }

    @Test
    void theShapeComesFromTheHeader() throws IOException {
        write("train-images-idx3-ubyte", images(2, 1, 4, PIXELS));
        write("train-labels-idx1-ubyte", labels(2, LABELS));

        Dataset dataset = load();

        assertThat(dataset.count()).isEqualTo(2);
        assertThat(dataset.height()).isEqualTo(1);
        assertThat(dataset.width()).isEqualTo(4);
    }

    @Test
    void thereAreAsManyClassesAsTheLargestLabelAndOne() throws IOException {
        writePair("train", "-", PIXELS, LABELS);

        assertThat(load().labels()).containsExactly(0, 4);
        assertThat(load().classes()).isEqualTo(5);
    }

    @Test
    void thereAreAtLeastTwoClasses() throws IOException {
        writePair("train", "-", PIXELS, new byte[] {0, 0});

        assertThat(load().classes()).isEqualTo(2);
    }

    @Test
    void labelsAreUnsigned() throws IOException {
        writePair("train", "-", PIXELS, new byte[] {0, (byte) 255});

        assertThat(load().labels()).containsExactly(0, 255);
    }

    @Test
    void ofTwoPairsTheT10kOneIsTheOfficialTestSet() throws IOException {
        writePair("train", "-", PIXELS, LABELS);
        write("t10k-images-idx3-ubyte", images(1, 2, 2, new byte[] {(byte) 255, 0, 0, 0}));
        write("t10k-labels-idx1-ubyte", labels(1, new byte[] {7}));

        Dataset dataset = load();

        assertThat(dataset.officialTest()).isEqualTo(1);
        assertThat(dataset.labels()).containsExactly(0, 4, 7);
        assertThat(dataset.features()).endsWith(1f, 0f, 0f, 0f);
        assertThat(dataset.classes()).isEqualTo(8);
    }

    @Test
    void onePairHasNoOfficialTestSet() throws IOException {
        writePair("t10k", "-", PIXELS, LABELS);

        assertThat(load().officialTest()).isZero();
    }

    @Test
    void theSpellingWithADotIsReadToo() throws IOException {
        writePair("train", ".", PIXELS, LABELS);

        assertThat(load().labels()).containsExactly(0, 4);
    }

    @Test
    void compressedFilesHaveTheDigestOfPlainOnes() throws IOException {
        writePair("train", "-", PIXELS, LABELS);
        String plain = load().digest();
        for (String name : new String[] {"train-images-idx3-ubyte", "train-labels-idx1-ubyte"}) {
            write(name + ".gz", gzip(Files.readAllBytes(folder.resolve(name))));
            Files.delete(folder.resolve(name));
        }

        assertThat(load().digest()).hasSize(64).isEqualTo(plain);
    }

    @Test
    void aChangedPixelChangesTheDigest() throws IOException {
        writePair("train", "-", PIXELS, LABELS);
        String before = load().digest();
        byte[] changed = PIXELS.clone();
        changed[7]++;
        writePair("train", "-", changed, LABELS);

        assertThat(load().digest()).isNotEqualTo(before);
    }

    @Test
    void aTestSetOfItsOwnChangesTheDigest() throws IOException {
        byte[] twice = Arrays.copyOf(PIXELS, 16);
        System.arraycopy(PIXELS, 0, twice, 8, 8);
        write("train-images-idx3-ubyte", images(4, 2, 2, twice));
        write("train-labels-idx1-ubyte", labels(4, new byte[] {0, 4, 0, 4}));
        String onePair = load().digest();
        writePair("train", "-", PIXELS, LABELS);
        writePair("t10k", "-", PIXELS, LABELS);

        assertThat(load().digest()).isNotEqualTo(onePair);
    }

    @Test
    void aMissingFolderIsNamed() {
        String missing = folder.resolve("missing").toString();

        assertThatExceptionOfType(FileNotFoundException.class)
                .isThrownBy(() -> new IdxSource(missing).load(Opener.local()))
                .withMessageStartingWith("no IDX files in " + missing + ": expected a folder with ");
    }

    @Test
    void missingLabelsAreNamed() throws IOException {
        write("train-images-idx3-ubyte", images(2, 2, 2, PIXELS));

        assertThatExceptionOfType(FileNotFoundException.class)
                .isThrownBy(this::load)
                .withMessage("the labels that belong to " + folder + "/train-images-idx3-ubyte are missing: expected"
                        + " train-labels-idx1-ubyte or train-labels.idx1-ubyte, plain or .gz, in the same folder");
    }

    @Test
    void missingImagesAreNamed() throws IOException {
        write("t10k-labels-idx1-ubyte", labels(2, LABELS));

        assertThatExceptionOfType(FileNotFoundException.class)
                .isThrownBy(this::load)
                .withMessageStartingWith("the images that belong to " + folder + "/t10k-labels-idx1-ubyte are missing");
    }

    @Test
    void aTestSetOfAnotherImageSizeIsRefused() throws IOException {
        writePair("train", "-", PIXELS, LABELS);
        write("t10k-images-idx3-ubyte", images(2, 1, 4, PIXELS));
        write("t10k-labels-idx1-ubyte", labels(2, LABELS));

        assertThatIllegalArgumentException()
                .isThrownBy(this::load)
                .withMessage(folder + "/t10k-images-idx3-ubyte has images of 1x4: expected 2x2 as in " + folder
                        + "/train-images-idx3-ubyte");
    }

    @Test
    void anotherNumberOfLabelsThanImagesIsRefused() throws IOException {
        write("train-images-idx3-ubyte", images(2, 2, 2, PIXELS));
        write("train-labels-idx1-ubyte", labels(3, new byte[3]));

        assertThatIllegalArgumentException()
                .isThrownBy(this::load)
                .withMessage(folder + "/train-labels-idx1-ubyte has 3 labels, but " + folder
                        + "/train-images-idx3-ubyte has 2 images: expected as many labels as images");
    }

    private Dataset load() throws IOException {
        return new IdxSource(folder.toString()).load(Opener.local());
    }

    private void writePair(String stem, String dash, byte[] pixels, byte[] labels) throws IOException {
        write(stem + "-images" + dash + "idx3-ubyte", images(labels.length, 2, 2, pixels));
        write(stem + "-labels" + dash + "idx1-ubyte", labels(labels.length, labels));
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
    }

    static byte[] images(int count, int height, int width, byte[] pixels) {
        return ByteBuffer.allocate(16 + pixels.length)
                .putInt(0x803)
                .putInt(count)
                .putInt(height)
                .putInt(width)
                .put(pixels)
                .array();
    }

    static byte[] labels(int count, byte[] labels) {
        return ByteBuffer.allocate(8 + labels.length)
                .putInt(0x801)
                .putInt(count)
                .put(labels)
                .array();
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        }
        return compressed.toByteArray();
    }
}
