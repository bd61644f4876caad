package org.bitsweep.run;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;

/** What all runs of a group are known by: canonical JSON with a gap for the seed. For one thread at a time. */
public final class GroupIdentity {
    /** Bytes of a run's key. */
    public static final int KEY_BYTES = 32;

    private static final String SEED = "seed";

    private final String whole;
    private final String head;
    private final String tail;
    private final byte[] headBytes;
    private final byte[] tailBytes;
    private final MessageDigest sha256 = sha256();

    private GroupIdentity(String whole, String head, String tail) {
        this.whole = whole;
        this.head = head;
        this.tail = tail;
        this.headBytes = bytes(head);
        this.tailBytes = bytes(tail);
    }

    /**
     * @param spec of any run of the group
     * @param datasetDigest digest of the data set's content
     * @param tableDigests digest of each CTM table by the name that the specification uses
     */
    public static GroupIdentity of(RunSpec spec, String datasetDigest, Map<String, String> tableDigests) {
        SortedMap<String, Object> tree = RunIdentity.withoutSeed(spec, datasetDigest, tableDigests);
        // Neither half is empty: there always is a "dataset" before the seed and a "training" after it.
        String before = CanonicalJson.render(tree.headMap(SEED));
        String head = before.substring(0, before.length() - 1) + ",";
        String tail = "," + CanonicalJson.render(tree.tailMap(SEED)).substring(1);
        return new GroupIdentity(head + tail.substring(1), head + "\"" + SEED + "\":", tail);
    }

    /** The identity of the group's run with this seed. */
    public RunIdentity run(long seed) {
        byte[] key = new byte[KEY_BYTES];
        key(seed, key, 0);
        sha256.update(bytes(whole));
        return new RunIdentity(
                head + seed + tail,
                HexFormat.of().formatHex(key),
                HexFormat.of().formatHex(sha256.digest()));
    }

    /** Writes the key of the group's run with this seed, and nothing else of its identity: for plans of many runs. */
    public void key(long seed, byte[] target, int offset) {
        sha256.update(headBytes);
        sha256.update(bytes(Long.toString(seed)));
        sha256.update(tailBytes);
        try {
            sha256.digest(target, offset, KEY_BYTES);
        } catch (DigestException e) {
            throw new IllegalArgumentException(
                    "a key of 32 bytes does not fit at " + offset + " of " + target.length, e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
