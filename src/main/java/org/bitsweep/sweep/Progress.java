package org.bitsweep.sweep;

/** Told how a sweep goes on, from the driver's thread. */
public interface Progress extends AutoCloseable {
    /** Runs that are done in all and of those the ones without a result. */
    void update(int done, int failed);

    @Override
    void close();

    /** Where progress is told. */
    @FunctionalInterface
    interface Display {
        /** Begins to show the progress of so many runs. */
        Progress open(int runs);
    }
}
