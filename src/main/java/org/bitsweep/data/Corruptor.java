package org.bitsweep.data;

import java.util.stream.IntStream;
import org.bitsweep.bits.Rng;

/** Applies a {@link Corruption} to the parts of one run, in place. */
final class Corruptor {
    private final Corruption corruption;
    private final long seed;
    private final int classes;

    /** @param seed of the run */
    Corruptor(Corruption corruption, long seed, int classes) {
        this.corruption = corruption;
        this.seed = seed;
        this.classes = classes;
    }

    /**
     * Corrupts the labels of a part.
     *
     * @param part train, validation or test
     */
    void labels(String part, int[] labels) {
        Rng random = Rng.stream(seed, "labels/" + part);
        switch (corruption.labels()) {
            case GIVEN -> {}
            case PERMUTED -> random.shuffle(labels);
            case RANDOM -> {
                for (int i = 0; i < labels.length; i++) {
                    labels[i] = random.nextInt(classes);
                }
            }
        }
    }

    /** Replaces the share of the training labels that is to be noise. */
    void noise(int[] labels) {
        if (corruption.labelNoise() == 0) {
            return;
        }
        int[] order = IntStream.range(0, labels.length).toArray();
        Rng.stream(seed, "label-noise/samples").shuffle(order);
        Rng random = Rng.stream(seed, "label-noise/labels");
        long replaced = Math.round(corruption.labelNoise() * labels.length);
        for (int i = 0; i < replaced; i++) {
            labels[order[i]] = random.nextInt(classes);
        }
    }

    /**
     * Corrupts the features of a part.
     *
     * @param part train, validation or test
     * @param given the training part as it was given, {@code count x width}; another array than the values
     */
    void inputs(String part, float[] values, float[] given, int width) {
        Rng random = Rng.stream(seed, "inputs/" + part);
        switch (corruption.inputs()) {
            case GIVEN -> {}
            case GAUSSIAN -> {
                Scaling all = Scaling.of(new Normalisation.Overall(), given, width);
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (all.mean(0) + all.deviation(0) * random.nextGaussian());
                }
            }
            case RESAMPLED -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = given[random.nextInt(given.length / width) * width + i % width];
                }
            }
        }
    }
}
