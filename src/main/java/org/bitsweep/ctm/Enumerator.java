package org.bitsweep.ctm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
 * <p>What an entry writes is left open at first, and tried both ways only once a cell that it wrote is about to be read, or
 * a halt or a further branch is met: most runs never come that far, and then one run serves both symbols.
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
    /** For each symbol and state, the next state as a set of one; empty while undefined. */
    private final long[][] next;
    /** The undefined entries of the states in use: bit {@code 2 * state + symbol}. */
    private long open;
    /** The choices made so far: {@code next state << 3 | move << 1 | write}. */
    private final int[] path;

    /** For each number of undefined entries, the cells whose symbol is open. */
    private final int[][] openCells;

    private final List<int[]> roots = new ArrayList<>();
    /** Number of undefined entries at which the tree is cut; -1: nowhere. */
    private int cutAt = -1;

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
        this.path = new int[entries];
        this.openCells = new int[entries + 1][bound];
    }

    /** Runs the whole tree. */
    Tally all() {
        return subtree(new int[0]);
    }

    /**
     * Cuts the tree where this many entries are defined.
     *
     * @param depth at least 1
     * @param root takes the halts above the cut
     * @return the subtrees below the cut, each as the choices that lead to its root, in order
     */
    static List<int[]> cut(MachineSpace space, int depth, Tally root) {
        Enumerator enumerator = new Enumerator(space, true);
        enumerator.cutAt = enumerator.entries - depth;
        root.add(enumerator.all());
        return enumerator.roots;
    }

    /** Runs the subtree to which these choices lead. */
    Tally subtree(int[] choices) {
        Machine m = machine;
        int start = m.position;
        open = 3;
        m.run(0, start, 0);
        int used = 1;
        int moved = 0;
        long weight = 1;
        for (int i = 0; i < choices.length; i++) {
            int state = m.entry >>> 2;
            int symbol = m.entry & 1;
            int write = choices[i] & 1;
            int move = choices[i] >>> 1 & 3;
            int q = choices[i] >>> 3;
            if (q == used) {
                weight *= states - used++;
                open |= 3L << 2 * q;
            }
            moved = Math.max(moved, move < 2 ? 1 : 2);
            open &= ~(1L << 2 * state + symbol);
            next[symbol][state] = 1L << q;
            m.define(state, symbol, write, m.distance(move), q);
            path[i] = choices[i];
            if (!m.run(m.steps, m.position, state)) {
                throw new IllegalArgumentException("these choices lead to a machine that never halts");
            }
        }
        int to = m.steps;
        visit(used, entries - choices.length, weight, moved);
        m.undo(0, to);
        m.reset(start);
        for (long[] row : next) {
            Arrays.fill(row, 0);
        }
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
        if (undefined == cutAt) {
            roots.add(Arrays.copyOf(path, entries - undefined));
            return;
        }
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
                path[entries - undefined] = move << 1 | q << 3;
                m.defineOpen(state, symbol, distance, q);
                if (m.run(t, at, state)) {
                    int to = m.steps;
                    resolve(t, state, symbol, childUsed, undefined, childWeight, childMoved);
                    m.undo(t, to);
                } else {
                    m.undo(t, m.steps);
                }
                m.minX = minX;
                m.maxX = maxX;
                m.minY = minY;
                m.maxY = maxY;
            }
            if (fresh) {
                open &= ~(3L << 2 * q);
            }
        }
        next[symbol][state] = 0;
        m.undefine(state, symbol);
        open |= here;
    }

    /**
     * A run has stopped that left open what the entry just defined writes: either it is about to read one of the cells
     * that the entry wrote, or it is at an undefined entry. Now both symbols are tried.
     *
     * @param from steps done when the entry was defined
     */
    private void resolve(int from, int state, int symbol, int used, int undefined, long weight, int moved) {
        final Machine m = machine;
        int to = m.steps;
        int at = m.position;
        int entry = m.entry;
        boolean readsOpen = (entry & 3) == Machine.OPEN;
        if (!readsOpen && undefined == 2 && tally.addLarge(m, 2 * weight)) {
            return;
        }
        int minX = m.minX;
        int maxX = m.maxX;
        int minY = m.minY;
        int maxY = m.maxY;
        int choice = path[entries - undefined];
        int[] cells = openCells[undefined];
        int number = m.openCells(from, to, cells);
        for (int write = 0; write < 2; write++) {
            m.close(cells, number, write);
            m.close(state, symbol, write);
            path[entries - undefined] = choice | write;
            boolean met = true;
            m.steps = to;
            m.position = at;
            m.entry = entry;
            if (readsOpen) {
                met = m.run(to, at, entry >>> 2);
            }
            int end = m.steps;
            if (met) {
                if (undefined == 2) {
                    tally.add(m, m.position, weight);
                } else {
                    visit(used, undefined - 1, weight, moved);
                }
            }
            m.undo(to, end);
            m.minX = minX;
            m.maxX = maxX;
            m.minY = minY;
            m.maxY = maxY;
        }
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
