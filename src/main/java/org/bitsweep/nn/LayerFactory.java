package org.bitsweep.nn;

import java.util.ArrayList;
import java.util.List;
import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.Rng;
import org.bitsweep.bits.Scratch;

/** Builds the layers of a network, from input to output. */
final class LayerFactory {
    private final Kernels kernels;
    private final Scratch scratch = new Scratch();
    private final NetworkSpec spec;
    private final Optimizer optimizer;
    private final int capacity;
    private final Rng initialisation;
    private final Rng dropout;
    /** Null for none. */
    private final WeightNoise noise;

    LayerFactory(
            Kernels kernels,
            NetworkSpec spec,
            Optimizer optimizer,
            int capacity,
            Rng initialisation,
            Rng dropout,
            WeightNoise noise) {
        this.kernels = kernels;
        this.spec = spec;
        this.optimizer = optimizer;
        this.capacity = capacity;
        this.initialisation = initialisation;
        this.dropout = dropout;
        this.noise = noise;
    }

    /** @param embedding null for none */
    Network.Layer[] layers(int classes, Signal input, Embedding embedding) {
        List<Integer> widths = new ArrayList<>(spec.hidden());
        widths.add(classes);
        Network.Layer[] layers = new Network.Layer[widths.size()];
        Signal from = input;
        for (int l = 0; l < layers.length; l++) {
            int width = widths.get(l);
            boolean looksUp = l == 0 && embedding != null;
            Linear linear = linear(l, looksUp ? embedding.rows().width() : from.width(), width);
            Product product = looksUp ? new Product.Embedded(linear, embedding, from) : product(linear, from);
            Normalisation normalisation =
                    spec.normalises(l) ? new BatchNorm(kernels, width, optimizer) : new Bias(kernels, width, optimizer);
            HiddenUnits units = l < layers.length - 1 ? units(l, width) : null;
            boolean binarized = spec.kind().binarizes(l, layers.length);
            layers[l] = new Network.Layer(linear, product, normalisation, units, binarized, capacity);
            from = units == null ? null : units.signal();
        }
        return layers;
    }

    private Product product(Linear linear, Signal from) {
        return noise == null
                ? new Product.Plain(linear, from)
                : new NoisyProduct(linear, from, kernels, capacity, optimizer, noise);
    }

    private Linear linear(int layer, int inputs, int outputs) {
        Initialisation start = spec.initialisation();
        if (spec.kind() instanceof NetworkKind.Binarized kind && kind.binarizes(layer, spec.depth())) {
            return new Linear.Binarized(
                    kernels,
                    scratch,
                    inputs,
                    outputs,
                    start,
                    optimizer,
                    initialisation,
                    kind.weights(),
                    kind.clipWeights());
        }
        Quantization quantization = spec.kind() instanceof NetworkKind.Quantized kind ? kind.weights() : null;
        return new Linear.Plain(kernels, scratch, inputs, outputs, start, optimizer, initialisation, quantization);
    }

    private HiddenUnits units(int layer, int width) {
        Dropout drop =
                spec.dropout() > 0 ? new Dropout(spec.dropout(), capacity * Kernels.padded(width), dropout) : null;
        if (spec.kind() instanceof NetworkKind.Binarized kind) {
            boolean needsFloats = drop != null || !kind.binarizes(layer + 1, spec.depth());
            Signal signal = needsFloats ? Signal.floatsAndSigns(capacity, width) : Signal.signs(capacity, width);
            return new HiddenUnits.Signs(kernels, signal, drop, kind.activations());
        }
        Signal signal = Signal.floats(capacity, width);
        if (spec.kind() instanceof NetworkKind.Quantized kind) {
            Quantization quantization = kind.activationBits() == 0
                    ? null
                    : new Quantization(kind.activationBits(), kind.weights().scheme());
            return new HiddenUnits.Floats(kernels, signal, drop, kind.activation(), quantization);
        }
        return new HiddenUnits.Floats(kernels, signal, drop, ((NetworkKind.Plain) spec.kind()).activation(), null);
    }
}
