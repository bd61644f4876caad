package org.bitsweep.run;

/**
 * One row of the table {@code measures}.
 *
 * @param layer from 0; -1 stands for the whole network
 * @param name what was measured and how; {@code bdm} and {@code entropy} are in bits
 */
public record MeasureRow(String runKey, int epoch, String probe, int layer, String name, double value) {}
