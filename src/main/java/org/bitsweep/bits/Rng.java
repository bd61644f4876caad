package org.bitsweep.bits;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The random generator: Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011), a counter
 * passed through a keyed bijection. The same on every machine and JDK.
 *
 * <p>There is one stream per purpose. Its key is the head of SHA-256 over (seed, name of the purpose), so that drawing
 * more numbers for one purpose never shifts those of another. A stream has 2^66 numbers of 32 bits. Not thread-safe.
 */
public final class Rng {
    private static final int MULTIPLIER_0 = 0xD2511F53;
    private static final int MULTIPLIER_1 = 0xCD9E8D57;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final int ROUNDS = 10;

    private final int key0;
    private final int key1;
    private long counter;
    private final int[] block = new int[4];
    private int used = 4;
    private double spareGaussian;
    private boolean hasSpareGaussian;

    private Rng(long key) {
        this.key0 = (int) key;
        this.key1 = (int) (key >>> 32);
    }

    /** The stream for one purpose of one seed. */
    public static Rng stream(long seed, String purpose) {
        byte[] digest = sha256(("bitsweep/" + seed + "/" + purpose).getBytes(StandardCharsets.UTF_8));
        long key = 0;
        for (int i = 0; i < 8; i++) {
            key = key << 8 | digest[i] & 0xff;
        }
        return new Rng(key);
    }

    /** 32 uniform bits. */
    public int nextInt() {
        if (used == 4) {
            philox((int) counter, (int) (counter >>> 32), 0, 0, key0, key1, block);
            counter++;
            used = 0;
        }
        return block[used++];
    }

    /** 64 uniform bits. */
    public long nextLong() {
        long high = nextInt();
        return high << 32 | nextInt() & 0xffffffffL;
    }

    /** Uniform on [0, 1): a multiple of 2^-53. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /**
     * Uniform on 0 .. bound - 1, without bias (Lemire 2019, "Fast random integer generation in an interval").
     *
     * @throws IllegalArgumentException if the bound is not positive
     */
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be positive, not " + bound);
        }
        long product = (nextInt() & 0xffffffffL) * bound;
        if ((product & 0xffffffffL) < bound) {
            long threshold = (1L << 32) % bound;
            while ((product & 0xffffffffL) < threshold) {
                product = (nextInt() & 0xffffffffL) * bound;
            }
        }
        return (int) (product >>> 32);
    }

    /** Standard normal (Box and Muller 1958, in {@link StrictMath}). */
    public double nextGaussian() {
        if (hasSpareGaussian) {
            hasSpareGaussian = false;
            return spareGaussian;
        }
        double radius = Math.sqrt(-2.0 * StrictMath.log(1.0 - nextDouble()));
        double angle = 2.0 * Math.PI * nextDouble();
        spareGaussian = radius * StrictMath.sin(angle);
        hasSpareGaussian = true;
        return radius * StrictMath.cos(angle);
    }

    /** Uniform random permutation in place (Fisher and Yates; Durstenfeld 1964). */
    public void shuffle(int[] values) {
        shuffle(values, 0, values.length);
    }

    /** Uniform random permutation of {@code values[from .. to - 1]} in place. */
    public void shuffle(int[] values, int from, int to) {
        for (int i = to - 1; i > from; i--) {
            int j = from + nextInt(i - from + 1);
            int value = values[i];
            values[i] = values[j];
            values[j] = value;
        }
    }

    /** One block of Philox4x32-10: four words of counter, two of key, four words out. */
    static void philox(int c0, int c1, int c2, int c3, int k0, int k1, int[] out) {
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = (MULTIPLIER_0 & 0xffffffffL) * (c0 & 0xffffffffL);
            long product1 = (MULTIPLIER_1 & 0xffffffffL) * (c2 & 0xffffffffL);
            int next0 = (int) (product1 >>> 32) ^ c1 ^ k0;
            int next2 = (int) (product0 >>> 32) ^ c3 ^ k1;
            c1 = (int) product1;
            c3 = (int) product0;
            c0 = next0;
            c2 = next2;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        out[0] = c0;
        out[1] = c1;
        out[2] = c2;
        out[3] = c3;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
