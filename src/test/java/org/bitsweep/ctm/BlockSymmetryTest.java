package org.bitsweep.ctm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockSymmetryTest {
    @Test
    void aStringHasItsMirrorImageAndTheComplements() {
        assertThat(BlockSymmetry.images(1, new Shape(1, 3), "001"))
                .extracting(BlockSymmetry.Image::block)
                .containsExactly("110", "100", "011");
    }

    @Test
    void aBlockWithoutSymmetryHasFifteenOtherImages() {
        List<BlockSymmetry.Image> images = BlockSymmetry.images(2, new Shape(2, 3), "110000");
        assertThat(images).hasSize(15).doesNotHaveDuplicates();
        // Row r of the turned block is column r read from bottom to top: 01, 01, 00.
        assertThat(images).contains(new BlockSymmetry.Image("turned 90", new Shape(3, 2), "010100"));
    }

    @Test
    void allImagesHaveTheSameValueInAnEnumeratedTable() throws IOException {
        TableEntry entry = TableEntry.find("2d-n4", CtmTables.local(), new Shape(3, 4), "110100101000");
        assertThat(entry.produced()).isTrue();
        assertThat(entry.images()).hasSize(15);
        assertThat(entry.images().values()).allMatch(ctm -> ctm == entry.ctm());
    }
}
