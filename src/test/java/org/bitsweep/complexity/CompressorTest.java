package org.bitsweep.complexity;

import static org.assertj.core.api.Assertions.assertThat;

import org.bitsweep.bits.BitMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompressorTest {
    @ParameterizedTest
    @EnumSource
    void zerosShrinkAndRandomBitsDoNot(Compressor compressor) {
        assertThat(compressor.size(new BitMatrix(512, 512))).isBetween(10L, 200L);
        assertThat(compressor.size(SampleMatrix.random(512, 512, 0.5, 1))).isBetween(32768L, 32768L + 200);
        assertThat(compressor.size(SampleMatrix.random(512, 512, 0.05, 1))).isBetween(9386L, 16000L);
    }

    /** As numpy.packbits packs. */
    @Test
    void bitsArePackedRowByRowFromTheHighestBitOn() {
        assertThat(Compressor.packed(BitMatrix.parse("100", "011", "110", "001")))
                .containsExactly((byte) 0b1000_1111, (byte) 0b0001_0000);
    }

    @Test
    void rowsOfAllWidthsAreJoinedWithoutGaps() {
        for (int cols : new int[] {1, 7, 8, 63, 64, 65, 128, 131}) {
            BitMatrix matrix = SampleMatrix.random(5, cols, 0.5, cols);
            byte[] packed = Compressor.packed(matrix);
            assertThat(packed).hasSize((5 * cols + 7) / 8);
            BitMatrix flat = matrix.flattened();
            for (int i = 0; i < 5 * cols; i++) {
                boolean bit = matrix.get(i / cols, i % cols);
                assertThat((packed[i / 8] >> 7 - i % 8 & 1) == 1).isEqualTo(bit);
                assertThat(flat.get(0, i)).isEqualTo(bit);
            }
        }
    }
}
