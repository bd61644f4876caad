package org.bitsweep.ctm;

import java.util.Arrays;

/**
 * A Turing machine whose entries are defined one after the other, and its tape: the kernel of the enumeration.
 *
 * <p>The tape is one flat byte array for the line and the plane (a row of the plane is a power of two of bytes), so that
 * a move is an addition. A cell is {@code 0}: never visited, hence blank; {@code 2}: visited, holding 0; {@code 3}:
 * visited, holding 1. An entry of the transition table is one int, found under {@code state << 2 | cell}:
 *
 * <pre>
 *   bits 0-1   the cell to write (2 or 3)
 *   bits 2-6   next state
 *   bit  7     special: the cell is new, or the entry is not defined (then all other bits are 0)
 *   bits 8-31  the move, as a signed distance in the flat tape
 * </pre>
 *
 * Both rare cases hang on one bit, so a step over known cells costs two dependent loads and one branch. The trace holds
 * for each step {@code position << 8 | state << 2 | cell before the step}: it serves to undo a run and to find loops.
 */
final class Machine {
    static final int SPECIAL = 0x80;
    private static final int NEXT = 0x7c;
    /** State and symbol, without the mark of visited cells. */
    private static final int READ = 0x7d;
    /** Steps from the start of a run to the first search for a loop; each further search comes after twice as many. */
    static final int FIRST_SEARCH = 24;

    private final int bound;
    private final int shift;
    private final int mask;
    private final byte[] tape;
    private final int[] trace;
    private final int[] table;
    private final boolean detectLoops;

    private final int[] stamps;
    private int stamp;

    /** Where the last run stopped: steps done, position, {@code state << 2 | cell}. */
    int steps;

    int position;
    int entry;
    /** The bounding rectangle of the visited cells and the head, in tape coordinates. */
    int minX;

    int maxX;
    int minY;
    int maxY;

    Machine(MachineSpace space, boolean detectLoops) {
        this.bound = space.steps();
        this.detectLoops = detectLoops;
        int reach = 2 * bound + 3;
        this.shift = 32 - Integer.numberOfLeadingZeros(reach - 1);
        this.mask = (1 << shift) - 1;
        int rows = space.dim() == 1 ? 1 : reach;
        this.tape = new byte[rows << shift];
        this.stamps = new int[tape.length];
        this.trace = new int[bound + 1];
        this.table = new int[space.states() << 2];
        Arrays.fill(table, SPECIAL);
        int middleRow = rows / 2;
        this.position = middleRow << shift | bound + 1;
        minX = bound + 1;
        maxX = bound + 1;
        minY = middleRow;
        maxY = middleRow;
    }

    /** The flat distance of a move: 0 right, 1 left, 2 down, 3 up. */
    int distance(int move) {
        int step = move < 2 ? 1 : 1 << shift;
        return (move & 1) == 0 ? step : -step;
    }

    /** Defines what the machine does in a state when it reads a symbol. */
    void define(int state, int symbol, int write, int distance, int next) {
        int value = distance << 8 | next << 2 | 2 | write;
        table[state << 2 | 2 | symbol] = value;
        if (symbol == 0) {
            table[state << 2] = value | SPECIAL;
        }
    }

    void undefine(int state, int symbol) {
        table[state << 2 | 2 | symbol] = SPECIAL;
        if (symbol == 0) {
            table[state << 2] = SPECIAL;
        }
    }

    /**
     * Runs on from a configuration until an entry is not defined.
     *
     * @param from steps done so far
     * @param start position of the head
     * @param startState state
     * @return true at an undefined entry that can still halt within the bound; false when the machine never gets there
     */
    boolean run(int from, int start, int startState) {
        final byte[] tape = this.tape;
        final int[] table = this.table;
        final int[] trace = this.trace;
        int t = from;
        int at = start;
        int state = startState << 2;
        int search = detectLoops ? FIRST_SEARCH : bound;
        while (true) {
            int limit = Math.min(bound, t + search);
            while (t < limit) {
                int cell = tape[at];
                int index = state | cell;
                int value = table[index];
                if ((value & SPECIAL) != 0) {
                    if (cell == 0) {
                        include(at);
                    }
                    if (value == SPECIAL) {
                        steps = t;
                        position = at;
                        entry = index;
                        return true;
                    }
                }
                trace[t++] = at << 8 | index;
                tape[at] = (byte) (value & 3);
                state = value & NEXT;
                at += value >> 8;
            }
            if (t >= bound || loops(t, at)) {
                steps = t;
                return false;
            }
            search <<= 1;
        }
    }

