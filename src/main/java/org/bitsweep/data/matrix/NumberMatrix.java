package org.bitsweep.data.matrix;

/**
 * Numbers from a file.
 *
 * @param name the file, with the entry's name behind a colon where a file holds several
 * @param values row by row
 */
public record NumberMatrix(String name, int rows, int cols, double[] values) {}
