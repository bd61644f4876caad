package org.bitsweep.data;

import java.io.Serializable;
import org.bitsweep.bits.Rng;

/**
 * A dataset that is loaded, resized and split: all that the runs of a sweep share. Made once, sent to every executor,
 * and read by many threads at a time.
 */
public final class PreparedDataset implements Serializable {
    private final float[] features;
    private final int[] labels;
    private final int width;
    private final int classes;
    private final int officialTest;
    private final SplitSpec spec;
    private final Split split;
    private final Corruption corruption;
    private final Normalisation normalisation;
    private final String digest;

    private PreparedDataset(Dataset dataset, Preparation preparation) {
        this.features = dataset.features();
        this.labels = dataset.labels();
        this.width = dataset.height() * dataset.width();
        this.classes = dataset.classes();
        this.officialTest = dataset.officialTest();
        this.spec = preparation.split();
        this.split = spec.split(dataset);
        this.corruption = preparation.corruption();
        this.normalisation = preparation.normalisation();
        this.digest = dataset.digest();
    }

    /**
     * Splits a dataset, which has its final image size.
     *
     * @throws IllegalArgumentException if the dataset has not the samples that the split asks for
     */
    public static PreparedDataset of(Dataset dataset, Preparation preparation) {
        return new PreparedDataset(dataset, preparation);
    }

    /** Features a sample. */
    public int features() {
        return width;
    }

    /** Number of classes. */
    public int classes() {
        return classes;
    }

    /** The split; if each run has its own, one of the same sizes. */
    public Split split() {
        return split;
    }

    /**
     * The digest of the {@link Dataset}. It depends neither on the image size nor on split, corruption and
     * normalisation: those are parameters of a run.
     */
    public String digest() {
        return digest;
    }

    /**
     * The data of one run: its training samples are a stratified random subset of the pool, from the stream {@code
     * subset} of the run's seed. Then the parts are {@linkplain Corruption corrupted}, and {@linkplain Normalisation
     * normalised} by what the training part is like.
     */
    public RunData draw(long runSeed) {
        Split its = spec.perRun() ? spec.by(runSeed).split(labels, classes, officialTest) : split;
        int[] subset = Stratified.draw(its.pool(), labels, classes, its.train(), Rng.stream(runSeed, "subset"));
        Samples train = gather(subset);
        Samples validation = gather(its.validation());
        Samples test = gather(its.test());

        Corruptor corruptor = new Corruptor(corruption, runSeed, classes);
        float[] given = corruption.inputs() == Corruption.Inputs.GIVEN
                ? train.features()
                : train.features().clone();
        corrupt(corruptor, "train", train, given);
        corrupt(corruptor, "validation", validation, given);
        corrupt(corruptor, "test", test, given);
        corruptor.noise(train.labels());

        Scaling scaling = Scaling.of(normalisation, train.features(), width);
        scaling.apply(train.features());
        scaling.apply(validation.features());
        scaling.apply(test.features());
        return new RunData(train, validation, test, classes);
    }

    private void corrupt(Corruptor corruptor, String part, Samples samples, float[] given) {
        corruptor.inputs(part, samples.features(), given, width);
        corruptor.labels(part, samples.labels());
    }

    private Samples gather(int[] samples) {
        float[] values = new float[samples.length * width];
        int[] itsLabels = new int[samples.length];
        for (int k = 0; k < samples.length; k++) {
            System.arraycopy(features, samples[k] * width, values, k * width, width);
            itsLabels[k] = labels[samples[k]];
        }
        return new Samples(values, itsLabels, samples.length, width);
    }
}
