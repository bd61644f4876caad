package org.bitsweep.complexity;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.bitsweep.bits.BitMatrix;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/**
 * General compressors as a baseline for complexity: the size of a matrix's packed bits, at each compressor's strongest
 * usual setting. Sizes can differ by a few bytes between versions of the libraries: they are observations, not results.
 */
public enum Compressor {
    /** DEFLATE, level 9. */
    GZIP,
    /** LZMA2, preset 9. */
    XZ,
    /** Zstandard, level 19. */
    ZSTD;

    private static final int ZSTD_LEVEL = 19;
    private static final int SMALLEST_DICTIONARY = 1 << 16;

    /** Size in bytes of the compressed bits, format overhead included. */
    public long size(BitMatrix matrix) {
        byte[] packed = packed(matrix);
        if (this == ZSTD) {
            return Zstd.compress(packed, ZSTD_LEVEL).length;
        }
        Counter counter = new Counter();
        try (OutputStream out = this == GZIP ? gzip(counter) : xz(counter, packed.length)) {
            out.write(packed);
        } catch (IOException e) {
            throw new UncheckedIOException("compressing in memory", e);
        }
        return counter.bytes;
    }

    /** All bits row by row without gaps, the first in the highest bit of the first byte, as {@code numpy.packbits} has them. */
    public static byte[] packed(BitMatrix matrix) {
        long cells = (long) matrix.rows() * matrix.cols();
        byte[] packed = new byte[Math.toIntExact((cells + 7) / 8)];
        long at = 0;
        for (int row = 0; row < matrix.rows(); row++) {
            for (int from = 0; from < matrix.cols(); from += 64) {
                long word = matrix.words()[row * matrix.wordsPerRow() + (from >>> 6)];
                int many = Math.min(64, matrix.cols() - from);
                if ((at & 7) == 0 && many == 64) {
                    long reversed = Long.reverse(word);
                    for (int i = 0; i < 8; i++) {
                        packed[(int) (at >>> 3) + i] = (byte) (reversed >>> 56 - 8 * i);
                    }
                } else {
                    for (int i = 0; i < many; i++) {
                        packed[(int) (at + i >>> 3)] |= (byte) ((word >>> i & 1) << 7 - (at + i & 7));
                    }
                }
                at += many;
            }
        }
        return packed;
    }

    private static OutputStream gzip(OutputStream to) throws IOException {
        return new GZIPOutputStream(to) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        };
    }

    /** A dictionary larger than the data would only cost memory. */
    private static OutputStream xz(OutputStream to, int length) throws IOException {
        LZMA2Options options = new LZMA2Options(9);
        options.setDictSize(Math.min(options.getDictSize(), Math.max(length, SMALLEST_DICTIONARY)));
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
