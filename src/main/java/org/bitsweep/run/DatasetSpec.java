package org.bitsweep.run;

import java.io.IOException;
import java.io.Serializable;
import org.bitsweep.data.Corruption;
import org.bitsweep.data.DataShape;
import org.bitsweep.data.Dataset;
import org.bitsweep.data.DatasetFacts;
import org.bitsweep.data.DatasetSource;
import org.bitsweep.data.Normalisation;
import org.bitsweep.data.Opener;
import org.bitsweep.data.Preparation;
import org.bitsweep.data.PreparedDataset;
import org.bitsweep.data.SplitSizes;

/**
 * A data set as runs see it.
 *
 * @param name its label in tables; decides no result
 * @param resize side of the square that images are resized to; 0 keeps their size
 * @param preparation what becomes of the samples then
 */
public record DatasetSpec(String name, DatasetSource source, int resize, Preparation preparation)
        implements Serializable {
    /** The largest side that is accepted. */
    public static final int LARGEST_SIDE = 1024;

    public DatasetSpec {
        if (resize < 0 || resize > LARGEST_SIDE) {
            throw new IllegalArgumentException(
                    "dataset.resize is " + resize + ", expected 0 (keep the size) to " + LARGEST_SIDE);
        }
        if (resize > 0 && !source.images()) {
            throw new IllegalArgumentException("dataset.resize is " + resize + ", but samples of the kind "
                    + source.kind() + " are no images: expected 0");
        }
        if (source.categories() > 0 && !(preparation.normalisation() instanceof Normalisation.None)) {
            throw new IllegalArgumentException(
                    "the features are numbers of categories, which cannot be scaled: dataset.normalisation.kind must be none");
        }
        if (source.categories() > 0 && preparation.corruption().inputs() == Corruption.Inputs.GAUSSIAN) {
            throw new IllegalArgumentException("the features are numbers of categories, which cannot be gaussian:"
                    + " dataset.inputs must be given or resampled");
        }
    }

    /**
     * Loads and resizes.
     *
     * @throws IOException if a file is missing or cannot be read
     * @throws IllegalArgumentException if a file is damaged
     */
    public Dataset load(Opener opener) throws IOException {
        return resized(source.load(opener));
    }

    /** What was loaded from the source, in the size that runs see. */
    public Dataset resized(Dataset dataset) {
        return resize == 0 ? dataset : dataset.resized(resize, resize);
    }

    /**
     * How large the data of a run are.
     *
     * @throws IllegalArgumentException if there are too few samples for the split
     */
    public DataShape shape(DatasetFacts facts) {
        SplitSizes sizes = preparation.split().sizes(facts.count(), facts.officialTest());
        int features = resize == 0 ? facts.height() * facts.width() : resize * resize;
        return new DataShape(features, facts.classes(), sizes.train(), sizes.validation(), sizes.test());
    }

    /** What was loaded, in the size that runs see, as they draw from it. */
    public PreparedDataset prepared(Dataset dataset) {
        return PreparedDataset.of(dataset, preparation);
    }

    /**
     * Loads, resizes and splits.
     *
     * @throws IOException if a file is missing or cannot be read
     * @throws IllegalArgumentException if a file is damaged, or has too few samples for the split
     */
    public PreparedDataset prepare(Opener opener) throws IOException {
        return prepared(load(opener));
    }
}
