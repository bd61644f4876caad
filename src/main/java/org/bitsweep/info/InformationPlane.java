package org.bitsweep.info;

import java.util.ArrayList;
import java.util.List;
import org.bitsweep.bits.Rng;
import org.bitsweep.data.Samples;
import org.bitsweep.info.LayerStates.Extent;
import org.bitsweep.nn.LayerOutput;
import org.bitsweep.nn.NetworkView;

/**
 * Where the layers of a network stand in the information plane: I(X;T) and I(T;Y) of every layer's state T, over given
 * patterns X with their labels Y, in evaluation mode. The state of a layer is the tuple of its values: packed signs and
 * quantized values as they are; floats in uniform bins. The last layer's values are its logits. Keeps its memory from
 * call to call; not thread-safe.
 */
public final class InformationPlane {
    private final NetworkView network;
    private final List<Samples> patterns;
    private final Settings settings;
    private final Labels labels;
    private final List<LayerStates> layers = new ArrayList<>();
    private final StateTable table = new StateTable();
    private final int[] numbers;

    /**
     * What to measure.
     *
     * @param bins numbers of bins for layers of floats; each gives a point of its own
     * @param range where these bins lie
     * @param resamples for bootstrap standard errors; 0 for none
     * @param noise variance of the noise for pairwise bounds on layers of floats; 0 for none
     */
    public record Settings(List<Integer> bins, UniformBins.Range range, int resamples, double noise) {
        public Settings {
            bins = List.copyOf(bins);
        }
    }

    /**
     * One layer, with one way to make its values discrete.
     *
     * @param layer its index among the network's layers
     * @param bins number of bins, or 0 where the values are discrete by themselves
     * @param collisions states that differed and had the same hash; they were told apart
     * @param errors null if not asked for
     */
    public record Point(int layer, int bins, StateCounts counts, int collisions, StandardErrors errors) {}

    /** Pairwise bounds of a layer of floats. */
    public record Bounds(int layer, int width, PairwiseBounds bounds) {}

    /** All points and bounds of one moment, by layer. */
    public record Measured(List<Point> points, List<Bounds> bounds) {}

    /** @param patterns sets of samples that are taken together */
    public InformationPlane(NetworkView network, List<Samples> patterns, int classes, Settings settings) {
        this.network = network;
        this.patterns = List.copyOf(patterns);
        this.settings = settings;
        int count = 0;
        for (Samples samples : patterns) {
            count = Math.addExact(count, samples.count());
        }
        int[] all = new int[count];
        int next = 0;
        for (Samples samples : patterns) {
            System.arraycopy(samples.labels(), 0, all, next, samples.count());
            next += samples.count();
        }
        this.labels = new Labels(all, classes);
        this.numbers = new int[count];
        for (LayerOutput output : network.outputs()) {
            layers.add(new LayerStates(output, count));
        }
    }

    /** Number of patterns, N. */
    public int patterns() {
        return labels.patterns();
    }

    /** The labels of the patterns. */
    public Labels labels() {
        return labels;
    }

    /**
     * Passes the patterns through the network as it is now, and measures.
     *
     * @param rng for resamples; may be null if there are none
     */
    public Measured measure(Rng rng) {
        pass();
        return count(rng);
    }

    /** Measures what the last {@link #pass} left, without resamples. */
    public Measured count() {
        return count(null);
    }

    private Measured count(Rng rng) {
        List<Point> points = new ArrayList<>();
        List<Bounds> bounds = new ArrayList<>();
        Extent global = settings.range() == UniformBins.Range.GLOBAL ? global() : null;
        for (int l = 0; l < layers.size(); l++) {
            LayerStates layer = layers.get(l);
            int index = network.layers().size() - layers.size() + l;
            if (!layer.isFloat()) {
                points.add(point(layer, index, 0, layer.number(table, numbers), rng));
                continue;
            }
            Extent extent = extent(layer, global);
            for (int bins : settings.bins()) {
                UniformBins uniform = new UniformBins(bins, extent.low(), extent.high());
                points.add(point(layer, index, bins, layer.number(uniform, table, numbers), rng));
            }
            if (settings.noise() > 0) {
                int width = layer.output().width();
                bounds.add(
                        new Bounds(index, width, PairwiseBounds.of(layer.floats(), width, labels, settings.noise())));
            }
        }
        return new Measured(points, bounds);
    }

    /** Passes the patterns through the network as it is now. */
    public void pass() {
        int offset = 0;
        for (Samples samples : patterns) {
            int start = offset;
            network.forward(samples, (first, rows) -> layers.forEach(layer -> layer.collect(start + first, rows)));
            offset += samples.count();
        }
    }

    private Point point(LayerStates layer, int index, int bins, int distinct, Rng rng) {
        StateCounts counts = labels.count(numbers, distinct, layer.output().width());
        StandardErrors errors = settings.resamples() == 0
                ? null
                : StandardErrors.of(numbers, distinct, labels, settings.resamples(), rng);
        return new Point(index, bins, counts, table.collisions(), errors);
    }

    private Extent extent(LayerStates layer, Extent global) {
        return switch (settings.range()) {
            case GLOBAL -> global;
            case LAYER -> layer.extent();
            case ACTIVATION -> layer.range();
        };
    }

    private Extent global() {
        return layers.stream()
                .filter(LayerStates::isFloat)
                .map(LayerStates::extent)
                .reduce(Extent::and)
                .orElse(null);
    }
}
