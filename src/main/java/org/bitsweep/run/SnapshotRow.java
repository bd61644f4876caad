package org.bitsweep.run;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.nn.LayerView;

/**
 * One row of the table {@code snapshots}: the weights of one layer.
 *
 * @param layer from 0
 * @param rows outputs of the layer
 * @param cols inputs of the layer
 * @param bits 1 for a positive weight, row by row without gaps, from the highest bit of the first byte on
 * @param floats the latent weights, row by row, as floats of four bytes, the lowest first; null if they were not asked for
 */
public record SnapshotRow(String runKey, int epoch, int layer, int rows, int cols, byte[] bits, byte[] floats) {
    static SnapshotRow of(String runKey, int epoch, int layer, BitMatrix signs, byte[] floats) {
        byte[] bits = new byte[Math.toIntExact(((long) signs.rows() * signs.cols() + 7) / 8)];
        long at = 0;
        for (int row = 0; row < signs.rows(); row++) {
            for (int col = 0; col < signs.cols(); col++, at++) {
                if (signs.get(row, col)) {
                    bits[(int) (at >>> 3)] |= (byte) (0x80 >>> (at & 7));
                }
            }
        }
        return new SnapshotRow(runKey, epoch, layer, signs.rows(), signs.cols(), bits, floats);
    }

    /** The latent weights of a layer, packed. */
    static byte[] floats(LayerView layer) {
        long bytes = (long) layer.outputWidth() * layer.inputWidth() * Float.BYTES;
        ByteBuffer packed = ByteBuffer.allocate(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
        for (int output = 0; output < layer.outputWidth(); output++) {
            for (int input = 0; input < layer.inputWidth(); input++) {
                packed.putFloat(layer.latentWeight(output, input));
            }
        }
        return packed.array();
    }
}
