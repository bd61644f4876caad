package org.bitsweep.data;

/**
 * What one run trains and is judged on, normalised by the mean and standard deviation of its own training part.
 *
 * @param train the run's own samples of the training pool
 * @param validation the validation set
 * @param test the test set
 * @param classes number of classes
 */
public record RunData(Samples train, Samples validation, Samples test, int classes) {
    /** Features a sample. */
    public int features() {
        return train.width();
    }
}
