package org.bitsweep.run;

import java.util.List;
import java.util.OptionalDouble;
import org.bitsweep.bits.Rng;
import org.bitsweep.data.Samples;
import org.bitsweep.nn.ForwardListener;
import org.bitsweep.nn.LayerOutput;
import org.bitsweep.nn.LayerView;
import org.bitsweep.nn.NetworkView;
import org.bitsweep.nn.SampleGradients;
import org.bitsweep.nn.Sharpness;

/** A network of which only the signs of the weights matter. */
record SignNetwork(List<LayerView> layers) implements NetworkView {
    SignNetwork(LayerView... layers) {
        this(List.of(layers));
    }

    @Override
    public List<LayerOutput> outputs() {
        return List.of();
    }

    @Override
    public void forward(Samples samples, ForwardListener listener) {}

    @Override
    public SampleGradients sampleGradients(Samples samples, List<float[]> origins) {
        return null;
    }

    @Override
    public Sharpness sharpness(Samples samples, Rng start, int most, double tolerance) {
        return null;
    }

    @Override
    public OptionalDouble noiseNats(int layer) {
        return OptionalDouble.empty();
    }
}
