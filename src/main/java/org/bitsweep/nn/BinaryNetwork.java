package org.bitsweep.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.Rng;

/**
 * A multilayer perceptron with binarized weights and binarized hidden activations, float inputs, and batch normalisation
 * after every layer, the last one included (Hubara et al. 2016). Signs are +1 for values above 0 and -1 otherwise, and
 * are differentiated as the identity.
 *
 * <p>Holds its parameters and the buffers of one batch; nothing is allocated in a step. Not thread-safe.
 */
final class BinaryNetwork {
    private final Kernels kernels;
    private final int inputs;
    private final int inputStride;
    private final int capacity;
    private final DenseLayer[] layers;
    private final BatchNorm[] norms;
    /** Per layer, rows x stride: the product, then its normalised value. */
    private final float[][] products;
    /** Per layer: the batch norm's output, then its gradient. */
    private final float[][] outputs;
    /** Per hidden layer: its activations as ±1, 0 in the padding, and packed. */
    private final float[][] activations;

    private final long[][] packed;
    private final float[] batch;
    private final int[] batchLabels;
    private final CrossEntropy loss;
    private int steps;

    /**
     * @param capacity the most samples of one batch
     * @param rng where the latent weights come from, layer by layer, row by row
     */
    BinaryNetwork(
            Kernels kernels, int inputs, int classes, int capacity, NetworkSpec spec, Adam.Settings adam, Rng rng) {
        this.kernels = kernels;
        this.inputs = inputs;
        this.inputStride = Kernels.padded(inputs);
        this.capacity = capacity;
        List<Integer> widths = new ArrayList<>(spec.hidden());
        widths.add(classes);
        int depth = widths.size();
        layers = new DenseLayer[depth];
        norms = new BatchNorm[depth];
        products = new float[depth][];
        outputs = new float[depth][];
        activations = new float[depth - 1][];
        packed = new long[depth - 1][];
        int from = inputs;
        for (int l = 0; l < depth; l++) {
            int width = widths.get(l);
            layers[l] = new DenseLayer(kernels, from, width, spec.initialDeviation(), adam, rng);
            int stride = layers[l].outputStride();
            norms[l] = new BatchNorm(width, stride, adam);
            products[l] = new float[capacity * stride];
            outputs[l] = new float[capacity * stride];
            if (l < depth - 1) {
                activations[l] = new float[capacity * stride];
                packed[l] = new long[capacity * ((width + 63) >>> 6)];
            }
            from = width;
        }
        batch = new float[capacity * inputStride];
        batchLabels = new int[capacity];
        loss = new CrossEntropy(classes);
    }

    int capacity() {
        return capacity;
    }

    DenseLayer layer(int index) {
        return layers[index];
    }

    BatchNorm norm(int index) {
        return norms[index];
    }

    /** The binarized weights of every layer, outputs x inputs: views that change as training goes on. */
    List<BitMatrix> signs() {
        return IntStream.range(0, layers.length)
                .mapToObj(l -> layers[l].signs())
                .toList();
    }

    /** Puts one sample into the batch buffer. */
    void load(int row, float[] features, int from, int label) {
        System.arraycopy(features, from, batch, row * inputStride, inputs);
        batchLabels[row] = label;
    }

    /**
     * One optimisation step on the loaded rows.
     *
     * @return the number of binarized weights that changed; {@link #loss} and {@link #correct} are of before the update
     */
    int step(int rows) {
        forward(rows);
        backward(rows);
        steps++;
        int flips = 0;
        for (int l = 0; l < layers.length; l++) {
            flips += layers[l].update(steps);
            norms[l].update(steps);
        }
        return flips;
    }

    /** Loss and hits of the loaded rows in evaluation mode. */
    void evaluate(int rows) {
        for (int l = 0; l < layers.length; l++) {
            multiply(l, rows);
            norms[l].evaluate(rows, products[l]);
            if (l < packed.length) {
                kernels.packSigns(rows, layers[l].outputs(), products[l], layers[l].outputStride(), packed[l]);
            }
        }
        int last = layers.length - 1;
        loss.evaluate(rows, products[last], layers[last].outputStride(), batchLabels);
    }

    /** Sum over the rows of the last call of their cross-entropy, nats. */
    double lossSum() {
        return loss.lossSum();
    }

    /** Rows of the last call that were classified correctly. */
    int correct() {
        return loss.correct();
    }

    private void forward(int rows) {
        for (int l = 0; l < layers.length; l++) {
            multiply(l, rows);
            norms[l].forward(rows, products[l], outputs[l]);
            if (l < packed.length) {
                binarize(l, rows);
            }
        }
    }

    private void multiply(int l, int rows) {
        if (l == 0) {
            layers[0].forward(rows, batch, products[0]);
        } else {
            layers[l].forward(rows, packed[l - 1], products[l]);
        }
    }

    private void binarize(int l, int rows) {
        int width = layers[l].outputs();
        int stride = layers[l].outputStride();
        kernels.packSigns(rows, width, outputs[l], stride, packed[l]);
        for (int r = 0; r < rows; r++) {
            int row = r * stride;
            for (int j = 0; j < width; j++) {
                activations[l][row + j] = outputs[l][row + j] > 0f ? 1f : -1f;
            }
        }
    }

    private void backward(int rows) {
        int last = layers.length - 1;
        loss.differentiate(rows, outputs[last], layers[last].outputStride(), batchLabels);
        for (int l = last; l >= 0; l--) {
            norms[l].backward(rows, products[l], outputs[l]);
            layers[l].backwardWeights(rows, l == 0 ? batch : activations[l - 1], outputs[l]);
            if (l > 0) {
                layers[l].backwardInputs(rows, outputs[l], outputs[l - 1]);
            }
        }
    }

    /** A copy of everything that evaluation depends on. */
    Checkpoint checkpoint() {
        float[][][] tensors = new float[layers.length][][];
        for (int l = 0; l < layers.length; l++) {
            float[][] live = tensors(l);
            tensors[l] = new float[live.length][];
            for (int t = 0; t < live.length; t++) {
                tensors[l][t] = live[t].clone();
            }
        }
        return new Checkpoint(tensors);
    }

    void restore(Checkpoint checkpoint) {
        for (int l = 0; l < layers.length; l++) {
            float[][] saved = checkpoint.tensors[l];
            float[][] live = tensors(l);
            for (int t = 1; t < live.length; t++) {
                System.arraycopy(saved[t], 0, live[t], 0, live[t].length);
            }
            layers[l].restore(saved[0]);
        }
    }

    /** Whether all parameters and running statistics are finite: the loss alone cannot tell, because signs hide a NaN. */
    boolean isFinite() {
        for (int l = 0; l < layers.length; l++) {
            for (float[] tensor : tensors(l)) {
                for (float value : tensor) {
                    if (!Float.isFinite(value)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private float[][] tensors(int l) {
        return new float[][] {
            layers[l].latent(), norms[l].scale(), norms[l].shift(), norms[l].runningMean(), norms[l].runningVariance()
        };
    }

    /** Parameters and running statistics of one moment, by layer. */
    static final class Checkpoint {
        private final float[][][] tensors;

        private Checkpoint(float[][][] tensors) {
            this.tensors = tensors;
        }
    }
}
