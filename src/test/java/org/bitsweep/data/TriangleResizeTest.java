package org.bitsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Expected values: Pillow 12.3.0, {@code Image.fromarray(x).resize((columns, rows), Image.BILINEAR)} on float32 arrays
 * (mode F), with {@code x[r, c] = (7 r + 3 c) % 11 / float32(10)}.
 */
class TriangleResizeTest {
    @Test
    void shrinkingEqualsPillow() {
        assertThat(resizedPattern(7, 5, 3, 2))
                .containsExactly(0.525f, 0.51785713f, 0.5647059f, 0.43529412f, 0.48214287f, 0.475f);
    }

    @Test
    void growingEqualsPillow() {
        assertThat(resizedPattern(2, 3, 4, 5))
                .containsExactly(
                        0.0f,
                        0.120000005f,
                        0.3f,
                        0.48000002f,
                        0.6f,
                        0.175f,
                        0.29500002f,
                        0.47500002f,
                        0.49f,
                        0.5f,
                        0.525f,
                        0.645f,
                        0.825f,
                        0.51f,
                        0.3f,
                        0.7f,
                        0.82f,
                        1.0f,
                        0.52f,
                        0.2f);
    }

    @Test
    void shrinkingOneAxisEqualsPillow() {
        assertThat(resizedPattern(4, 6, 4, 3))
                .containsExactly(
                        0.21428572f,
                        0.6125f,
                        0.34285715f,
                        0.75714284f,
                        0.4875f,
                        0.41428572f,
                        0.51428574f,
                        0.5f,
                        0.4857143f,
                        0.5857143f,
                        0.5125f,
                        0.24285714f);
    }

    @Test
    void halvingWeighsFourPixelsOneThreeThreeOne() {
        Dataset row = new Dataset(1, 8, 2, new float[] {0, 0, 0, 1, 0, 0, 0, 0}, new int[1], 0, "");

        // Closed form: output 1 is centred at 3 between its pixels 1 to 4 (weights 1, 3, 3, 1 of 8), output 2 at 5
        // begins at 3.
        assertThat(row.resized(1, 4).features()).containsExactly(0f, 3 / 8f, 1 / 8f, 0f);
    }

    @Test
    void aConstantImageStaysConstant() {
        float[] grey = new float[28 * 28];
        Arrays.fill(grey, 0.5f);

        float[] resized =
                new Dataset(28, 28, 2, grey, new int[1], 0, "").resized(10, 10).features();

        assertThat(resized).hasSize(100).containsOnly(0.5f);
    }

    @Test
    void everyImageIsResizedByItself() {
        float[] one = pattern(7, 5);
        float[] two = new float[70];
        System.arraycopy(one, 0, two, 35, 35);

        float[] resized =
                new Dataset(7, 5, 2, two, new int[2], 0, "").resized(3, 2).features();

        assertThat(Arrays.copyOf(resized, 6)).containsOnly(0f);
        assertThat(Arrays.copyOfRange(resized, 6, 12)).containsExactly(resizedPattern(7, 5, 3, 2));
    }

    @Test
    void aSizeOfZeroIsRefused() {
        Dataset image = new Dataset(7, 5, 2, pattern(7, 5), new int[1], 0, "");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> image.resized(0, 5))
                .withMessage("images cannot be resized to 0x5: both must be at least 1");
    }

    private static float[] resizedPattern(int rows, int columns, int newRows, int newColumns) {
        return new Dataset(rows, columns, 2, pattern(rows, columns), new int[1], 0, "")
                .resized(newRows, newColumns)
                .features();
    }

    private static float[] pattern(int rows, int columns) {
        float[] pixels = new float[rows * columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                pixels[r * columns + c] = (7 * r + 3 * c) % 11 / 10f;
            }
        }
        return pixels;
    }
}
