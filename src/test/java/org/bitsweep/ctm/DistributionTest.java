package org.bitsweep.ctm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistributionTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1, 5",
        "1, 1, 1",
        "1, 2, 1",
        "1, 2, 3",
        "1, 2, 20",
        "1, 3, 21",
        "2, 1, 10",
        "2, 2, 1",
        "2, 2, 3",
        "2, 2, 40"
    })
    void everyMachineRunByItselfGivesTheSameCounts(int dim, int states, int steps) {
        MachineSpace space = new MachineSpace(dim, states, steps);
        BruteForce brute = new BruteForce(space);
        Distribution lazy = Distribution.of(space);
        assertThat(BruteForce.texts(lazy)).isEqualTo(brute.small());
        assertThat(lazy.halting()).isEqualTo(BigInteger.valueOf(brute.halting));
    }

    /** Published: Soler-Toscano et al. 2014, and Delahaye and Zenil 2012, for D(2) to D(4). */
    @ParameterizedTest
    @CsvSource({"2, 20, 6088, 22", "3, 50, 4294368, 128", "4, 107, 5970768960, 1832"})
    void haltingPairsAndDistinctStringsAreThePublishedOnes(int states, int steps, long halting, long distinct) {
        Distribution distribution = Distribution.of(new MachineSpace(1, states, steps));
        assertThat(distribution.halting()).isEqualTo(BigInteger.valueOf(halting));
        assertThat(distribution.distinct()).isEqualTo(distinct);
    }

    /** Published: Soler-Toscano et al. 2014. */
    @Test
    void frequenciesOfFourStatesAreThePublishedOnes() {
        Distribution d4 = Distribution.of(new MachineSpace(1, 4, 107));
        assertThat(share(d4, "0")).isCloseTo(0.205072424, within(5e-10));
        assertThat(share(d4, "00")).isCloseTo(0.102404924, within(5e-10));
        assertThat(share(d4, "000")).isCloseTo(0.018769613, within(5e-10));
        assertThat(share(d4, "001")).isCloseTo(0.018049114, within(5e-10));
        assertThat(share(d4, "010")).isCloseTo(0.017124751, within(5e-10));
    }

    @Test
    void aBoundBelowTheNumberOfEntriesCountsManyStatesExactly() {
        // 6 states in the plane: 50^12 machines, beyond a long. Within 2 steps a machine halts at once (2 choices of
        // 50), or it enters one of the 5 other states (40 choices) and halts there (2 choices).
        Distribution distribution = Distribution.of(new MachineSpace(2, 6, 2));
        BigInteger choices = BigInteger.valueOf(50);
        BigInteger atOnce = BigInteger.valueOf(2).multiply(choices.pow(11));
        BigInteger afterOneMove = BigInteger.valueOf(40 * 2).multiply(choices.pow(10));
        assertThat(distribution.halting()).isEqualTo(atOnce.add(afterOneMove).shiftLeft(1));
    }

    private static double share(Distribution distribution, String text) {
        return distribution.count(1, text.length(), Blocks.parse(text)) / (double) distribution.total();
    }
}
