package org.bitsweep.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over what makes a dataset what it is. */
final class DatasetDigest {
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

    DatasetDigest add(byte[] bytes) {
        sha256.update(bytes);
        return this;
    }

    /** The digest as 64 lower-case hexadecimal digits; this object is used up. */
    String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
