package org.bitsweep.data.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Closes a stream from which nothing has come for a while, so that whoever reads it gets an error in place of waiting. */
final class Stall implements AutoCloseable {
    private final Thread watch;
    private volatile long lastNanos = System.nanoTime();

    Stall(InputStream stream, Duration patience) {
        watch = new Thread(() -> watch(stream, patience.toNanos()), "bitsweep-stall");
        watch.setDaemon(true);
        watch.start();
    }

    /** Something has come. */
    void moved() {
        lastNanos = System.nanoTime();
    }

    private void watch(InputStream stream, long patienceNanos) {
        try {
            for (long left = patienceNanos; left > 0; left = lastNanos + patienceNanos - System.nanoTime()) {
                Thread.sleep(left / 1_000_000 + 1);
            }
            stream.close();
        } catch (InterruptedException | IOException e) {
            // The reader is done, or gets the error itself.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
