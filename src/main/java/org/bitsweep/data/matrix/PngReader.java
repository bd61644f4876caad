package org.bitsweep.data.matrix;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.InflaterInputStream;

/**
 * PNG images (ISO/IEC 15948): grey or palette of 1 or 8 bits, RGB of 8 bits, not interlaced. A cell is the brightness
 * between 0 and 1, of colours 0.299 R + 0.587 G + 0.114 B. Rows are inflated one at a time, and no more of them than the
 * head announces.
 */
final class PngReader {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int IHDR = 0x49484452;
    private static final int PLTE = 0x504c5445;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454e44;
    private static final int LONGEST_ROW = 1 << 26;
    private static final int GREY = 0;
    private static final int RGB = 2;
    private static final int PALETTE = 3;

    private final String file;
    private final DataInputStream in;
    private int colour;
    private int depth;
    private double[] palette;
    private int idatLeft;

    private PngReader(String file, InputStream in) {
        this.file = file;
        this.in = new DataInputStream(in);
    }

    static void read(String file, InputStream in, CellSink sink) throws IOException {
        try {
            new PngReader(file, in).read(sink);
        } catch (EOFException e) {
            throw new MatrixFormatException(file, "the file ends before its image does");
        }
    }

    private void read(CellSink sink) throws IOException {
        byte[] signature = new byte[SIGNATURE.length];
        in.readFully(signature);
        if (!Arrays.equals(signature, SIGNATURE)) {
            throw bad("no PNG image: the signature is missing");
        }
        if (in.readInt() != 13 || in.readInt() != IHDR) {
            throw bad("no PNG image: the head is missing");
        }
        long cols = Integer.toUnsignedLong(in.readInt());
        long rows = Integer.toUnsignedLong(in.readInt());
        depth = in.readUnsignedByte();
        colour = in.readUnsignedByte();
        in.readUnsignedShort();
        boolean interlaced = in.readUnsignedByte() != 0;
        in.readInt();
        boolean known = depth == 8 && (colour == GREY || colour == RGB || colour == PALETTE)
                || depth == 1 && (colour == GREY || colour == PALETTE);
        if (!known || interlaced) {
            throw bad("a PNG image of colour type " + colour + " with " + depth + " bits"
                    + (interlaced ? ", interlaced," : "")
                    + " is not read; grey, palette or RGB of 8 bits, or 1 bit, not interlaced, is");
        }
        MatrixLimits.check(file, rows, cols);
        int channels = colour == RGB ? 3 : 1;
        long stride = (cols * channels * depth + 7) / 8;
        if (stride > LONGEST_ROW) {
            throw bad("rows of " + cols + " pixels are too long");
        }
        skipToPixels();
        sink.begin((int) rows, (int) cols);
        pixels((int) rows, (int) cols, (int) stride, sink);
    }

    /** Passes over chunks up to the first one with pixels, keeping the palette. */
    private void skipToPixels() throws IOException {
        while (true) {
            int length = in.readInt();
            int type = in.readInt();
            if (length < 0 || type == IEND) {
                throw bad("the PNG image has no pixels");
            }
            if (type == IDAT) {
                idatLeft = length;
                break;
            }
            if (type == PLTE && length <= 768 && length % 3 == 0) {
                palette = new double[256];
                for (int i = 0; i < length / 3; i++) {
                    palette[i] = brightness(in.readUnsignedByte(), in.readUnsignedByte(), in.readUnsignedByte());
                }
            } else {
                in.skipNBytes(length);
            }
            in.readInt();
        }
        if (colour == PALETTE && palette == null) {
            throw bad("the PNG image has no palette");
        }
    }

    private void pixels(int rows, int cols, int stride, CellSink sink) throws IOException {
        int pixelBytes = colour == RGB ? 3 : 1;
        byte[] above = new byte[stride];
        byte[] row = new byte[stride];
        try (DataInputStream inflated = new DataInputStream(new InflaterInputStream(new Pixels()))) {
            for (int r = 0; r < rows; r++) {
                int filter = inflated.readUnsignedByte();
                inflated.readFully(row);
                unfilter(filter, row, above, pixelBytes);
                for (int c = 0; c < cols; c++) {
                    sink.set(r, c, pixel(row, c));
                }
                byte[] swapped = above;
                above = row;
                row = swapped;
            }
        }
    }

    private double pixel(byte[] row, int col) {
        if (colour == RGB) {
            return brightness(row[3 * col] & 0xff, row[3 * col + 1] & 0xff, row[3 * col + 2] & 0xff);
        }
        int sample = depth == 1 ? row[col >> 3] >> (7 - (col & 7)) & 1 : row[col] & 0xff;
        if (colour == PALETTE) {
            return palette[sample];
        }
        return depth == 1 ? sample : sample / 255.0;
    }

    private static double brightness(int red, int green, int blue) {
        return (299 * red + 587 * green + 114 * blue) / 255_000.0;
    }

    private void unfilter(int filter, byte[] row, byte[] above, int distance) {
        for (int i = 0; i < row.length; i++) {
            int left = i < distance ? 0 : row[i - distance] & 0xff;
            int up = above[i] & 0xff;
            int corner = i < distance ? 0 : above[i - distance] & 0xff;
            row[i] += (byte)
                    switch (filter) {
                        case 0 -> 0;
                        case 1 -> left;
                        case 2 -> up;
                        case 3 -> (left + up) / 2;
                        case 4 -> paeth(left, up, corner);
                        default -> throw bad("filter " + filter + " of PNG rows is unknown");
                    };
        }
    }

    private static int paeth(int left, int up, int corner) {
        int estimate = left + up - corner;
        int toLeft = Math.abs(estimate - left);
        int toUp = Math.abs(estimate - up);
        int toCorner = Math.abs(estimate - corner);
        if (toLeft <= toUp && toLeft <= toCorner) {
            return left;
        }
        return toUp <= toCorner ? up : corner;
    }

    private MatrixFormatException bad(String what) {
        return new MatrixFormatException(file, what);
    }

    /** The bytes of consecutive IDAT chunks. */
    private final class Pixels extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int from, int most) throws IOException {
            while (idatLeft == 0) {
                in.readInt();
                idatLeft = in.readInt();
                if (in.readInt() != IDAT || idatLeft < 0) {
                    idatLeft = 0;
                    return -1;
                }
            }
            int many = in.read(to, from, Math.min(most, idatLeft));
            idatLeft -= Math.max(many, 0);
            return many;
        }
    }
}
