package org.bitsweep.sweep.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes wrong in a {@link FaultyFileSystem}: one of the operations that change files fails, or the process stops
 * there, before the operation or after it; or the disk is full. One for all file systems of the JVM.
 */
public final class Faults {
    /** When, as seen from the operation. */
    enum Moment {
        BEFORE,
        AFTER
    }

    /** What happens then. */
    enum Event {
        /** The operation throws, and the process goes on. */
        FAILURE,
        /** Nothing of the process reaches the file system any more. */
        STOP
    }

    /** An operation on files. */
    @FunctionalInterface
    interface Operation<T> {
        T perform() throws IOException;
    }

    private static final Faults NONE = new Faults(-1, null, null, Long.MAX_VALUE);
    private static Faults current = NONE;

    private final int step;
    private final Moment moment;
    private final Event event;
    private final List<String> steps = new ArrayList<>();
    private long freeBytes;
    private boolean isStopped;

    private Faults(int step, Moment moment, Event event, long freeBytes) {
        this.step = step;
        this.moment = moment;
        this.event = event;
        this.freeBytes = freeBytes;
    }

    /** Nothing goes wrong; the steps are listed. */
    static Faults none() {
        return set(new Faults(-1, null, null, Long.MAX_VALUE));
    }

    /** Something happens at one step, counted from 0. */
    static Faults at(int step, Moment moment, Event event) {
        return set(new Faults(step, moment, event, Long.MAX_VALUE));
    }

    /** The disk is full after so many bytes. */
    public static Faults diskWith(long freeBytes) {
        return set(new Faults(-1, null, null, freeBytes));
    }

    /** Nothing goes wrong any more. */
    public static void end() {
        set(NONE);
    }

    private static synchronized Faults set(Faults faults) {
        current = faults;
        return faults;
    }

    private static synchronized Faults current() {
        return current;
    }

    /** What has been done, step by step. */
    synchronized List<String> steps() {
        return List.copyOf(steps);
    }

    static <T> T change(String description, Operation<T> operation) throws IOException {
        Faults faults = current();
        synchronized (faults) {
            faults.requireRunning();
            boolean isDue = faults.steps.size() == faults.step;
            if (faults != NONE) {
                faults.steps.add(description);
            }
            if (isDue && faults.moment == Moment.BEFORE) {
                throw faults.strike(description);
            }
            T result = operation.perform();
            if (isDue) {
                throw faults.strike(description);
            }
            return result;
        }
    }

    static <T> T look(Operation<T> operation) throws IOException {
        current().requireRunning();
        return operation.perform();
    }

    static void write(int bytes) throws IOException {
        Faults faults = current();
        synchronized (faults) {
            if (bytes > faults.freeBytes) {
                throw new IOException("No space left on device");
            }
            faults.freeBytes -= faults == NONE ? 0 : bytes;
        }
    }

    private IOException strike(String description) {
        isStopped = event == Event.STOP;
        return new IOException(event + " " + moment + " " + description);
    }

    private synchronized void requireRunning() throws IOException {
        if (isStopped) {
            throw new IOException("the process has stopped");
        }
    }
}
