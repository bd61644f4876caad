package org.bitsweep.ctm;

/**
 * Lazy enumeration in tree normal form: a machine runs with undefined entries, and the tree branches at the first
 * undefined entry that a run meets. A halt there counts at once for all ways to fill what is still undefined.
 *
 * <p>Symmetries enter as weights, never as omissions:
 * <ul>
 *   <li>states are numbered in the order in which they are entered; entering a new one when k are in use stands for
 *       {@code n - k} choices;
 *   <li>the first move is to the right, and in the plane the first move off the row is down; {@link Distribution} puts
 *       the mirrored and turned outputs back;
 *   <li>the blank is 0; {@link Distribution} adds the complements.
 * </ul>
 *
 * <p>Branches that cannot halt are never run: those in which no undefined entry is reachable from the next state by way
 * of defined ones. In particular the last undefined entry of the states in use can only halt or enter a new state.
 */
final class Enumerator {
    private static final int RIGHT = 0;
    private static final int DOWN = 2;

    private final int states;
    private final int bound;
    private final int moves;
    private final int entries;
    private final Machine machine;
    private final Tally tally;
    /** Number of ways to fill k undefined entries, in the unit of the space. */
    private final long[] completions;
    /** For each state, the set of next states of its defined entries, one byte for each symbol. */
    private final long[][] next;
    /** For each state, how many of its entries are undefined, for the states in use. */
    private long open;

    Enumerator(MachineSpace space, boolean detectLoops) {
        this.states = space.states();
        this.bound = space.steps();
        this.moves = 2 * space.dim();
        this.entries = 2 * states;
        this.machine = new Machine(space, detectLoops);
        this.tally = new Tally(space.dim());
        this.completions = new long[entries + 1];
        long ways = 1;
        for (int k = space.slack(); k < entries; k++) {
            completions[k] = ways;
            ways *= space.choices();
        }
        this.next = new long[2][states];
    }

    /** Runs the whole tree. */
    Tally all() {
        open = 3;
        machine.run(0, machine.position, 0);
        visit(1, entries, 1, 0);
        return tally;
    }

    /**
     * A run has met an undefined entry.
     *
     * @param used states in use
     * @param undefined entries not defined, this one included
     * @param weight how many machines this one stands for, before the undefined entries are filled
     * @param moved 0: no move yet, 1: moves in the row only, 2: moves off the row
     */
    private void visit(int used, int undefined, long weight, int moved) {
        final Machine m = machine;
        int t = m.steps;
        int at = m.position;
        int state = m.entry >>> 2;
        int symbol = m.entry & 1;
        tally.add(m, at, weight * completions[undefined - 1]);
        if (t + 1 >= bound) {
            return;
        }
        int minX = m.minX;
        int maxX = m.maxX;
        int minY = m.minY;
        int maxY = m.maxY;
        long here = 1L << 2 * state + symbol;
        open &= ~here;
        int last = Math.min(used, states - 1);
        for (int q = 0; q <= last; q++) {
            boolean fresh = q == used;
            if (!fresh && !canMeetUndefined(q)) {
                continue;
            }
            long childWeight = fresh ? weight * (states - used) : weight;
            int childUsed = fresh ? used + 1 : used;
            if (fresh) {
                open |= 3L << 2 * q;
            }
            next[symbol][state] = 1L << q;
            for (int move = 0; move < moves; move++) {
                if (moved == 0 && move != RIGHT || moved < 2 && move > DOWN) {
                    continue;
                }
                int childMoved = Math.max(moved, move < 2 ? 1 : 2);
                int distance = m.distance(move);
                for (int write = 0; write < 2; write++) {
                    m.define(state, symbol, write, distance, q);
                    if (m.run(t, at, state)) {
                        int to = m.steps;
                        if (undefined == 2) {
                            tally.add(m, m.position, childWeight);
                        } else {
                            visit(childUsed, undefined - 1, childWeight, childMoved);
                        }
                        m.undo(t, to);
                    } else {
                        m.undo(t, m.steps);
                    }
                    m.minX = minX;
                    m.maxX = maxX;
                    m.minY = minY;
                    m.maxY = maxY;
                }
            }
            if (fresh) {
                open &= ~(3L << 2 * q);
            }
        }
        next[symbol][state] = 0;
        m.undefine(state, symbol);
        open |= here;
    }

    /** Whether a state with an undefined entry can be reached from this one through defined entries. */
    private boolean canMeetUndefined(int from) {
        long reached = 1L << from;
        long todo = reached;
        while (todo != 0) {
            int state = Long.numberOfTrailingZeros(todo);
            if ((open >>> 2 * state & 3) != 0) {
                return true;
            }
            todo &= todo - 1;
            long more = (next[0][state] | next[1][state]) & ~reached;
            reached |= more;
            todo |= more;
        }
        return false;
    }
}
