package org.bitsweep.sweep;

/** Told how a sweep goes on, from the driver's thread. */
public interface Progress extends AutoCloseable {
    /**
     * How far a sweep is.
     *
     * @param done runs that ended in this invocation
     * @param failed those of them without a result
     * @param running runs that are executed at this moment
     * @param secondsLeft expected; NaN while nothing is known
     */
    record State(int done, int failed, int running, double secondsLeft) {}

    void update(State state);

    @Override
    void close();

    /** Where progress is told. */
    @FunctionalInterface
    interface Display {
        /** Begins to show the progress of so many runs. */
        Progress open(int runs);
    }
}
