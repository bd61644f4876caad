package org.bitsweep.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.bits.Rng;
import org.bitsweep.complexity.BlockShape;
import org.bitsweep.complexity.Decomposition;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.ctm.CtmTables;
import org.bitsweep.nn.EpochSummary;
import org.bitsweep.run.ComplexitySpec.Arrangement;
import org.bitsweep.run.ComplexitySpec.Every;
import org.bitsweep.run.ComplexitySpec.Pooling;
import org.junit.jupiter.api.Test;

/** Single cells as blocks: CTM 1 for a zero and 3 for a one, so that values can be worked out by hand. */
class ComplexityProbeTest {
    private static final double ZERO_AND_ONE = 1 + 3;

    private final SignLayer first = new SignLayer(BitMatrix.parse("01"), true);
    private final SignLayer second = new SignLayer(BitMatrix.parse("00"), true);

    /** Pooled, 01 and 00 are a one and three zeros; then 01 and 11 a zero and three ones; then 11 and 11 ones only. */
    @Test
    void anEpochsValueIsTheMeanOverItsSteps() throws IOException {
        ComplexityProbe probe = probe(Pooling.NETWORK, Every.STEP);
        probe.started(new SignNetwork(first, second));
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
        probe.started(new SignNetwork(first, second));
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
        probe.started(new SignNetwork(first));
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
        probe.started(new SignNetwork(new SignLayer(BitMatrix.parse("00"), false), first));
        probe.epochEnded(epoch(0));

        assertThat(bdm(probe, 0)).containsExactly(ZERO_AND_ONE, ZERO_AND_ONE);
        assertThat(probe.epochs().get(0).layers()).containsExactly(1);
    }

    @Test
    void allLayersOfAFloatNetworkAreMeasured() throws IOException {
        ComplexityProbe probe = probe(Pooling.LAYER, Every.STEP);
        probe.started(new SignNetwork(
                new SignLayer(BitMatrix.parse("00"), false), new SignLayer(BitMatrix.parse("01"), false)));
        probe.epochEnded(epoch(0));

        assertThat(probe.epochs().get(0).layers()).containsExactly(0, 1);
    }

    /** A step that flips the given bits of the two layers. */
    private void step(ComplexityProbe probe, long ofFirst, long ofSecond) {
        first.flip(0, ofFirst);
        second.flip(0, ofSecond);
        probe.stepped(1, 1, Long.bitCount(ofFirst) + Long.bitCount(ofSecond));
    }

    private static ComplexityProbe probe(Pooling pooling, Every every) throws IOException {
        byte[] text = "shape\tblock\tctm\n1x1\t0\t1\n1x1\t1\t3\n".getBytes(StandardCharsets.UTF_8);
        CtmTable table = CtmTables.load("test.tsv", path -> new ByteArrayInputStream(text));
        return new ComplexityProbe(
                new ComplexitySpec(
                        Decomposition.ignore(new BlockShape(1, 1)),
                        "test.tsv",
                        pooling,
                        every,
                        Arrangement.TRAINED,
                        false),
                table,
                Rng.stream(0, "arrangement"));
    }

    private static double[] bdm(ComplexityProbe probe, int epoch) {
        assertThat(probe.epochs().get(epoch).epoch()).isEqualTo(epoch);
        return probe.epochs().get(epoch).bdm();
    }

    private static EpochSummary epoch(int number) {
        return new EpochSummary(number, 1, 1, 1, 1, 0);
    }
}
