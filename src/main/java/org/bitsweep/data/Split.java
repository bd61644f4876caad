package org.bitsweep.data;

import java.io.Serializable;

/**
 * Which samples of a dataset are for what: three disjoint sets of sorted indices. The arrays are for reading only.
 *
 * @param pool what runs draw their training samples from
 * @param validation the validation set, the same for all runs
 * @param test the test set, the same for all runs
 * @param train how many of the pool a run trains on
 */
public record Split(int[] pool, int[] validation, int[] test, int train) implements Serializable {}
