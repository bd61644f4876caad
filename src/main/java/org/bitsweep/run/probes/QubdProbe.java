package org.bitsweep.run.probes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.bitsweep.bits.Rng;
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
 * (0); {@code planes} off or on (off); {@code arrangement} trained, or permuted-units, hidden units in another order, drawn
 * once a run, which computes the same (trained); {@code table} a shipped one (2d); {@code every} so many epochs (1).
 */
public final class QubdProbe extends EpochProbeProvider {
    /** Time of a plane of a weight. */
    private static final double SECONDS = 5e-9;

    private static final int MOST_PERMUTATIONS = 10_000;

    private enum Clip {
        PERCENTILE,
        MIN_MAX
    }

    private enum Planes {
        OFF,
        ON
    }

    private enum Arrangement {
        TRAINED,
        PERMUTED_UNITS
    }

    /** Made by the service loader. */
    public QubdProbe() {
        super("qubd", "bits", "clip", "permutations", "planes", "arrangement", "table", "every");
    }

    @Override
    double seconds(ProbeSettings settings, double weights) {
        return SECONDS
                * weights
                * settings.integer("bits", 4, 1, 16)
                * (1 + settings.integer("permutations", 0, 0, MOST_PERMUTATIONS));
    }

    @Override
    EpochProbe probe(ProbeSettings written, long seed, Measurements measurements) {
        return new Probe(written, seed, measurements);
    }

    private static final class Probe extends EpochProbe {
        private final Qubd qubd;
        private final int permutations;
        private final boolean planes;
        private final Arrangement arrangement;
        private final long seed;
        private final Measurements measurements;
        /** Null until it is drawn, and without one. */
        private UnitOrder order;

        Probe(ProbeSettings settings, long seed, Measurements measurements) {
            super(every(settings));
            Quantizer.Range range = settings.choice("clip", Clip.PERCENTILE) == Clip.PERCENTILE
                    ? Quantizer.Range.PERCENTILE
                    : Quantizer.Range.MIN_MAX;
            this.qubd = new Qubd(
                    new Quantizer(settings.integer("bits", 4, 1, 16), range), table(settings.text("table", "2d")));
            this.permutations = settings.integer("permutations", 0, 0, MOST_PERMUTATIONS);
            this.planes = settings.choice("planes", Planes.OFF) == Planes.ON;
            this.arrangement = settings.choice("arrangement", Arrangement.TRAINED);
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
            Sums all = new Sums(qubd.planes(), permutations);
            List<double[]> weights = layers.stream().map(EpochProbe::weights).toList();
            if (order == null && arrangement == Arrangement.PERMUTED_UNITS) {
                order = UnitOrder.of(layers, Rng.stream(seed, "qubd units"));
            }
            for (int l = 0; l < layers.size(); l++) {
                LayerView layer = layers.get(l);
                double[] values = order == null ? weights.get(l) : order.of(l, weights.get(l));
                WeightTensor tensor =
                        WeightTensor.matrix("layer " + l, layer.outputWidth(), layer.inputWidth(), values);
                Qubd.Result result = qubd.measure(List.of(tensor));
                if (result.weights() > 0) {
                    Sums own = new Sums(qubd.planes(), permutations);
                    own.add(result, qubd.permutedBits(tensor, seed, permutations));
                    report(epoch, l, own);
                    all.add(own);
                }
            }
            report(epoch, Measurements.WHOLE_NETWORK, all);
        }

        private void report(int epoch, int layer, Sums sums) {
            measurements.add(epoch, layer, "qubd", sums.bits);
            if (planes) {
                for (int plane = 0; plane < sums.planes.length; plane++) {
                    measurements.add(epoch, layer, "plane-" + plane, sums.planes[plane]);
                }
            }
            if (permutations > 0) {
                Qubd.Permuted permuted = Qubd.Permuted.of(sums.permuted);
                measurements.add(epoch, layer, "permuted", permuted.mean());
                if (permutations > 1) {
                    measurements.add(epoch, layer, "permuted-sd", permuted.deviation());
                }
            }
        }
    }

    /** Of some layers, added up in their order. */
    private static final class Sums {
        private double bits;
        private final double[] planes;
        private final double[] permuted;

        Sums(int planes, int permutations) {
            this.planes = new double[planes];
            this.permuted = new double[permutations];
        }

        void add(Qubd.Result result, double[] permutedBits) {
            bits += result.bits();
            Arrays.setAll(planes, plane -> planes[plane] + result.planes().get(plane));
            Arrays.setAll(permuted, i -> permuted[i] + permutedBits[i]);
        }

        void add(Sums other) {
            bits += other.bits;
            Arrays.setAll(planes, plane -> planes[plane] + other.planes[plane]);
            Arrays.setAll(permuted, i -> permuted[i] + other.permuted[i]);
        }
    }
}
