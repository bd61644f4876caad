package org.bitsweep.run.probes;

import java.util.Arrays;
import java.util.List;
import org.bitsweep.bits.Rng;
import org.bitsweep.nn.LayerView;

/** Another order of the hidden units, drawn once: rows of a layer's weights, and the columns of the next one's with them. */
final class UnitOrder {
    private final int[][] outputs;
    private final int[][] inputs;

    private UnitOrder(int layers) {
        this.outputs = new int[layers][];
        this.inputs = new int[layers][];
    }

    static UnitOrder of(List<LayerView> layers, Rng rng) {
        UnitOrder order = new UnitOrder(layers.size());
        int[] drawn = null;
        for (int l = 0; l < layers.size(); l++) {
            LayerView layer = layers.get(l);
            order.inputs[l] = drawn == null ? inOrder(layer.inputWidth()) : drawn;
            order.outputs[l] = inOrder(layer.outputWidth());
            boolean hidden = l + 1 < layers.size() && !layer.isTable();
            drawn = hidden ? order.outputs[l] : null;
            if (hidden) {
                rng.shuffle(drawn);
            }
        }
        return order;
    }

    /** The weights of a layer, outputs x inputs, with its units in that order. */
    double[] of(int layer, double[] weights) {
        int columns = inputs[layer].length;
        double[] moved = new double[weights.length];
        for (int row = 0; row < outputs[layer].length; row++) {
            for (int column = 0; column < columns; column++) {
                moved[row * columns + column] = weights[outputs[layer][row] * columns + inputs[layer][column]];
            }
        }
        return moved;
    }

    private static int[] inOrder(int length) {
        int[] values = new int[length];
        Arrays.setAll(values, i -> i);
        return values;
    }
}
