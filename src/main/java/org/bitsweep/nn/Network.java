package org.bitsweep.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.bits.Flips;
import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.Rng;
import org.bitsweep.data.Samples;

/**
 * A multilayer perceptron with its parameters, its optimizer's state and the buffers of one batch; nothing is allocated
 * in a step. Not thread-safe.
 */
final class Network implements NetworkView {
    private final Kernels kernels;
    private final int inputs;
    private final int capacity;
    private final boolean binaryInput;
    private final Signal input;
    private final int[] labels;
    /** Null if the inputs are numbers to compute with. */
    private final Embedding embedding;

    private final Layer[] layers;
    private final List<LayerView> views;
    private final List<LayerOutput> outputs;
    private final Loss loss;
    private final Optimizer optimizer;
    private int steps;

    /**
     * @param capacity the most samples of one batch
     * @param initialisation where latent weights come from, layer by layer, row by row
     * @param dropout where dropout comes from
     */
    Network(
            Kernels kernels,
            NetworkSpec spec,
            TrainingSpec training,
            int inputs,
            int classes,
            int capacity,
            Rng initialisation,
            Rng dropout) {
        this(kernels, spec, training, inputs, classes, capacity, initialisation, dropout, null);
    }

    /** @param noise on the weights in training; null for none */
    Network(
            Kernels kernels,
            NetworkSpec spec,
            TrainingSpec training,
            int inputs,
            int classes,
            int capacity,
            Rng initialisation,
            Rng dropout,
            WeightNoise noise) {
        this.kernels = kernels;
        this.inputs = inputs;
        this.capacity = capacity;
        this.optimizer = Optimizer.of(training.optimizer(), kernels);
        this.binaryInput = spec.kind() instanceof NetworkKind.Binarized binarized && binarized.binaryInput();
        this.input = binaryInput ? Signal.floatsAndSigns(capacity, inputs) : Signal.floats(capacity, inputs);
        this.labels = new int[capacity];
        this.loss = Loss.of(training.loss(), kernels, capacity, classes);
        this.embedding = spec.embedding() == null
                ? null
                : new Embedding(spec.embedding(), inputs, kernels, optimizer, initialisation);
        this.layers = new LayerFactory(kernels, spec, optimizer, capacity, initialisation, dropout, noise)
                .layers(classes, input, embedding);
        this.views = views(embedding, layers);
        this.outputs = outputs(layers, binaryInput);
    }

    private static List<LayerView> views(Embedding embedding, Layer[] layers) {
        List<LayerView> views = new ArrayList<>(embedding == null ? List.of() : embedding.tables());
        views.addAll(List.of(layers));
        return List.copyOf(views);
    }

    private static List<LayerOutput> outputs(Layer[] layers, boolean discreteInput) {
        List<LayerOutput> outputs = new ArrayList<>();
        boolean discrete = discreteInput;
        for (Layer layer : layers) {
            LayerOutput output = layer.units == null
                    ? LayerOutput.ofLogits(layer.outputWidth(), layer.outputStride(), layer.outputs, discrete)
                    : layer.units.output();
            discrete = output.kind() != LayerOutput.Kind.FLOATS;
            outputs.add(output);
        }
        return List.copyOf(outputs);
    }

    int capacity() {
        return capacity;
    }

    Layer layer(int index) {
        return layers[index];
    }

    @Override
    public List<LayerView> layers() {
        return views;
    }

    /** Number of layers of weights, tables of an embedding not among them. */
    int depth() {
        return layers.length;
    }

    @Override
    public List<LayerOutput> outputs() {
        return outputs;
    }

    @Override
    public void forward(Samples samples, ForwardListener listener) {
        forward(samples, listener, true);
    }

    /** The same, after which the values before activations are there, too, as gradients need them. */
    void forwardWithValues(Samples samples, ForwardListener listener) {
        forward(samples, listener, false);
    }

    private void forward(Samples samples, ForwardListener listener, boolean signalsOnly) {
        for (int from = 0; from < samples.count(); from += capacity) {
            int rows = Math.min(capacity, samples.count() - from);
            for (int r = 0; r < rows; r++) {
                load(r, samples.features(), (from + r) * inputs, samples.labels()[from + r]);
            }
            pass(rows, signalsOnly);
            listener.passed(from, rows);
        }
    }

    @Override
    public SampleGradients sampleGradients(Samples samples, List<float[]> origins) {
        if (embedding != null) {
            throw new UnsupportedOperationException("the gradients of single samples by an embedding");
        }
        SampleGradientPass pass = new SampleGradientPass(kernels, layers, capacity, origins);
        forwardWithValues(samples, (first, rows) -> {
            Layer last = layers[layers.length - 1];
            loss.evaluate(rows, last.outputs(), last.outputStride(), labels, last.gradient());
            pass.add(rows);
        });
        return pass.result(samples.count());
    }

