package org.bitsweep.complexity;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.bitsweep.bits.BitMatrix;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/**
 * General compressors as a baseline for complexity: the size of a matrix's packed bits, at a strong setting of
 * each. Sizes can differ by a few bytes between versions of the libraries: they are observations, not results.
 */
public enum Compressor {
    /** DEFLATE, level 9. */
    GZIP,
    /** LZMA2, preset 6, the default of xz: stronger ones take hundreds of megabytes of memory. */
    XZ,
    /** Zstandard, level 19. */
    ZSTD;

    private static final int ZSTD_LEVEL = 19;
    private static final int BUFFER = 1 << 16;
    private static final int SMALLEST_DICTIONARY = 1 << 16;

    /** Size in bytes of the compressed bits, format overhead included; the bits are packed as {@link #packed} packs them. */
    public long size(BitMatrix matrix) {
        if (this == ZSTD) {
            // As a stream, of unknown length, every small matrix would cost the memory for windows of megabytes.
            return Zstd.compress(packed(matrix), ZSTD_LEVEL).length;
        }
        Counter counter = new Counter();
        try (OutputStream out = open(counter, ((long) matrix.rows() * matrix.cols() + 7) / 8)) {
            pack(matrix, out);
        } catch (IOException e) {
            throw new UncheckedIOException("compressing in memory", e);
        }
        return counter.bytes;
    }

    private OutputStream open(OutputStream to, long length) throws IOException {
        return this == GZIP ? gzip(to) : xz(to, length);
    }

    /** All bits row by row without gaps, the first in the highest bit of the first byte, as {@code numpy.packbits} has them. */
    public static byte[] packed(BitMatrix matrix) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try {
            pack(matrix, packed);
        } catch (IOException e) {
            throw new UncheckedIOException("packing in memory", e);
        }
        return packed.toByteArray();
    }

    private static void pack(BitMatrix matrix, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int filled = 0;
        int pending = 0;
        int pendingBits = 0;
        for (int row = 0; row < matrix.rows(); row++) {
            for (int from = 0; from < matrix.cols(); from += 64) {
                long word = Long.reverse(matrix.words()[row * matrix.wordsPerRow() + (from >>> 6)]);
                int many = Math.min(64, matrix.cols() - from);
                while (many > 0) {
                    int taken = Math.min(8 - pendingBits, many);
                    pending = pending << taken | (int) (word >>> 64 - taken);
                    word <<= taken;
                    many -= taken;
                    pendingBits += taken;
                    if (pendingBits == 8) {
                        buffer[filled++] = (byte) pending;
                        pending = 0;
                        pendingBits = 0;
                    }
                    if (filled == BUFFER) {
                        out.write(buffer, 0, filled);
                        filled = 0;
                    }
                }
            }
        }
        if (pendingBits > 0) {
            buffer[filled++] = (byte) (pending << 8 - pendingBits);
        }
        out.write(buffer, 0, filled);
    }

    private static OutputStream gzip(OutputStream to) throws IOException {
        return new GZIPOutputStream(to) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        };
    }

    /** A dictionary larger than the data would only cost memory. */
    private static OutputStream xz(OutputStream to, long length) throws IOException {
        LZMA2Options options = new LZMA2Options(LZMA2Options.PRESET_DEFAULT);
        options.setDictSize((int) Math.min(options.getDictSize(), Math.max(length, SMALLEST_DICTIONARY)));
        return new XZOutputStream(to, options);
    }

    private static final class Counter extends OutputStream {
        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] many, int from, int length) {
            bytes += length;
        }
    }
}
