package org.bitsweep.data.matrix;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Writes PNG images of 8-bit RGB pixels. */
public final class PngWriter {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private PngWriter() {}

    /** The colour of a pixel as {@code 0xRRGGBB}. */
    @FunctionalInterface
    public interface Pixels {
        int rgb(int row, int col);
    }

    /** Writes one image; the stream stays open. */
    public static void write(OutputStream out, int rows, int cols, Pixels pixels) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(packed)) {
            byte[] line = new byte[1 + 3 * cols];
            for (int row = 0; row < rows; row++) {
                for (int col = 0; col < cols; col++) {
                    int rgb = pixels.rgb(row, col);
                    line[1 + 3 * col] = (byte) (rgb >> 16);
                    line[2 + 3 * col] = (byte) (rgb >> 8);
                    line[3 + 3 * col] = (byte) rgb;
                }
                deflated.write(line);
            }
        }
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(head);
        fields.writeInt(cols);
        fields.writeInt(rows);
        fields.write(new byte[] {8, 2, 0, 0, 0});
        out.write(SIGNATURE);
        chunk(out, "IHDR", head.toByteArray());
        chunk(out, "IDAT", packed.toByteArray());
        chunk(out, "IEND", new byte[0]);
    }

    private static void chunk(OutputStream out, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        DataOutputStream fields = new DataOutputStream(out);
        fields.writeInt(content.length);
        fields.write(name);
        fields.write(content);
        fields.writeInt((int) crc.getValue());
        fields.flush();
    }
}
