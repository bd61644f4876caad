package org.bitsweep.run.probes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.bitsweep.complexity.Quantizer;
import org.bitsweep.complexity.Qubd;
import org.bitsweep.complexity.WeightTensor;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.ctm.CtmTables;
import org.bitsweep.nn.LayerView;
import org.bitsweep.run.Measurements;

/**
 * QuBD of the latent weights ({@link Qubd}), in bits: of every layer that has a block of 4x4, of all together, and, if asked
 * for, of single bit planes and of the same weights permuted within their layer, mean and standard deviation. Settings:
 * {@code bits} 1 to 16 (4); {@code clip} percentile (0.05 % to 99.95 %) or min-max (percentile); {@code permutations}
 * (0); {@code planes} off or on (off); {@code table} a shipped one (2d); {@code every} so many epochs (1).
 */
public final class QubdProbe extends EpochProbeProvider {
    private enum Clip {
        PERCENTILE,
        MIN_MAX
    }

    private enum Planes {
        OFF,
        ON
    }

    /** Made by the service loader. */
    public QubdProbe() {
        super("qubd", "bits", "clip", "permutations", "planes", "table", "every");
    }

    @Override
    EpochProbe probe(ProbeSettings written, long seed, Measurements measurements) {
        return new Probe(written, seed, measurements);
    }

    private static final class Probe extends EpochProbe {
        private final Qubd qubd;
        private final int permutations;
        private final boolean planes;
        private final long seed;
        private final Measurements measurements;

        Probe(ProbeSettings settings, long seed, Measurements measurements) {
            super(every(settings));
            Quantizer.Range range = settings.choice("clip", Clip.PERCENTILE) == Clip.PERCENTILE
                    ? Quantizer.Range.PERCENTILE
                    : Quantizer.Range.MIN_MAX;
            this.qubd = new Qubd(
                    new Quantizer(settings.integer("bits", 4, 1, 16), range), table(settings.text("table", "2d")));
            this.permutations = settings.integer("permutations", 0, 0, 10_000);
            this.planes = settings.choice("planes", Planes.OFF) == Planes.ON;
            this.seed = seed;
            this.measurements = measurements;
        }

        private static CtmTable table(String name) {
            if (!name.equals("2d") && !CtmTables.SHIPPED.contains(name)) {
                throw new IllegalArgumentException(
                        "table is " + name + ", expected 2d or one of " + String.join(", ", CtmTables.SHIPPED));
            }
            try {
                return CtmTables.load(name);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        void measure(int epoch, List<LayerView> layers) {
            List<WeightTensor> all = new ArrayList<>();
            for (int l = 0; l < layers.size(); l++) {
                LayerView layer = layers.get(l);
                WeightTensor tensor =
                        WeightTensor.matrix("layer " + l, layer.outputWidth(), layer.inputWidth(), weights(layer));
                all.add(tensor);
                if (qubd.measure(List.of(tensor)).weights() > 0) {
                    measure(epoch, l, List.of(tensor));
                }
            }
            measure(epoch, Measurements.WHOLE_NETWORK, all);
        }

        private void measure(int epoch, int layer, List<WeightTensor> tensors) {
            Qubd.Result result = qubd.measure(tensors);
            measurements.add(epoch, layer, "qubd", result.bits());
            if (planes) {
                for (int plane = 0; plane < result.planes().size(); plane++) {
                    measurements.add(
                            epoch, layer, "plane-" + plane, result.planes().get(plane));
                }
            }
            if (permutations > 0) {
                Qubd.Permuted permuted = qubd.permuted(tensors, seed, permutations);
                measurements.add(epoch, layer, "permuted", permuted.mean());
                if (permutations > 1) {
                    measurements.add(epoch, layer, "permuted-sd", permuted.deviation());
                }
            }
        }
    }
}
