package org.bitsweep.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * One IDX file of unsigned bytes: a big-endian header (magic number 0x0000080D for D dimensions, then the size of
 * each), then the bytes, row-major.
 *
 * @param path where it was, for messages
 * @param shape size of each dimension, all positive
 * @param data as many bytes as the product of the shape
 */
record IdxFile(String path, int[] shape, byte[] data) {
    private static final int UNSIGNED_BYTES = 0x0800;
    private static final int CHUNK = 1 << 16;

    /** Number of items: images or labels. */
    int count() {
        return shape[0];
    }

    /** Reads {@code count x height x width} pixels. */
    static IdxFile readImages(Opener opener, String path) throws IOException {
        return read(opener, path, 3, "images");
    }

    /** Reads {@code count} labels. */
    static IdxFile readLabels(Opener opener, String path) throws IOException {
        return read(opener, path, 1, "labels");
    }

    private static IdxFile read(Opener opener, String path, int dimensions, String what) throws IOException {
        try (InputStream raw = opener.open(path);
                InputStream in = path.endsWith(".gz") ? new GZIPInputStream(raw, CHUNK) : raw) {
            return read(in, path, dimensions, what);
        } catch (EOFException | ZipException e) {
            throw new IllegalArgumentException(
                    path + " is truncated or damaged: expected a whole gzip file and found: " + e.getMessage(), e);
        }
    }

    private static IdxFile read(InputStream in, String path, int dimensions, String what) throws IOException {
        byte[] header = readUpTo(in, 4 * (1 + dimensions));
        if (header.length >= 4) {
            int expected = UNSIGNED_BYTES + dimensions;
            if (int32(header, 0) != expected) {
                throw new IllegalArgumentException(String.format(
                        "%s is no IDX file of %s: expected magic number 0x%08x and found 0x%08x",
                        path, what, expected, int32(header, 0)));
            }
        }
        if (header.length < 4 * (1 + dimensions)) {
            throw new IllegalArgumentException(path + " is truncated: expected a header of " + 4 * (1 + dimensions)
                    + " bytes and found " + header.length);
        }
        int[] shape = new int[dimensions];
        for (int i = 0; i < dimensions; i++) {
            shape[i] = int32(header, 1 + i);
        }
        int length = checkedLength(path, shape, what);
        byte[] data = readUpTo(in, length);
        if (data.length < length) {
            throw new IllegalArgumentException(path + " is truncated: its header says " + describe(shape, what) + ", "
                    + length + " bytes, and " + data.length + " are there");
        }
        // Besides finding what is too much, reading on to the end makes gzip compare its checksum.
        if (in.read() >= 0) {
            throw new IllegalArgumentException(path + " is too long: its header says " + describe(shape, what) + ", "
                    + length + " bytes, and more are there");
        }
        return new IdxFile(path, shape, data);
    }

    private static int checkedLength(String path, int[] shape, String what) {
        if (shape[0] == 0) {
            throw new IllegalArgumentException(path + " has no " + what + ": expected at least one and found 0");
        }
        long length = 1;
        for (int size : shape) {
            length *= Integer.toUnsignedLong(size);
            if (length < 1 || length > Dataset.MOST_VALUES) {
                throw new IllegalArgumentException(path + " has a header that says " + describe(shape, what)
                        + ": expected between 1 and " + Dataset.MOST_VALUES + " bytes in all");
            }
        }
        return (int) length;
    }

    private static String describe(int[] shape, String what) {
        String count = Integer.toUnsignedString(shape[0]) + " " + what;
        return shape.length == 1
                ? count
                : count + " of " + Integer.toUnsignedString(shape[1]) + "x" + Integer.toUnsignedString(shape[2]);
    }

    /**
     * At most {@code limit} bytes, fewer at the end of the stream. The buffer grows with what arrives, because a limit
     * from the header of a damaged file may be anything.
     */
    private static byte[] readUpTo(InputStream in, int limit) throws IOException {
        byte[] buffer = new byte[Math.min(limit, CHUNK)];
        int filled = 0;
        while (filled < limit) {
            if (filled == buffer.length) {
                buffer = Arrays.copyOf(buffer, (int) Math.min(limit, 2L * buffer.length));
            }
            int read;
            try {
                read = in.read(buffer, filled, buffer.length - filled);
            } catch (EOFException e) {
                // A gzip stream that was cut off: what has arrived makes the better message.
                break;
            }
            if (read < 0) {
                break;
            }
            filled += read;
        }
        return filled == buffer.length ? buffer : Arrays.copyOf(buffer, filled);
    }

    private static int int32(byte[] bytes, int index) {
        int at = 4 * index;
        return bytes[at] << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
    }
}
