package org.bitsweep.data;

/**
 * How large the data of one run are.
 *
 * @param features of a sample
 * @param train samples that a run trains on
 * @param validation samples of the validation set
 * @param test samples of the test set
 */
public record DataShape(int features, int classes, int train, int validation, int test) {}
