package org.bitsweep.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.data.matrix.PngWriter;

/** Images that stand in the page as {@code data:} addresses; a pixel a weight. */
final class Images {
    private static final int WHITE = 0xffffff;
    private static final int[] VIRIDIS = {0x440154, 0x3b528b, 0x21918c, 0x5ec962, 0xfde725};

    private Images() {}

    /** Positive weights black. */
    static String signs(BitMatrix matrix) {
        return png(matrix.rows(), matrix.cols(), (row, col) -> matrix.get(row, col) ? 0 : WHITE);
    }

    /** Dark for the least value and light for the greatest; white where there is none. */
    static String map(int rows, int cols, double[] values, Scale scale) {
        return png(rows, cols, (row, col) -> {
            double value = values[row * cols + col];
            return Double.isNaN(value) ? WHITE : colour(scale.place(value));
        });
    }

    private static String png(int rows, int cols, PngWriter.Pixels pixels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            PngWriter.write(out, rows, cols, pixels);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(out.toByteArray());
    }

    private static int colour(double place) {
        double at = Math.max(0, Math.min(1, place)) * (VIRIDIS.length - 1);
        int below = Math.min((int) at, VIRIDIS.length - 2);
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = VIRIDIS[below] >> shift & 0xff;
            int to = VIRIDIS[below + 1] >> shift & 0xff;
            rgb |= (int) Math.round(from + (at - below) * (to - from)) << shift;
        }
        return rgb;
    }
}
