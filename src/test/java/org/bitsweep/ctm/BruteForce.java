package org.bitsweep.ctm;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Runs every machine of a space, one by one, on a tape that is a map: slow, plain, and sharing nothing with the
 * enumerator. Outputs are texts such as {@code 2x2:0110}.
 */
final class BruteForce {
    private static final int[][] LINE = {{0, 1}, {0, -1}};
    private static final int[][] PLANE = {{0, 1}, {0, -1}, {1, 0}, {-1, 0}};

    final Map<String, Long> counts = new HashMap<>();
    long halting;

    BruteForce(MachineSpace space) {
        long machines = space.machines().longValueExact();
        int[] choices = new int[2 * space.states()];
        for (long machine = 0; machine < machines; machine++) {
            long rest = machine;
            for (int i = 0; i < choices.length; i++) {
                choices[i] = (int) (rest % space.choices());
                rest /= space.choices();
            }
            count(run(space, choices, 0));
            count(run(space, choices, 1));
        }
    }

    /**
     * Runs one machine.
     *
     * @param choices for each entry {@code 2 * state + symbol}: the symbol written if it halts; else {@code write + 2 *
     *     (move + moves * next state) + 2}; -1 if not defined
     * @return the output, or null if it does not halt, or {@code undefined N} if it meets the undefined entry N
     */
    static String run(MachineSpace space, int[] choices, int blank) {
        int[][] moves = space.dim() == 1 ? LINE : PLANE;
        Map<Long, Integer> tape = new HashMap<>();
        int row = 0;
        int col = 0;
        int state = 0;
        int minRow = 0;
        int maxRow = 0;
        int minCol = 0;
        int maxCol = 0;
        for (int t = 1; t <= space.steps(); t++) {
            minRow = Math.min(minRow, row);
            maxRow = Math.max(maxRow, row);
            minCol = Math.min(minCol, col);
            maxCol = Math.max(maxCol, col);
            int entry = 2 * state + tape.getOrDefault(key(row, col), blank);
            int choice = choices[entry];
            if (choice < 0) {
                return "undefined " + entry;
            }
            tape.put(key(row, col), choice & 1);
            if (choice < 2) {
                return output(tape, blank, minRow, maxRow, minCol, maxCol);
            }
            int rest = choice / 2 - 1;
            int[] move = moves[rest % moves.length];
            state = rest / moves.length;
            row += move[0];
            col += move[1];
        }
        return null;
    }

    private void count(String output) {
        if (output != null) {
            counts.merge(output, 1L, Long::sum);
            halting++;
        }
    }

    private static String output(Map<Long, Integer> tape, int blank, int minRow, int maxRow, int minCol, int maxCol) {
        StringBuilder text = new StringBuilder();
        text.append(maxRow - minRow + 1).append('x').append(maxCol - minCol + 1).append(':');
        for (int r = minRow; r <= maxRow; r++) {
            for (int c = minCol; c <= maxCol; c++) {
                text.append(tape.getOrDefault(key(r, c), blank));
            }
        }
        return text.toString();
    }

    private static long key(int row, int col) {
        return (long) row << 32 | col & 0xffffffffL;
    }

    /** The outputs of a distribution in the same form; in the plane, those of up to 16 cells. */
    static Map<String, Long> texts(Distribution distribution) {
        long unit = distribution.space().unit().longValueExact();
        Map<String, Long> counts = new HashMap<>();
        for (Shape shape : Blocks.SHAPES) {
            for (int block = 0; block < 1 << shape.cells(); block++) {
                long count = distribution.count(shape.rows(), shape.cols(), block);
                if (count != 0) {
                    counts.put(shape.text(2) + ":" + Blocks.text(shape.cells(), block), count * unit);
                }
            }
        }
        return counts;
    }

    /** The counted outputs of up to 16 cells. */
    Map<String, Long> small() {
        Map<String, Long> small = new HashMap<>(counts);
        Set<String> large = new HashSet<>();
        for (String text : small.keySet()) {
            if (text.length() - text.indexOf(':') - 1 > Blocks.MAX_CELLS) {
                large.add(text);
            }
        }
        small.keySet().removeAll(large);
        return small;
    }
}
