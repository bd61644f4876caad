package org.bitsweep.run;

import java.util.List;
import java.util.OptionalDouble;
import org.bitsweep.data.Samples;
import org.bitsweep.nn.ForwardListener;
import org.bitsweep.nn.LayerOutput;
import org.bitsweep.nn.LayerView;
import org.bitsweep.nn.NetworkView;
import org.bitsweep.nn.SampleGradients;

/** A network of which there are only the layers to look at. */
record ShownLayers(List<? extends LayerView> shown) implements NetworkView {
    ShownLayers(LayerView... layers) {
        this(List.of(layers));
    }

    @Override
    public List<LayerView> layers() {
        return List.copyOf(shown);
    }

    @Override
    public List<LayerOutput> outputs() {
        return List.of();
    }

    @Override
    public void forward(Samples samples, ForwardListener listener) {
        throw new UnsupportedOperationException("nothing passes through these layers");
    }

    @Override
    public SampleGradients sampleGradients(Samples samples, List<float[]> origins) {
        throw new UnsupportedOperationException("nothing passes through these layers");
    }

    @Override
    public OptionalDouble noiseNats(int layer) {
        return OptionalDouble.empty();
    }
}
