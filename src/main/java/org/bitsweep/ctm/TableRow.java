package org.bitsweep.ctm;

/**
 * A row of a CTM table's file.
 *
 * @param dim 1 if the shape is written as a length, 2 if as rows x columns
 * @param shape shape of the block
 * @param block its cells row by row, as characters 0 and 1
 * @param ctm its value in bits
 * @param count how many pairs of machine and blank produce it, or empty if the file does not say
 */
public record TableRow(int dim, Shape shape, String block, double ctm, String count) {}
