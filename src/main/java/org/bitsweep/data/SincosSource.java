package org.bitsweep.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitsweep.bits.Rng;

/**
 * The generator {@code sincos}: noisy sine and cosine waves. Sample i has the class c = i mod 4: the sine for even c and
 * the cosine for odd, with one period for c below 2 and two periods from there. Its feature k of n is
 *
 * <pre>a · f(2π · periods · k / n + φ) + noise · g</pre>
 *
 * with an amplitude a uniform on [0.5, 1.5] and a phase φ uniform on [-π/6, π/6] of the sample's own, and g standard
 * normal for each feature. It is a function of the seed, i, n and the noise only, so that a larger set begins with the
 * smaller one. The definition is this project's own.
 *
 * @param count number of samples, at least 4
 * @param size features of a sample, at least 4
 * @param noise standard deviation of the Gaussian noise on every feature
 * @param seed seed of the generator
 */
public record SincosSource(int count, int size, double noise, long seed) implements DatasetSource {
    /** Raised with every change that changes a feature. */
    private static final int VERSION = 1;

    private static final int CLASSES = 4;
    private static final double LEAST_AMPLITUDE = 0.5;
    private static final double GREATEST_PHASE = Math.PI / 6;

    public SincosSource {
        if (count < CLASSES) {
            throw new IllegalArgumentException("sincos needs at least 4 samples, one a class, not " + count);
        }
        if (size < 4) {
            throw new IllegalArgumentException(
                    "sincos needs at least 4 features, because of its two periods, not " + size);
        }
        if (!(noise >= 0) || Double.isInfinite(noise)) {
            throw new IllegalArgumentException("the noise of sincos must be a finite number from 0, not " + noise);
        }
        if ((double) count * size > Dataset.MOST_VALUES) {
            throw new IllegalArgumentException(
                    count + " samples of " + size + " features have more values than an array holds");
        }
    }

    @Override
    public String kind() {
        return "sincos";
    }

    @Override
    public Map<String, Object> parameters() {
        return Map.of("count", count, "size", size, "noise", noise, "generator-seed", seed);
    }

    @Override
    public Dataset load(Opener opener) {
        float[] features = new float[count * size];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % CLASSES;
            Rng random = Rng.stream(seed, "sincos/" + i);
            double amplitude = LEAST_AMPLITUDE + random.nextDouble();
            double phase = GREATEST_PHASE * (2 * random.nextDouble() - 1);
            for (int k = 0; k < size; k++) {
                double wave = wave(labels[i], (double) k / size, phase);
                features[i * size + k] = (float) (amplitude * wave + noise * random.nextGaussian());
            }
        }
        return new Dataset(1, size, CLASSES, features, labels, 0, digest());
    }

    private static double wave(int label, double position, double phase) {
        int periods = label < 2 ? 1 : 2;
        double angle = 2 * Math.PI * periods * position + phase;
        return label % 2 == 0 ? StrictMath.sin(angle) : StrictMath.cos(angle);
    }

    @Override
    public Optional<DatasetFacts> facts() {
        return Optional.of(new DatasetFacts(1, size, CLASSES, count, 0, digest()));
    }

    @Override
    public List<String> files(Opener opener) {
        return List.of();
    }

    private String digest() {
        String parameters = count + "/" + size + "/" + Double.toHexString(noise) + "/" + seed;
        return new DatasetDigest("sincos/" + VERSION + "/" + parameters).hex();
    }
}
