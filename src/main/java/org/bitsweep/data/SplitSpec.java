package org.bitsweep.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.bitsweep.bits.Rng;

/**
 * How to split a dataset into training pool, validation set and test set; stratified by class, and the same for the
 * same seed.
 *
 * <p>What is not given has a default. With an official test set: all of that is the test set, a sixth of the other
 * samples is the validation set, the rest is the pool, and a run trains on half of the pool (for MNIST 10,000; 10,000;
 * 50,000; 25,000). Without: three tenths are the test set, a fifth is the validation set, the rest is the pool, and a
 * run trains on all of it.
 *
 * @param seed seed of the split, apart from those of the runs
 * @param train samples that a run trains on; 0 stands for the default
 * @param validation samples of the validation set; 0 stands for the default
 * @param test samples of the test set; 0 stands for the default
 * @param perRun whether each run has a split of its own, by its own seed instead
 */
public record SplitSpec(long seed, int train, int validation, int test, boolean perRun) implements Serializable {
    public SplitSpec {
        requireCount("train", train);
        requireCount("validation", validation);
        requireCount("test", test);
    }

    /** One split for all runs. */
    public SplitSpec(long seed, int train, int validation, int test) {
        this(seed, train, validation, test, false);
    }

    /** The same sizes, by another seed. */
    SplitSpec by(long other) {
        return new SplitSpec(other, train, validation, test, perRun);
    }

    /** The defaults. */
    public static SplitSpec defaults(long seed) {
        return new SplitSpec(seed, 0, 0, 0);
    }

    /**
     * Splits a dataset.
     *
     * @throws IllegalArgumentException if the dataset has not the samples that were asked for
     */
    public Split split(Dataset dataset) {
        return split(dataset.labels(), dataset.classes(), dataset.officialTest());
    }

    /** Splits the dataset that has these labels. */
    Split split(int[] labels, int classes, int official) {
        int count = labels.length;
        SplitSizes sizes = sizes(count, official);
        int[] testable =
                IntStream.range(official > 0 ? count - official : 0, count).toArray();
        int[] testSet = draw("test", sizes.test(), testable, labels, classes);
        int[] trainable = without(IntStream.range(0, count - official).toArray(), testSet);
        int[] validationSet = draw("validation", sizes.validation(), trainable, labels, classes);
        return new Split(without(trainable, validationSet), validationSet, testSet, sizes.train());
    }

    /**
     * The sizes of the parts, without the samples.
     *
     * @param official how many of the samples are the official test set
     * @throws IllegalArgumentException if there are not the samples that were asked for
     */
    public SplitSizes sizes(int count, int official) {
        int testCount = test > 0 ? test : official > 0 ? official : (int) (count * 3L / 10);
        requireAvailable("test", testCount, official > 0 ? official : count);
        int trainable = count - (official > 0 ? official : testCount);
        int validationCount = validation > 0 ? validation : official > 0 ? (count - official) / 6 : count / 5;
        requireAvailable("validation", validationCount, trainable);
        int pool = trainable - validationCount;
        int trainCount = train > 0 ? train : official > 0 ? pool / 2 : pool;
        requireAvailable("train", trainCount, pool);
        return new SplitSizes(pool, trainCount, validationCount, testCount);
    }

    private int[] draw(String part, int asked, int[] candidates, int[] labels, int classes) {
        Rng random = Rng.stream(seed, "split/" + part);
        return Stratified.draw(candidates, labels, classes, asked, random);
    }

    private static int[] without(int[] sorted, int[] removed) {
        return Arrays.stream(sorted)
                .filter(index -> Arrays.binarySearch(removed, index) < 0)
                .toArray();
    }

    private static void requireCount(String part, int asked) {
        if (asked < 0) {
            throw new IllegalArgumentException("dataset." + part + " must be at least 1 sample, not " + asked);
        }
    }

    private static void requireAvailable(String part, int asked, int available) {
        if (asked < 1) {
            throw new IllegalArgumentException(
                    "dataset." + part + " needs at least 1 sample, but its share of this dataset is 0");
        }
        if (asked > available) {
            throw new IllegalArgumentException("dataset." + part + " needs " + asked + " of the dataset's samples, but "
                    + available + " are there for it");
        }
    }
}
