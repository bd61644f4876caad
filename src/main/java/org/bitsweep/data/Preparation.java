package org.bitsweep.data;

import java.io.Serializable;

/** How the samples of a dataset become the data of runs: split, then corrupted, then normalised. */
public record Preparation(SplitSpec split, Corruption corruption, Normalisation normalisation) implements Serializable {
    /** Nothing corrupted, and normalised by mean and deviation of all values. */
    public static Preparation of(SplitSpec split) {
        return new Preparation(split, Corruption.none(), new Normalisation.Overall());
    }
}
