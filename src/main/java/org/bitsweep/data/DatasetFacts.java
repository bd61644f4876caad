package org.bitsweep.data;

/**
 * What is known of a data set without its samples.
 *
 * @param height rows of an image, before any resizing
 * @param width columns of an image, before any resizing
 * @param classes labels are 0 .. classes - 1
 * @param count number of samples
 * @param officialTest how many of the last samples are the official test set; 0 if there is none
 * @param digest of the {@link Dataset}
 */
public record DatasetFacts(int height, int width, int classes, int count, int officialTest, String digest) {}