    /** Takes the steps {@code from .. to - 1} back. The bounding rectangle is the caller's to restore. */
    void undo(int from, int to) {
        final byte[] tape = this.tape;
        final int[] trace = this.trace;
        for (int t = to - 1; t >= from; t--) {
            tape[trace[t] >>> 8] = (byte) (trace[t] & 3);
        }
    }

    private void include(int at) {
        int x = at & mask;
        int y = at >>> shift;
        minX = Math.min(minX, x);
        maxX = Math.max(maxX, x);
        minY = Math.min(minY, y);
        maxY = Math.max(maxY, y);
    }

    /** The symbol at column x and row y of the tape. */
    int symbol(int x, int y) {
        return tape[y << shift | x] & 1;
    }

    int column(int at) {
        return at & mask;
    }

    int row(int at) {
        return at >>> shift;
    }

    /**
     * Whether the machine provably runs forever: its last two periods of some length p read the same symbols in the same
     * states, and the next period must do so again. True for cycles and for translated cycles.
     *
     * <p>Let C be the cells of the last period but one and v the displacement of a period; the last period worked on C +
     * v. A cell that the coming period meets for the first time lies at c + 2v. If it was worked on in the last period,
     * it was left as the period before left c + v, which the last period then found as expected. If not, the period
     * expects what it found at c + v before it touched it; we accept that only when this was 0 and when c + 2v, c + 3v
     * and so on to the edge of the visited rectangle are cells never visited, for then they are so in all periods to
     * come.
     */
    private boolean loops(int t, int at) {
        int half = t / 2;
        int last = trace[t - 1];
        for (int p = 1; p <= half; p++) {
            if (((last ^ trace[t - 1 - p]) & READ) == 0 && repeats(t, p)) {
                return continues(t, at, p);
            }
        }
        return false;
    }

    private boolean repeats(int t, int p) {
        for (int i = t - 2; i >= t - p; i--) {
            if (((trace[i] ^ trace[i - p]) & READ) != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean continues(int t, int at, int p) {
        int from = trace[t - p] >>> 8;
        if (from == at) {
            return true;
        }
        int vx = (at & mask) - (from & mask);
        int vy = (at >>> shift) - (from >>> shift);
        if (stamp > Integer.MAX_VALUE - 4) {
            Arrays.fill(stamps, 0);
            stamp = 0;
        }
        stamp += 2;
        for (int i = t - p; i < t; i++) {
            stamps[trace[i] >>> 8] = stamp;
        }
        for (int i = t - p; i < t; i++) {
            int cell = trace[i] >>> 8;
            if (stamps[cell] == stamp) {
                stamps[cell] = stamp | 1;
                if (!meetsTheSame(cell, trace[i] & 1, vx, vy)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether the cell one displacement from here, and those beyond, will be found as this one was. */
    private boolean meetsTheSame(int cell, int found, int vx, int vy) {
        int x = (cell & mask) + vx;
        int y = (cell >>> shift) + vy;
        if (inside(x, y) && stamps[y << shift | x] >= stamp) {
            return true;
        }
        if (found != 0) {
            return false;
        }
        while (inside(x, y)) {
            if (tape[y << shift | x] != 0) {
                return false;
            }
            x += vx;
            y += vy;
        }
        return true;
    }

    private boolean inside(int x, int y) {
        return x >= minX && x <= maxX && y >= minY && y <= maxY;
    }
}
