package org.bitsweep.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.bits.Flips;
import org.bitsweep.complexity.BlockShape;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.ctm.CtmTables;
import org.bitsweep.data.Samples;
import org.bitsweep.nn.EpochSummary;
import org.bitsweep.nn.ForwardListener;
import org.bitsweep.nn.LayerOutput;
import org.bitsweep.nn.LayerView;
import org.bitsweep.nn.NetworkView;
import org.bitsweep.nn.SampleGradients;
import org.bitsweep.run.ComplexitySpec.Every;
import org.bitsweep.run.ComplexitySpec.Pooling;
import org.junit.jupiter.api.Test;

/** Single cells as blocks: CTM 1 for a zero and 3 for a one, so that values can be worked out by hand. */
class ComplexityProbeTest {
    private static final double ZERO_AND_ONE = 1 + 3;

    private final Signs first = new Signs("01", true);
    private final Signs second = new Signs("00", true);

    /** Pooled, 01 and 00 are a one and three zeros; then 01 and 11 a zero and three ones; then 11 and 11 ones only. */
    @Test
    void anEpochsValueIsTheMeanOverItsSteps() throws IOException {
        ComplexityProbe probe = probe(Pooling.NETWORK, Every.STEP);
        probe.started(new Layers(first, second));
        probe.epochEnded(epoch(0));
        step(probe, 0b00, 0b11);
        step(probe, 0b01, 0b00);
        probe.epochEnded(epoch(1));

        double log3 = Math.log(3) / Math.log(2);
        double quarter = 2 - 0.75 * log3;
        assertThat(bdm(probe, 0)).containsExactly(new double[] {ZERO_AND_ONE + log3}, within(1e-14));
        assertThat(bdm(probe, 1)).containsExactly(new double[] {(ZERO_AND_ONE + log3 + 3 + 2) / 2}, within(1e-14));
        assertThat(probe.epochs().get(0).entropy()[0]).isCloseTo(quarter, within(1e-15));
        assertThat(probe.epochs().get(1).entropy()[0]).isCloseTo(quarter / 2, within(1e-15));
    }

    @Test
    void layersAreMeasuredByThemselves() throws IOException {
        ComplexityProbe probe = probe(Pooling.LAYER, Every.STEP);
        probe.started(new Layers(first, second));
        probe.epochEnded(epoch(0));
        step(probe, 0b00, 0b01);
        probe.epochEnded(epoch(1));

        double log3 = Math.log(3) / Math.log(2);
        assertThat(bdm(probe, 0))
                .containsExactly(new double[] {ZERO_AND_ONE + log3, ZERO_AND_ONE, 1 + 1}, within(1e-14));
        assertThat(probe.epochs().get(0).entropy()[1]).isEqualTo(1);
        assertThat(probe.epochs().get(0).entropy()[2]).isZero();
        assertThat(bdm(probe, 1))
                .containsExactly(new double[] {ZERO_AND_ONE + 2, ZERO_AND_ONE, ZERO_AND_ONE}, within(1e-14));
    }

    @Test
    void everyEpochLooksAtItsEndOnly() throws IOException {
        ComplexityProbe probe = probe(Pooling.NETWORK, Every.EPOCH);
        probe.started(new Layers(first));
        probe.epochEnded(epoch(0));
        step(probe, 0b01, 0b00);
        step(probe, 0b11, 0b00);
        probe.epochEnded(epoch(1));

        assertThat(bdm(probe, 0)).containsExactly(ZERO_AND_ONE);
        assertThat(bdm(probe, 1)).containsExactly(1 + 1);
    }

    @Test
    void floatLayersOfABinarizedNetworkAreLeftOut() throws IOException {
        ComplexityProbe probe = probe(Pooling.LAYER, Every.STEP);
        probe.started(new Layers(new Signs("00", false), first));
        probe.epochEnded(epoch(0));

        assertThat(bdm(probe, 0)).containsExactly(ZERO_AND_ONE, ZERO_AND_ONE);
        assertThat(probe.epochs().get(0).layers()).containsExactly(1);
    }

    @Test
    void allLayersOfAFloatNetworkAreMeasured() throws IOException {
        ComplexityProbe probe = probe(Pooling.LAYER, Every.STEP);
        probe.started(new Layers(new Signs("00", false), new Signs("01", false)));
        probe.epochEnded(epoch(0));

        assertThat(probe.epochs().get(0).layers()).containsExactly(0, 1);
    }

    /** A step that flips the given bits of the two layers. */
    private void step(ComplexityProbe probe, long ofFirst, long ofSecond) {
        first.flip(ofFirst);
        second.flip(ofSecond);
        probe.stepped(1, 1, Long.bitCount(ofFirst) + Long.bitCount(ofSecond));
    }

    /** A network to look at only. */
    private record Layers(List<LayerView> layers) implements NetworkView {
        Layers(LayerView... layers) {
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
    }

    /** A layer of two weights of which only the signs matter. */
    private static final class Signs implements LayerView {
        private final BitMatrix signs;
        private final boolean binarized;
        private final Flips flips = new Flips(1);

        Signs(String row, boolean binarized) {
            this.signs = BitMatrix.parse(row);
            this.binarized = binarized;
        }

        void flip(long mask) {
            flips.clear();
            flips.add(0, mask);
            signs.words()[0] ^= mask;
        }

        @Override
        public int inputWidth() {
            return signs.cols();
        }

        @Override
        public int outputWidth() {
            return signs.rows();
        }

        @Override
        public boolean binarized() {
            return binarized;
        }

        @Override
        public BitMatrix signs() {
            return signs;
        }

        @Override
        public Flips flips() {
            return flips;
        }

        @Override
        public float latentWeight(int output, int input) {
            return effectiveWeight(output, input);
        }

        @Override
        public float effectiveWeight(int output, int input) {
            return signs.get(output, input) ? 1f : -1f;
        }

        @Override
        public float weightGradient(int output, int input) {
            return 0f;
        }

        @Override
        public float activation(int sample, int unit) {
            return 0f;
        }
    }

    private static ComplexityProbe probe(Pooling pooling, Every every) throws IOException {
        byte[] text = "shape\tblock\tctm\n1x1\t0\t1\n1x1\t1\t3\n".getBytes(StandardCharsets.UTF_8);
        CtmTable table = CtmTables.load("test.tsv", path -> new ByteArrayInputStream(text));
        return new ComplexityProbe(new ComplexitySpec(new BlockShape(1, 1), "test.tsv", pooling, every, false), table);
    }

    private static double[] bdm(ComplexityProbe probe, int epoch) {
        assertThat(probe.epochs().get(epoch).epoch()).isEqualTo(epoch);
        return probe.epochs().get(epoch).bdm();
    }

    private static EpochSummary epoch(int number) {
        return new EpochSummary(number, 1, 1, 1, 1, 0);
    }
}
