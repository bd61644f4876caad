package org.bitsweep.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bitsweep.complexity.Decomposition;
import org.bitsweep.complexity.LocalComplexity;
import org.bitsweep.complexity.Perturbation;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.data.matrix.NamedBits;
import org.bitsweep.data.matrix.PngWriter;

/**
 * An image of one matrix: on the left the mean CTM value of the blocks around each cell, dark for the least and light for
 * the greatest; on the right the change of BDM by flipping each bit, red where it rises (structure), blue where it falls
 * (noise), both up to the greatest change.
 */
final class ComplexityMap {
    private static final long MOST_CELLS = 1 << 24;
    private static final int SMALL_SIDE = 256;
    private static final int GAP = 8;
    private static final int WHITE = 0xffffff;
    private static final int[] DARK_TO_LIGHT = {0x440154, 0x3b528b, 0x21918c, 0x5ec962, 0xfde725};
    private static final int[] BLUE_TO_RED = {0x2166ac, 0xf7f7f7, 0xb2182b};

    private final Path target;
    private final Decomposition decomposition;
    private final CtmTable table;
    private String drawn;

    ComplexityMap(Path target, DecompositionOptions options) {
        if (options.dim() == 1) {
            throw new IllegalArgumentException("--map draws matrices; a string of --dim 1 has no map");
        }
        this.target = target;
        this.decomposition = options.read();
        this.table = options.table();
    }

    void draw(NamedBits matrix) {
        int rows = matrix.bits().rows();
        int cols = matrix.bits().cols();
        if (drawn != null) {
            throw new IllegalArgumentException(
                    "--map draws one matrix, and there are several: " + drawn + " and " + matrix.name());
        }
        if ((long) rows * cols > MOST_CELLS) {
            throw new IllegalArgumentException(
                    matrix.name() + ": --map draws at most 2^24 cells, not " + rows + " x " + cols);
        }
        drawn = matrix.name();
        double[] local = LocalComplexity.of(decomposition, table, matrix.bits());
        double[] changes = new double[rows * cols];
        new Perturbation(decomposition, table).bdm(matrix.bits(), changes);
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        double strongest = 0;
        for (int i = 0; i < changes.length; i++) {
            if (!Double.isNaN(local[i])) {
                least = Math.min(least, local[i]);
                greatest = Math.max(greatest, local[i]);
            }
            strongest = Math.max(strongest, Math.abs(changes[i]));
        }
        double low = least;
        double span = Math.max(greatest - least, Double.MIN_NORMAL);
        double scale = Math.max(2 * strongest, Double.MIN_NORMAL);
        int zoom = Math.max(1, SMALL_SIDE / Math.max(rows, cols));
        write(rows * zoom, 2 * cols * zoom + GAP, (y, x) -> {
            int at = x < cols * zoom ? x : x - cols * zoom - GAP;
            if (at < 0) {
                return WHITE;
            }
            int cell = y / zoom * cols + at / zoom;
            if (x < cols * zoom) {
                return Double.isNaN(local[cell]) ? WHITE : colour(DARK_TO_LIGHT, (local[cell] - low) / span);
            }
            return colour(BLUE_TO_RED, 0.5 + changes[cell] / scale);
        });
    }

    private void write(int rows, int cols, PngWriter.Pixels pixels) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
            PngWriter.write(out, rows, cols, pixels);
        } catch (IOException e) {
            throw new IllegalArgumentException("--map " + target + " cannot be written (" + e + ")", e);
        }
    }

    /** Between the two nearest of colours that stand for 0 to 1 in equal steps. */
    private static int colour(int[] colours, double value) {
        double place = Math.max(0, Math.min(1, value)) * (colours.length - 1);
        int below = Math.min((int) place, colours.length - 2);
        double part = place - below;
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = colours[below] >> shift & 0xff;
            int to = colours[below + 1] >> shift & 0xff;
            rgb |= (int) Math.round(from + part * (to - from)) << shift;
        }
        return rgb;
    }
}
