package org.bitsweep.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The generator {@code modular-addition}: all p² pairs (a, b) of numbers from 0 to p - 1 with the label (a + b) mod p
 * (Power et al. 2022, "Grokking: generalization beyond overfitting on small algorithmic datasets"). Sample a · p + b is
 * the pair (a, b).
 *
 * @param modulus p, from 2 to 500
 * @param encoding how a pair becomes features
 */
public record ModularAdditionSource(int modulus, Encoding encoding) implements DatasetSource {
    private static final int VERSION = 1;
    private static final int GREATEST = 500;

    /** How a pair becomes features. */
    public enum Encoding {
        /** 2p features, of which a and p + b are 1 and the others 0. */
        ONE_HOT,
        /** Two features, a and b themselves: categories for an embedding. */
        INDEX
    }

    public ModularAdditionSource {
        if (modulus < 2 || modulus > GREATEST) {
            throw new IllegalArgumentException(
                    "dataset.modulus is " + modulus + ", expected a number from 2 to " + GREATEST);
        }
    }

    @Override
    public String kind() {
        return "modular-addition";
    }

    @Override
    public Map<String, Object> parameters() {
        return Map.of("modulus", modulus, "encoding", spelling());
    }

    @Override
    public int categories() {
        return encoding == Encoding.INDEX ? modulus : 0;
    }

    @Override
    public Dataset load(Opener opener) {
        int width = width();
        float[] features = new float[modulus * modulus * width];
        int[] labels = new int[modulus * modulus];
        for (int a = 0; a < modulus; a++) {
            for (int b = 0; b < modulus; b++) {
                int sample = a * modulus + b;
                labels[sample] = (a + b) % modulus;
                if (encoding == Encoding.INDEX) {
                    features[sample * width] = a;
                    features[sample * width + 1] = b;
                } else {
                    features[sample * width + a] = 1;
                    features[sample * width + modulus + b] = 1;
                }
            }
        }
        return new Dataset(1, width, modulus, features, labels, 0, digest());
    }

    @Override
    public Optional<DatasetFacts> facts() {
        return Optional.of(new DatasetFacts(1, width(), modulus, modulus * modulus, 0, digest()));
    }

    @Override
    public List<String> files(Opener opener) {
        return List.of();
    }

    private int width() {
        return encoding == Encoding.INDEX ? 2 : 2 * modulus;
    }

    private String spelling() {
        return encoding == Encoding.INDEX ? "index" : "one-hot";
    }

    private String digest() {
        return new DatasetDigest("modular-addition/" + VERSION + "/" + modulus + "/" + spelling()).hex();
    }
}
