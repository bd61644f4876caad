package org.bitsweep.complexity;

import java.io.Serializable;
import java.util.Locale;

/**
 * How an object is cut into blocks, under the names of PyBDM (Talaga and Tsampourakis 2020). Blocks begin at the top left
 * corner and are taken row by row; the partitions differ in what happens at the right and lower edges.
 */
public sealed interface Partition extends Serializable {
    /** The names that {@link #of} knows. */
    String NAMES = "ignore, recursive, correlated or periodic";

    /** The name, in lower case. */
    default String label() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** Whether blocks of several shapes occur. */
    default boolean mixesShapes() {
        return this instanceof Recursive;
    }

    /** Blocks do not overlap; incomplete ones are dropped. */
    record Ignore() implements Partition {}

    /**
     * Blocks do not overlap; an incomplete one is cut again, into squares as wide as its shorter side (in one dimension:
     * into one string of its own length), and so on, until nothing is left or the side is shorter than a minimum.
     *
     * @param minLength shortest side of a block, at least 1; what is narrower is dropped. PyBDM's default is 2
     */
    record Recursive(int minLength) implements Partition {
        public Recursive {
            if (minLength < 1) {
                throw new IllegalArgumentException("the minimum length is " + minLength + ", expected 1 or more");
            }
        }
    }

    /**
     * A sliding window: complete blocks at every {@code shift}-th row and column. Blocks overlap when the shift is less
     * than their side.
     *
     * @param shift rows and columns from one window to the next, at least 1. PyBDM's default is 1
     */
    record Correlated(int shift) implements Partition {
        public Correlated {
            if (shift < 1) {
                throw new IllegalArgumentException("the shift is " + shift + ", expected 1 or more");
            }
        }
    }

    /**
     * Blocks do not overlap; an incomplete one is completed with the rows and columns of the opposite edge, as if the
     * object repeated itself in all directions.
     */
    record Periodic() implements Partition {}

    /**
     * The partition of this name.
     *
     * @param minLength of {@link Recursive}; others do not use it
     * @param shift of {@link Correlated}; others do not use it
     * @throws IllegalArgumentException if there is none
     */
    static Partition of(String name, int minLength, int shift) {
        return switch (name) {
            case "ignore" -> new Ignore();
            case "recursive" -> new Recursive(minLength);
            case "correlated" -> new Correlated(shift);
            case "periodic" -> new Periodic();
            default -> throw new IllegalArgumentException("partition '" + name + "', expected " + NAMES);
        };
    }
}
