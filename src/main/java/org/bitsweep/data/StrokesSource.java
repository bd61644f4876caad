package org.bitsweep.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitsweep.bits.Rng;

/**
 * The generator {@code strokes}: digits 0 to 9 drawn by code, which needs no download. Sample i shows digit i mod 10,
 * and is a function of the seed, i, the size and the noise only, so that a larger set begins with the smaller one; its
 * shape does not depend on size and noise.
 *
 * @param count number of samples, at least 10
 * @param size height and width of an image in pixels, at least 4
 * @param noise standard deviation of the Gaussian noise on every pixel, before values are cut off at 0 and 1
 * @param seed seed of the generator
 */
public record StrokesSource(int count, int size, double noise, long seed) implements DatasetSource {
    /** Raised with every change that changes a pixel. */
    private static final int VERSION = 1;

    private static final int CLASSES = 10;

    public StrokesSource {
        if (count < CLASSES) {
            throw new IllegalArgumentException("strokes needs at least 10 samples, one a digit, not " + count);
        }
        if (size < 4) {
            throw new IllegalArgumentException("strokes draws digits at 4 pixels or more, not " + size);
        }
        if (!(noise >= 0) || Double.isInfinite(noise)) {
            throw new IllegalArgumentException("the noise of strokes must be a finite number from 0, not " + noise);
        }
        if ((double) count * size * size > Dataset.MOST_VALUES) {
            throw new IllegalArgumentException(
                    count + " images of " + size + "x" + size + " have more pixels than an array holds");
        }
    }

    @Override
    public String kind() {
        return "strokes";
    }

    @Override
    public Map<String, Object> parameters() {
        return Map.of("count", count, "size", size, "noise", noise, "generator-seed", seed);
    }

    @Override
    public boolean images() {
        return true;
    }

    @Override
    public Dataset load(Opener opener) {
        float[] features = new float[count * size * size];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % CLASSES;
            Rng random = Rng.stream(seed, "strokes/" + i);
            StrokeDrawing drawing = StrokeDrawing.random(labels[i], random);
            drawing.render(size, features, i * size * size);
            addNoise(features, i * size * size, random);
        }
        return new Dataset(size, size, CLASSES, features, labels, 0, digest());
    }

    @Override
    public Optional<DatasetFacts> facts() {
        return Optional.of(new DatasetFacts(size, size, CLASSES, count, 0, digest()));
    }

    @Override
    public List<String> files(Opener opener) {
        return List.of();
    }

    private void addNoise(float[] features, int start, Rng random) {
        if (noise == 0) {
            return;
        }
        for (int i = start; i < start + size * size; i++) {
            double noisy = features[i] + noise * random.nextGaussian();
            features[i] = (float) Math.min(1, Math.max(0, noisy));
        }
    }

    private String digest() {
        // Hexadecimal, because JDK 19 changed how a double is printed in decimals.
        String parameters = count + "/" + size + "/" + Double.toHexString(noise) + "/" + seed;
        return new DatasetDigest("strokes/" + VERSION + "/" + parameters).hex();
    }
}
