package org.bitsweep.run.probes;

import java.util.List;
import org.bitsweep.complexity.Compressor;
import org.bitsweep.nn.LayerView;
import org.bitsweep.run.Measurements;

/**
 * Bytes of the signs of each layer's weights, packed and compressed by a general compressor, and their sum. What a
 * compressor makes may change by some bytes between versions of its library, and gzip's between builds of the JDK: of all
 * measures these alone are not the same bit for bit everywhere. Settings: {@code compressor} gzip, xz or zstd (zstd);
 * {@code every} so many epochs (1).
 */
public final class CompressedSizeProbe extends EpochProbeProvider {
    /** The time of a weight, by the slowest compressor. */
    private static final double SECONDS = 1.5e-8;

    /** Made by the service loader. */
    public CompressedSizeProbe() {
        super("compressed-size", "compressor", "every");
    }

    /** Since 2 zstd knows the size of what it compresses. */
    @Override
    public int version() {
        return 2;
    }

    @Override
    double seconds(ProbeSettings settings, double weights) {
        return SECONDS * weights;
    }

    @Override
    EpochProbe probe(ProbeSettings written, long seed, Measurements measurements) {
        return new Probe(written, measurements);
    }

    private static final class Probe extends EpochProbe {
        private final Compressor compressor;
        private final Measurements measurements;

        Probe(ProbeSettings settings, Measurements measurements) {
            super(every(settings));
            this.compressor = settings.choice("compressor", Compressor.ZSTD);
            this.measurements = measurements;
        }

        @Override
        void measure(int epoch, List<LayerView> layers) {
            long sum = 0;
            for (int l = 0; l < layers.size(); l++) {
                long bytes = compressor.size(layers.get(l).signs());
                measurements.add(epoch, l, "bytes", bytes);
                sum += bytes;
            }
            measurements.add(epoch, Measurements.WHOLE_NETWORK, "bytes", sum);
        }
    }
}
