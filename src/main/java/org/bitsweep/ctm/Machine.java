package org.bitsweep.ctm;

import java.util.Arrays;

/**
 * A Turing machine whose entries are defined one after the other, and its tape: the kernel of the enumeration.
 *
 * <p>The tape is one flat byte array for the line and the plane (a row of the plane is a power of two of bytes), so that
 * a move is an addition. A cell is {@code 0}: never visited, hence blank; {@code 1}: visited, its symbol left open; {@code
 * 2}: visited, holding 0; {@code 3}: visited, holding 1. An entry of the transition table is one int, found under {@code
 * state << 2 | cell}; under the open cell there is never one, so that a run stops there:
 *
 * <pre>
 *   bits 0-1   the cell to write (1, 2 or 3)
 *   bits 2-6   next state
 *   bit  7     the entry is not defined (then all other bits are 0)
 *   bits 8-31  the move, as a signed distance in the flat tape
 * </pre>
 *
 * A step costs two dependent loads, and only its rare end branches: no step looks at the bounding rectangle, which is
 * found from the trace when an output needs it. The trace holds for each step {@code position << 8 | state << 2 | cell
 * before the step}; it serves to undo a run and to find loops too.
 */
final class Machine {
    static final int UNDEFINED = 0x80;
    /** A cell visited whose symbol is open; no entry reads it. */
    static final int OPEN = 1;

    private static final int NEXT = 0x7c;
    /** State and symbol, without the mark of visited cells. */
    private static final int READ = 0x7d;
    /** Steps from the start of a run to the first search for a loop; each further search comes after twice as many. */
    static final int FIRST_SEARCH = 12;

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
        int middleRow = rows / 2;
        reset(middleRow << shift | bound + 1);
    }

    /** No entry defined, no step done, the head at this position of a blank tape. */
    void reset(int start) {
        Arrays.fill(table, UNDEFINED);
        steps = 0;
        position = start;
        minX = column(start);
        maxX = minX;
        minY = row(start);
        maxY = minY;
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
            table[state << 2] = value;
        }
    }

    /** The same, leaving open what it writes: a run stops when it is about to read a cell that was written so. */
    void defineOpen(int state, int symbol, int distance, int next) {
        int value = distance << 8 | next << 2 | OPEN;
        table[state << 2 | 2 | symbol] = value;
        if (symbol == 0) {
            table[state << 2] = value;
        }
    }

    /** Says what an entry writes that was defined open. */
    void close(int state, int symbol, int write) {
        int value = table[state << 2 | 2 | symbol] & ~3 | 2 | write;
        table[state << 2 | 2 | symbol] = value;
        if (symbol == 0) {
            table[state << 2] = value;
        }
    }

    /**
     * Collects the cells visited in some steps whose symbol is open, each once, and marks them as visited.
     *
     * @return their number
     */
    int openCells(int from, int to, int[] cells) {
        int number = 0;
        for (int t = from; t < to; t++) {
            int cell = trace[t] >>> 8;
            if (tape[cell] == OPEN) {
                tape[cell] = 2;
                cells[number++] = cell;
            }
        }
        return number;
    }

    /** Puts a symbol into some cells. */
    void close(int[] cells, int number, int write) {
        for (int i = 0; i < number; i++) {
            tape[cells[i]] = (byte) (2 | write);
        }
    }

    void undefine(int state, int symbol) {
        table[state << 2 | 2 | symbol] = UNDEFINED;
        if (symbol == 0) {
            table[state << 2] = UNDEFINED;
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
        position = start;
        entry = startState << 2;
        int t = from;
        int search = detectLoops ? FIRST_SEARCH : bound;
        while (true) {
            int limit = Math.min(bound, t + search);
            t = step(tape, table, trace, t, limit, position, entry);
            if (t < limit) {
                steps = t;
                include(from, t, position);
                return true;
            }
            if (t >= bound || loops(from, t, position)) {
                steps = t;
                return false;
            }
            search <<= 1;
        }
    }

    /**
     * The steps from one number to another, or until an entry is not defined. Alone in its method so that all it needs
     * stays in registers.
     *
     * @return the number of steps done
     */
    private int step(byte[] tape, int[] table, int[] trace, int from, int limit, int start, int startState) {
        int at = start;
        int value = startState;
        for (int t = from; t < limit; t++) {
            int index = value & NEXT | tape[at];
            value = table[index];
            if (value == UNDEFINED) {
                position = at;
                entry = index;
                return t;
            }
            trace[t] = at << 8 | index;
            tape[at] = (byte) (value & 3);
            at += value >> 8;
        }
        position = at;
        entry = value & NEXT;
        return limit;
    }

    /** Takes the steps {@code from .. to - 1} back. The bounding rectangle is the caller's to restore. */
    void undo(int from, int to) {
        final byte[] tape = this.tape;
        final int[] trace = this.trace;
        for (int t = to - 1; t >= from; t--) {
            tape[trace[t] >>> 8] = (byte) (trace[t] & 3);
        }
    }

    /** Extends the bounding rectangle by the cells of some steps and by the head. */
    private void include(int from, int to, int at) {
        int left = Math.min(minX, at & mask);
        int right = Math.max(maxX, at & mask);
        int top = Math.min(minY, at >>> shift);
        int bottom = Math.max(maxY, at >>> shift);
        for (int t = from; t < to; t++) {
            int x = trace[t] >>> 8 & mask;
            int y = trace[t] >>> 8 >>> shift;
            left = Math.min(left, x);
            right = Math.max(right, x);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
        }
        minX = left;
        maxX = right;
        minY = top;
        maxY = bottom;
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
    private boolean loops(int from, int t, int at) {
        int half = t / 2;
        int last = trace[t - 1];
        for (int p = 1; p <= half; p++) {
            if (((last ^ trace[t - 1 - p]) & READ) == 0 && repeats(t, p)) {
                return continues(from, t, at, p);
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

    private boolean continues(int from, int t, int at, int p) {
        int before = trace[t - p] >>> 8;
        if (before == at) {
            return true;
        }
        include(from, t, at);
        int vx = (at & mask) - (before & mask);
        int vy = (at >>> shift) - (before >>> shift);
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
