package org.bitsweep.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bitsweep.bits.Rng;

/**
 * The generator {@code boolean}: a random Boolean function. Its value for each of the 2^n patterns of n bits is a fair
 * coin of its own, so that every one of the 2^(2^n) functions is equally likely. With all patterns, sample i is pattern
 * i; fewer are drawn without replacement, so that a larger set begins with the smaller one. Feature k is bit k of the
 * pattern, 0 or 1, the least significant first; the label is the function's value.
 *
 * @param bits n, from 1 to 20
 * @param count number of patterns; 0 stands for all
 * @param seed decides the function, and by another stream which patterns are drawn
 */
public record BooleanSource(int bits, int count, long seed) implements DatasetSource {
    private static final int VERSION = 1;
    private static final int MOST_BITS = 20;

    public BooleanSource {
        if (bits < 1 || bits > MOST_BITS) {
            throw new IllegalArgumentException(
                    "a random Boolean function is of 1 to " + MOST_BITS + " bits (dataset.bits), not " + bits);
        }
        int all = 1 << bits;
        if (count < 0 || count > all) {
            throw new IllegalArgumentException(
                    "dataset.count is " + count + ", expected 1 to " + all + ", the patterns of " + bits + " bits");
        }
        count = count == 0 ? all : count;
    }

    @Override
    public String kind() {
        return "boolean";
    }

    @Override
    public Map<String, Object> parameters() {
        return Map.of("bits", bits, "count", count, "generator-seed", seed);
    }

    @Override
    public Dataset load(Opener opener) {
        int[] patterns = IntStream.range(0, 1 << bits).toArray();
        if (count < patterns.length) {
            Rng.stream(seed, "boolean/patterns").shuffle(patterns);
        }
        int[] values = values();
        float[] features = new float[count * bits];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < bits; k++) {
                features[i * bits + k] = patterns[i] >>> k & 1;
            }
            labels[i] = values[patterns[i]];
        }
        return new Dataset(1, bits, 2, features, labels, 0, digest());
    }

    /** The function's value for every pattern: 32 to a word of the generator, the least significant bit first. */
    private int[] values() {
        Rng random = Rng.stream(seed, "boolean/function");
        int[] values = new int[1 << bits];
        int word = 0;
        for (int pattern = 0; pattern < values.length; pattern++) {
            if (pattern % Integer.SIZE == 0) {
                word = random.nextInt();
            }
            values[pattern] = word >>> pattern & 1;
        }
        return values;
    }

    @Override
    public Optional<DatasetFacts> facts() {
        return Optional.of(new DatasetFacts(1, bits, 2, count, 0, digest()));
    }

    @Override
    public List<String> files(Opener opener) {
        return List.of();
    }

    private String digest() {
        return new DatasetDigest("boolean/" + VERSION + "/" + bits + "/" + count + "/" + seed).hex();
    }
}
