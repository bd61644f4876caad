package org.bitsweep.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.complexity.BlockShape;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.ctm.CtmTables;
import org.bitsweep.nn.EpochSummary;
import org.bitsweep.run.ComplexitySpec.Every;
import org.bitsweep.run.ComplexitySpec.Pooling;
import org.junit.jupiter.api.Test;

/** Single cells as blocks: CTM 1 for a zero and 3 for a one, so that values can be worked out by hand. */
class ComplexityProbeTest {
    private static final double ZERO_AND_ONE = 1 + 3;

    private final BitMatrix first = BitMatrix.parse("01");
    private final BitMatrix second = BitMatrix.parse("00");

    /** Pooled, 01 and 00 are a one and three zeros; then 01 and 11 a zero and three ones; then 11 and 11 ones only. */
    @Test
    void anEpochsValueIsTheMeanOverItsSteps() throws IOException {
        ComplexityProbe probe = probe(Pooling.NETWORK, Every.STEP);
        probe.started(List.of(first, second));
        probe.epochEnded(epoch(0));
        second.set(0, 0, true);
        second.set(0, 1, true);
        probe.stepped(1, 2);
        first.set(0, 0, true);
        probe.stepped(1, 1);
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
        probe.started(List.of(first, second));
        probe.epochEnded(epoch(0));

        double log3 = Math.log(3) / Math.log(2);
        assertThat(bdm(probe, 0))
                .containsExactly(new double[] {ZERO_AND_ONE + log3, ZERO_AND_ONE, 1 + 1}, within(1e-14));
        assertThat(probe.epochs().get(0).entropy()[1]).isEqualTo(1);
        assertThat(probe.epochs().get(0).entropy()[2]).isZero();
    }

    @Test
    void everyEpochLooksAtItsEndOnly() throws IOException {
        ComplexityProbe probe = probe(Pooling.NETWORK, Every.EPOCH);
        probe.started(List.of(first));
        probe.epochEnded(epoch(0));
        first.set(0, 0, true);
        probe.stepped(1, 1);
        first.set(0, 0, false);
        first.set(0, 1, false);
        probe.stepped(1, 2);
        probe.epochEnded(epoch(1));

        assertThat(bdm(probe, 0)).containsExactly(ZERO_AND_ONE);
        assertThat(bdm(probe, 1)).containsExactly(1 + 1);
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
