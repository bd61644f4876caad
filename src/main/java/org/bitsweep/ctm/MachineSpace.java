package org.bitsweep.ctm;

import java.io.Serializable;
import java.math.BigInteger;

/**
 * The machines of one enumeration: all Turing machines with two symbols and a number of states, on a line or in the
 * plane, and the step bound under which they run.
 *
 * <p>A machine has two entries a state, one for each symbol read. An entry either halts (writes 0 or 1 and stops without
 * moving) or goes on (writes, moves, changes state): {@code 4n + 2} choices on the line, {@code 8n + 2} in the plane. A
 * run counts when it halts within the step bound, the halting step included.
 *
 * @param dim 1 (moves left, right) or 2 (moves left, right, up, down)
 * @param states number of working states
 * @param steps step bound
 */
public record MachineSpace(int dim, int states, int steps) implements Serializable {
    static final int MAX_STATES = 32;
    static final int MAX_STEPS_LINE = 1_000_000;
    static final int MAX_STEPS_PLANE = 1_000;

    public MachineSpace {
        if (dim != 1 && dim != 2) {
            throw new IllegalArgumentException("the dimension must be 1 or 2, not " + dim);
        }
        if (states < 1) {
            throw new IllegalArgumentException("a machine needs at least 1 state, not " + states);
        }
        if (states > MAX_STATES) {
            throw new IllegalArgumentException("a machine may have at most " + MAX_STATES + " states, not " + states);
        }
        if (steps < 1) {
            throw new IllegalArgumentException("the step bound must be at least 1, not " + steps);
        }
        int most = dim == 1 ? MAX_STEPS_LINE : MAX_STEPS_PLANE;
        if (steps > most) {
            throw new IllegalArgumentException(
                    "the step bound in dimension " + dim + " may be at most " + most + ", not " + steps);
        }
        BigInteger pairs = power(dim, states, Math.min(2 * states, steps)).shiftLeft(1);
        if (pairs.bitLength() > 63) {
            throw new IllegalArgumentException(states + " states are too many for exact counts in dimension " + dim
                    + " at step bound " + steps + ": " + pairs + " pairs of machine and blank exceed 2^63 - 1");
        }
    }

    /** Number of choices for one entry. */
    public int choices() {
        return 4 * dim * states + 2;
    }

    /** Number of machines, for one blank symbol. */
    public BigInteger machines() {
        return power(dim, states, 2 * states);
    }

    /**
     * How many machines one unit of a count stands for. A run of T steps meets at most T entries; so if the step bound
     * is below the number of entries, all counts are multiples of the number of ways to fill the rest. Otherwise 1.
     *
     * <p>No count overflows: the sum of all counts is at most the number of pairs of machine and blank over this unit,
     * which the constructor has checked to be below 2^63, and counts are never negative.
     */
    public BigInteger unit() {
        return power(dim, states, slack());
    }

    int slack() {
        return Math.max(0, 2 * states - steps);
    }

    private static BigInteger power(int dim, int states, int exponent) {
        return BigInteger.valueOf(4L * dim * states + 2).pow(exponent);
    }
}
