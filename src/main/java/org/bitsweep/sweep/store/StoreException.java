package org.bitsweep.sweep.store;

/** The store cannot be read or written, or another process took it over; the message is one sentence for people. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
