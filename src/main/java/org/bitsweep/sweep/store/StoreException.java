package org.bitsweep.sweep.store;

import java.io.IOException;

/** The store cannot be read or written, or another process took it over; the message is one sentence for people. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The store cannot be written, for the reason that lies deepest: what wraps it speaks of formats. */
    public static StoreException cannotWrite(StoreFiles files, IOException e) {
        return new StoreException("cannot write to the store " + files.location() + ": " + reason(e), e);
    }

    /** The store cannot be read. */
    public static StoreException cannotRead(StoreFiles files, IOException e) {
        return new StoreException("cannot read the store " + files.location() + ": " + reason(e), e);
    }

    private static String reason(IOException e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getClass().getSimpleName()
                + (deepest.getMessage() == null
                        ? ""
                        : " " + deepest.getMessage().strip().lines().findFirst().orElse(""));
    }
}
