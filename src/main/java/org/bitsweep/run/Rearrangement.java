package org.bitsweep.run;

import java.util.Arrays;
import java.util.List;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.bits.Flips;
import org.bitsweep.bits.Rng;
import org.bitsweep.nn.LayerView;

/** Where the sign of each weight lies when blocks are cut, drawn once for a training. */
final class Rearrangement {
    /** Called for a cell. */
    interface Cell {
        void at(int row, int col);
    }

    /** By layer, for each of its cells, row by row, the cell that it goes to; null where all stay. */
    private final int[][] places;

    private Rearrangement(int[][] places) {
        this.places = places;
    }

    /** Draws an arrangement for all layers of a network. */
    static Rearrangement of(ComplexitySpec.Arrangement arrangement, List<LayerView> layers, Rng rng) {
        int[][] places = new int[layers.size()][];
        switch (arrangement) {
            case TRAINED -> {}
            case PERMUTED_INPUTS ->
                places[0] = product(
                        inOrder(layers.get(0).outputWidth()),
                        drawn(layers.get(0).inputWidth(), rng));
            case PERMUTED_UNITS -> {
                int[] units = null;
                for (int l = 0; l < places.length; l++) {
                    LayerView layer = layers.get(l);
                    boolean hidden = l + 1 < places.length && !layer.isTable();
                    int[] outputs = hidden ? drawn(layer.outputWidth(), rng) : inOrder(layer.outputWidth());
                    places[l] = product(outputs, units == null ? inOrder(layer.inputWidth()) : units);
                    units = hidden ? outputs : null;
                }
            }
            case SHUFFLED ->
                Arrays.setAll(
                        places,
                        l -> drawn(layers.get(l).outputWidth() * layers.get(l).inputWidth(), rng));
        }
        return new Rearrangement(places);
    }

    /** Whether a layer's cells do not stay where they are. */
    boolean moves(int layer) {
        return places[layer] != null;
    }

    /** The signs of a layer, rearranged; the matrix itself if all stay. */
    BitMatrix of(int layer, BitMatrix signs) {
        if (!moves(layer)) {
            return signs;
        }
        int cols = signs.cols();
        BitMatrix moved = new BitMatrix(signs.rows(), cols);
        for (int row = 0; row < signs.rows(); row++) {
            for (int col = 0; col < cols; col++) {
                if (signs.get(row, col)) {
                    int place = places[layer][row * cols + col];
                    moved.set(place / cols, place % cols, true);
                }
            }
        }
        return moved;
    }

    /** The places of the flipped cells of a layer that {@linkplain #moves moves}. */
    void flips(int layer, BitMatrix signs, Flips flips, Cell cell) {
        int cols = signs.cols();
        for (int i = 0; i < flips.size(); i++) {
            int row = flips.word(i) / signs.wordsPerRow();
            int col = (flips.word(i) - row * signs.wordsPerRow()) << 6;
            for (long mask = flips.mask(i); mask != 0; mask &= mask - 1) {
                int place = places[layer][row * cols + col + Long.numberOfTrailingZeros(mask)];
                cell.at(place / cols, place % cols);
            }
        }
    }

    private static int[] product(int[] rows, int[] cols) {
        int[] cells = new int[rows.length * cols.length];
        Arrays.setAll(cells, i -> rows[i / cols.length] * cols.length + cols[i % cols.length]);
        return cells;
    }

    private static int[] inOrder(int length) {
        int[] values = new int[length];
        Arrays.setAll(values, i -> i);
        return values;
    }

    private static int[] drawn(int length, Rng rng) {
        int[] values = inOrder(length);
        rng.shuffle(values);
        return values;
    }
}
