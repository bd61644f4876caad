package org.bitsweep.run;

import org.bitsweep.bits.BitMatrix;

/**
 * One row of the table {@code snapshots}: the binarized weights of one layer.
 *
 * @param layer from 0
 * @param rows outputs of the layer
 * @param cols inputs of the layer
 * @param bits 1 for a positive weight, row by row without gaps, from the highest bit of the first byte on
 */
public record SnapshotRow(String runKey, int epoch, int layer, int rows, int cols, byte[] bits) {
    static SnapshotRow of(String runKey, int epoch, int layer, BitMatrix signs) {
        byte[] bits = new byte[Math.toIntExact(((long) signs.rows() * signs.cols() + 7) / 8)];
        long at = 0;
        for (int row = 0; row < signs.rows(); row++) {
            for (int col = 0; col < signs.cols(); col++, at++) {
                if (signs.get(row, col)) {
                    bits[(int) (at >>> 3)] |= (byte) (0x80 >>> (at & 7));
                }
            }
        }
        return new SnapshotRow(runKey, epoch, layer, signs.rows(), signs.cols(), bits);
    }
}
