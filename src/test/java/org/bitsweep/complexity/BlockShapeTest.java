package org.bitsweep.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockShapeTest {
    @Test
    void rowsComeFirst() {
        assertThat(BlockShape.parse("2x8")).isEqualTo(new BlockShape(2, 8)).hasToString("2x8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4", "4x", "x4", "4X4", "4x4x4", "-1x4", " 4x4", "4 x 4"})
    void aTextThatIsNotRowsAndColumnsIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BlockShape.parse(text))
                .withMessage("block '" + text + "', expected rows and columns, such as 4x4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x4", "4x0", "1x17", "5x4", "99x99"})
    void aBlockWithNoCellOrMoreThanSixteenIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BlockShape.parse(text))
                .withMessage("a block of " + text + " cells, expected 1 to 16 cells");
    }
}
