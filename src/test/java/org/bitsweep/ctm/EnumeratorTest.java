package org.bitsweep.ctm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnumeratorTest {
    @ParameterizedTest
    @CsvSource({
        "1, 2, 60",
        "1, 3, 24",
        "1, 3, 200",
        "1, 4, 30",
        "1, 4, 200",
        "2, 2, 100",
        "2, 3, 25",
        "2, 3, 300",
        "2, 4, 60"
    })
    void withoutTheDetectionOfLoopsTheCountsAreTheSame(int dim, int states, int steps) {
        MachineSpace space = new MachineSpace(dim, states, steps);
        Tally with = new Enumerator(space, true).all();
        Tally without = new Enumerator(space, false).all();
        assertThat(with.toBytes()).isEqualTo(without.toBytes());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 3, 50, 1, 1",
        "1, 4, 107, 3, 7",
        "1, 4, 107, 4, 1000",
        "2, 3, 60, 2, 5",
        "2, 3, 60, 5, 16",
        "1, 1, 9, 3, 4"
    })
    void theCutDoesNotMatter(int dim, int states, int steps, int depth, int number) {
        MachineSpace space = new MachineSpace(dim, states, steps);
        Subtrees subtrees = Subtrees.cut(space, depth);
        Tally sum = subtrees.top();
        for (int[][] bundle : subtrees.bundles(number)) {
            sum.add(Subtrees.run(space, bundle).toBytes());
        }
        assertThat(sum.toBytes()).isEqualTo(new Enumerator(space, true).all().toBytes());
    }

    /** A subtree of D(5) with three entries undefined and outputs of up to 34 symbols, against all its machines. */
    @Test
    void stringsOfMoreThanSixteenSymbolsAreCounted() {
        MachineSpace space = new MachineSpace(1, 5, 500);
        int[] path = {9, 16, 24, 27, 1, 35, 34};
        int[] choices = new int[10];
        Arrays.fill(choices, -1);
        for (int choice : path) {
            int write = choice & 1;
            int move = choice >>> 1 & 3;
            int next = choice >>> 3;
            choices[undefinedEntry(space, choices)] = write + 2 * (move + 2 * next) + 2;
        }
        Map<String, Long> expected = new HashMap<>();
        complete(space, choices, expected);

        // All five states are in use, which stands for 4! ways to number them.
        Map<String, Long> actual = new HashMap<>();
        Subtrees.run(space, new int[][] {path})
                .strings
                .forEach((string, count) -> actual.put(text(string), count[0] / 24));
        assertThat(actual).hasSizeGreaterThan(10).isEqualTo(expected);
    }

    private static void complete(MachineSpace space, int[] choices, Map<String, Long> counts) {
        for (int entry = 0; entry < choices.length; entry++) {
            if (choices[entry] < 0) {
                for (int choice = 0; choice < space.choices(); choice++) {
                    choices[entry] = choice;
                    complete(space, choices, counts);
                }
                choices[entry] = -1;
                return;
            }
        }
        String output = BruteForce.run(space, choices, 0);
        if (output != null && output.length() > "1xNN:".length() + Blocks.MAX_CELLS) {
            counts.merge(output, 1L, Long::sum);
        }
    }

    private static int undefinedEntry(MachineSpace space, int[] choices) {
        return Integer.parseInt(BruteForce.run(space, choices, 0).substring("undefined ".length()));
    }

    private static String text(BigInteger string) {
        int length = string.bitLength() - 1;
        StringBuilder text = new StringBuilder("1x" + length + ":");
        for (int i = 0; i < length; i++) {
            text.append(string.testBit(i) ? '1' : '0');
        }
        return text.toString();
    }

    @Test
    void bytesThatAreNoTallyAreRefused() {
        assertThatThrownBy(() -> new Tally(1).add(new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("these bytes are no tally of an enumeration");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3 | 2 | 9 | the dimension must be 1 or 2, not 3",
                "1 | 0 | 9 | a machine needs at least 1 state, not 0",
                "1 | 33 | 9 | a machine may have at most 32 states, not 33",
                "1 | 2 | 0 | the step bound must be at least 1, not 0",
                "2 | 2 | 1001 | the step bound in dimension 2 may be at most 1000, not 1001",
                "2 | 6 | 200 | 6 states are too many for exact counts in dimension 2 at step bound 200:"
                        + " 488281250000000000000 pairs of machine and blank exceed 2^63 - 1"
            })
    void aSpaceThatCannotBeEnumeratedIsRefused(int dim, int states, int steps, String message) {
        assertThatThrownBy(() -> new MachineSpace(dim, states, steps))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
