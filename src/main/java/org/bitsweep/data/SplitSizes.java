package org.bitsweep.data;

/**
 * How many samples each part of a split has.
 *
 * @param pool what runs draw their training samples from
 * @param train how many of the pool a run trains on
 */
public record SplitSizes(int pool, int train, int validation, int test) {}
