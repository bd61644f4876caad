package org.bitsweep.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over what makes a dataset what it is. */
final class DatasetDigest {
    private static final int CHUNK = 1 << 16;

    private final MessageDigest sha256;

    /**
     * Starts a digest.
     *
     * @param identity name, version and parameters as text. Decimal fractions have no place in it: JDK 19 changed how a
     *     double is printed
     */
    DatasetDigest(String identity) {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        sha256.update(identity.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) '\n');
    }

    /**
     * The digest of decoded arrays.
     *
     * @param identity what was decoded, and the version of the rule
     * @param officialTest how many of the last samples are the official test set
     */
    static String of(String identity, float[] features, int[] labels, int officialTest) {
        DatasetDigest digest = new DatasetDigest(
                identity + "/" + labels.length + "/" + features.length / labels.length + "/" + officialTest);
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        for (float feature : features) {
            digest.room(chunk).putFloat(feature);
        }
        for (int label : labels) {
            digest.room(chunk).putInt(label);
        }
        digest.flush(chunk);
        return digest.hex();
    }

    private ByteBuffer room(ByteBuffer chunk) {
        if (!chunk.hasRemaining()) {
            flush(chunk);
        }
        return chunk;
    }

    private void flush(ByteBuffer chunk) {
        sha256.update(chunk.flip());
        chunk.clear();
    }

    DatasetDigest add(byte[] bytes) {
        sha256.update(bytes);
        return this;
    }

    /** The digest as 64 lower-case hexadecimal digits; this object is used up. */
    String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