    @Override
    public Sharpness sharpness(Samples samples, Rng start, int most, double tolerance) {
        return hessian(samples).largestEigenvalue(start, most, tolerance);
    }

    LossHessian hessian(Samples samples) {
        return new LossHessian(kernels, this, samples, loss, labels, embedding);
    }

    @Override
    public OptionalDouble noiseNats(int layer) {
        int index = layer - (layers().size() - layers.length);
        return index >= 0 && layers[index].product instanceof NoisyProduct noisy
                ? OptionalDouble.of(noisy.nats())
                : OptionalDouble.empty();
    }

    /** Puts one sample into the batch buffer. */
    void load(int row, float[] features, int from, int label) {
        if (embedding != null) {
            embedding.requireTokens(features, from);
        }
        System.arraycopy(features, from, input.floats(), row * input.stride(), inputs);
        labels[row] = label;
    }

    /**
     * One optimisation step on the loaded rows.
     *
     * @param rateFactor what the schedule multiplies the learning rate by
     * @return the number of weights whose sign changed; {@link #lossSum} and {@link #correct} are of before the update
     */
    int step(int rows, double rateFactor) {
        prepareInput(rows);
        for (Layer layer : layers) {
            layer.forward(rows);
        }
        Layer last = layers[layers.length - 1];
        loss.evaluate(rows, last.outputs(), last.outputStride(), labels, last.gradient());
        steps++;
        optimizer.prepare(steps, rateFactor);
        int flips = 0;
        for (int l = layers.length - 1; l >= 0; l--) {
            flips += layers[l].backward(rows, l == 0 ? null : layers[l - 1].gradient());
        }
        return flips;
    }

    /** Loss and hits of the loaded rows in evaluation mode. */
    void evaluate(int rows) {
        pass(rows, true);
        Layer last = layers[layers.length - 1];
        loss.evaluate(rows, last.outputs(), last.outputStride(), labels, null);
    }

    /** The loaded rows through all layers in evaluation mode. */
    private void pass(int rows, boolean signalsOnly) {
        prepareInput(rows);
        for (Layer layer : layers) {
            layer.evaluate(rows, signalsOnly);
        }
    }

    private void prepareInput(int rows) {
        if (binaryInput) {
            float[] values = input.floats();
            kernels.packSigns(0, rows, inputs, values, input.stride(), input.packed(), null);
            for (int r = 0; r < rows; r++) {
                int row = r * input.stride();
                for (int i = row; i < row + inputs; i++) {
                    values[i] = values[i] > 0f ? 1f : -1f;
                }
            }
            input.setBinary(true);
        }
    }

    /** Sum over the rows of the last call of their losses. */
    double lossSum() {
        return loss.lossSum();
    }

    /** Rows of the last call that were classified correctly. */
    int correct() {
        return loss.correct();
    }

    /** The inputs of the loaded batch. */
    Signal input() {
        return input;
    }

    /** A copy of everything that evaluation depends on. */
    Checkpoint checkpoint() {
        List<float[]> copies = new ArrayList<>();
        for (float[] tensor : tensors()) {
            copies.add(tensor.clone());
        }
        return new Checkpoint(copies);
    }

    void restore(Checkpoint checkpoint) {
        List<float[]> live = tensors();
        for (int i = 0; i < live.size(); i++) {
            float[] saved = checkpoint.tensors.get(i);
            System.arraycopy(saved, 0, live.get(i), 0, saved.length);
        }
        for (Layer layer : layers) {
            layer.weightsReplaced();
        }
        if (embedding != null) {
            embedding.tables().forEach(Embedding.Table::replaced);
            embedding.refresh();
        }
    }

    /** Whether all parameters and running statistics are finite: the loss alone cannot tell, because signs hide a NaN. */
    boolean isFinite() {
        for (float[] tensor : tensors()) {
            // A sum of finite numbers can overflow; their products with 0 are what only finite numbers make 0.
            float poison = 0f;
            for (float value : tensor) {
                poison += value * 0f;
            }
            if (poison != 0f) {
                return false;
            }
        }
        return true;
    }

    private List<float[]> tensors() {
        List<float[]> tensors = new ArrayList<>();
        if (embedding != null) {
            embedding.tables().forEach(table -> tensors.add(table.latent()));
        }
        for (Layer layer : layers) {
            layer.addTensors(tensors);
        }
        return tensors;
    }

    /** Parameters and running statistics of one moment. */
    static final class Checkpoint {
        private final List<float[]> tensors;

