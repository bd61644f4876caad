package org.bitsweep.data.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a file must be.
 *
 * @param algorithm SHA-256 or MD5
 * @param hex its sum, in lower-case hexadecimal
 */
public record Checksum(String algorithm, String hex) {
    /** @throws IllegalArgumentException if the sum has not the algorithm's length, or other digits */
    public Checksum {
        int digits = algorithm.equals("MD5") ? 32 : 64;
        if (!hex.matches("[0-9a-f]{" + digits + "}")) {
            throw new IllegalArgumentException(
                    "'" + hex + "' is no " + algorithm + " sum, expected " + digits + " hexadecimal digits");
        }
    }

    /** The sum of a file by this algorithm. */
    String of(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    boolean fits(Path file) throws IOException {
        return of(file).equals(hex);
    }
}
