package org.bitsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IdxFileTest {
    @Test
    void aTruncatedFileIsNamedWithWhatIsThere() {
        byte[] file = IdxSourceTest.images(3, 2, 2, new byte[11]);

        assertRefused(
                "images", file, "images is truncated: its header says 3 images of 2x2, 12 bytes, and 11 are there");
    }

    @Test
    void aTruncatedGzipFileIsNamedWithWhatIsThere() throws IOException {
        byte[] whole = IdxSourceTest.gzip(IdxSourceTest.images(1000, 10, 10, noise(100_000)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("images.gz", Arrays.copyOf(whole, 50_000)))
                .withMessageStartingWith(
                        "images.gz is truncated: its header says 1000 images of 10x10, 100000 bytes, and ");
    }

    @Test
    void aGzipFileWithoutItsChecksumIsRefused() throws IOException {
        byte[] whole = IdxSourceTest.gzip(IdxSourceTest.images(1, 2, 2, new byte[4]));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("images.gz", Arrays.copyOf(whole, whole.length - 4)))
                .withMessageStartingWith("images.gz is truncated or damaged: expected a whole gzip file");
    }

    @Test
    void aDamagedGzipFileIsRefused() throws IOException {
        byte[] whole = IdxSourceTest.gzip(IdxSourceTest.images(1000, 10, 10, noise(100_000)));
        whole[50_000] ^= 1;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("images.gz", whole))
                .withMessageStartingWith("images.gz is truncated or damaged: expected a whole gzip file");
    }

    @Test
    void aPlainFileThatIsCalledGzIsRefused() {
        byte[] plain = IdxSourceTest.images(1, 2, 2, new byte[4]);

        assertRefused(
                "images.gz",
                plain,
                "images.gz is truncated or damaged: expected a whole gzip file and found: Not in GZIP format");
    }

    @Test
    void anEmptyFileIsRefused() {
        assertRefused("images", new byte[0], "images is truncated: expected a header of 16 bytes and found 0");
    }

    @Test
    void aHugeCountInATruncatedFileIsRefused() {
        byte[] file = IdxSourceTest.images(2_000_000, 100, 10, new byte[11]);

        assertRefused(
                "images",
                file,
                "images is truncated: its header says 2000000 images of 100x10, 2000000000 bytes, and 11 are there");
    }

    @Test
    void memoryIsTakenForWhatArrivesAndNotForWhatTheHeaderSays() {
        byte[] file = IdxSourceTest.images(2_000_000, 100, 10, new byte[11]);
        AtomicInteger largestBuffer = new AtomicInteger();
        InputStream in = new ByteArrayInputStream(file) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                largestBuffer.accumulateAndGet(into.length, Math::max);
                return super.read(into, offset, length);
            }
        };

        assertThatIllegalArgumentException().isThrownBy(() -> IdxFile.readImages(ignored -> in, "images"));

        assertThat(largestBuffer.get()).isLessThanOrEqualTo(1 << 16);
    }

    @Test
    void aHeaderThatNoArrayCanHoldIsRefused() {
        byte[] file = IdxSourceTest.images(-1, -1, -1, new byte[11]);

        assertRefused(
                "images",
                file,
                "images has a header that says 4294967295 images of 4294967295x4294967295: expected between 1 and"
                        + " 2147483639 bytes in all");
    }

    @Test
    void anotherMagicNumberIsNamed() {
        assertRefused(
                "images",
                IdxSourceTest.labels(4, new byte[4]),
                "images is no IDX file of images: expected magic number 0x00000803 and found 0x00000801");
    }

    @Test
    void noImagesAreRefused() {
        assertRefused(
                "images",
                IdxSourceTest.images(0, 28, 28, new byte[0]),
                "images has no images: expected at least one and found 0");
    }

    @Test
    void imagesWithoutPixelsAreRefused() {
        assertRefused(
                "images",
                IdxSourceTest.images(3, 0, 28, new byte[0]),
                "images has a header that says 3 images of 0x28: expected between 1 and 2147483639 bytes in all");
    }

    @Test
    void bytesAfterTheLastImageAreRefused() {
        assertRefused(
                "images",
                IdxSourceTest.images(3, 2, 2, new byte[13]),
                "images is too long: its header says 3 images of 2x2, 12 bytes, and more are there");
    }

    @Test
    void filesOfManyChunksAreReadWhole() throws IOException {
        byte[] pixels = noise(300_000);

        assertThat(read("images", IdxSourceTest.images(3000, 10, 10, pixels)).data())
                .isEqualTo(pixels);
    }

    private static void assertRefused(String path, byte[] file, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(path, file)).withMessage(message);
    }

    private static IdxFile read(String path, byte[] file) throws IOException {
        return IdxFile.readImages(ignored -> new ByteArrayInputStream(file), path);
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