        private Checkpoint(List<float[]> tensors) {
            this.tensors = tensors;
        }
    }

    /** One layer: weights, what normalises or shifts their products, and, if it is hidden, its units. */
    static final class Layer implements LayerView {
        private final Linear linear;
        private final Product product;
        private final Normalisation normalisation;
        /** Null in the last layer. */
        private final HiddenUnits units;

        private final boolean binarized;
        private final float[] products;
        private final float[] outputs;
        private final float[] gradient;

        Layer(
                Linear linear,
                Product product,
                Normalisation normalisation,
                HiddenUnits units,
                boolean binarized,
                int capacity) {
            this.linear = linear;
            this.product = product;
            this.normalisation = normalisation;
            this.units = units;
            this.binarized = binarized;
            this.products = new float[capacity * linear.outputStride];
            this.outputs = new float[capacity * linear.outputStride];
            this.gradient = new float[capacity * linear.outputStride];
        }

        private void forward(int rows) {
            product.forwardInTraining(rows, products);
            normalisation.forward(rows, products, outputs);
            if (units != null) {
                units.forward(rows, outputs, true);
            }
        }

        /** @param signalOnly values before the activation of hidden units need not be there afterwards */
        private void evaluate(int rows, boolean signalOnly) {
            Normalisation.Affine affine = normalisation.evaluation();
            if (signalOnly && hasOnlySigns() && linear instanceof Linear.Binarized signs && !from().binary()) {
                signs.forwardSigns(
                        rows, from(), affine, products, units.signal().packed());
                return;
            }
            product.forward(rows, products);
            linear.kernels.affine(rows, linear.outputStride, products, outputs, affine.factor(), affine.offset());
            if (units != null) {
                units.forward(rows, outputs, false);
            }
        }

        /** Whether packed signs of plain products are all that goes on. */
        private boolean hasOnlySigns() {
            return product instanceof Product.Plain
                    && units instanceof HiddenUnits.Signs
                    && units.signal().floats() == null;
        }

        /** Computes the gradients, that of the layer below first, and updates. */
        private int backward(int rows, float[] below) {
            if (units != null) {
                units.backward(rows, outputs, gradient);
            }
            normalisation.backward(rows, products, gradient);
            if (below != null) {
                product.backward(rows, gradient, below);
            }
            normalisation.update();
            return product.update(rows, gradient);
        }

        /** Computes the gradients of signals and products after an evaluation with all values, that of the layer below included. */
        void backwardInEvaluation(int rows, float[] below) {
            if (units != null) {
                units.differentiate(rows, outputs, gradient);
            }
            normalisation.backwardInEvaluation(rows, gradient);
            if (below != null) {
                product.backward(rows, gradient, below);
            }
        }

        private void addTensors(List<float[]> tensors) {
            tensors.add(linear.latent);
            if (product instanceof NoisyProduct noisy) {
                tensors.add(noisy.logAlpha());
            }
            tensors.addAll(List.of(normalisation.tensors()));
            if (units != null) {
                tensors.addAll(List.of(units.tensors()));
            }
        }

        private void weightsReplaced() {
            linear.latentReplaced();
            if (product instanceof NoisyProduct noisy) {
                noisy.refresh();
            }
        }

        /** What the layer's weights are multiplied by. */
        Signal from() {
            return product.from();
        }

        Product product() {
            return product;
        }

        Linear linear() {
            return linear;
        }

        Normalisation normalisation() {
            return normalisation;
        }

        /** Null in the last layer. */
        HiddenUnits units() {
            return units;
        }

        /** Values before the activation, samples x outputStride. */
        float[] outputs() {
            return outputs;
        }

        /** Gradient of the layer's signal, and after the step that of its products. */
        float[] gradient() {
            return gradient;
        }

        int outputStride() {
            return linear.outputStride;
        }

        @Override
        public int inputWidth() {
            return linear.inputs;
        }

        @Override
        public int outputWidth() {
            return linear.outputs;
        }

        @Override
        public boolean binarized() {
            return binarized;
        }

        @Override
        public BitMatrix signs() {
            return linear.signs;
        }

        @Override
        public Flips flips() {
            return linear.flips();
        }

        @Override
        public float latentWeight(int output, int input) {
            return linear.latent[output * linear.inputStride + input];
        }

        @Override
        public float effectiveWeight(int output, int input) {
            return linear.effective(output, input);
        }

        @Override
        public float weightGradient(int output, int input) {
            return linear.gradient()[output * linear.inputStride + input];
        }

        @Override
        public float activation(int sample, int unit) {
            return units == null
                    ? outputs[sample * linear.outputStride + unit]
                    : units.signal().value(sample, unit);
        }
    }
}
