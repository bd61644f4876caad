package org.bitsweep.data.matrix;

import org.bitsweep.bits.BitMatrix;

/**
 * A bit matrix from a file.
 *
 * @param name the file, with the entry's name behind a colon where a file holds several
 */
public record NamedBits(String name, BitMatrix bits) {}
