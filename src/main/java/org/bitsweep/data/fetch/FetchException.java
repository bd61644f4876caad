package org.bitsweep.data.fetch;

import java.io.IOException;

/** A file that no mirror gave as it must be; the message says what each of them did. */
public final class FetchException extends IOException {
    private static final long serialVersionUID = 1L;

    FetchException(String message) {
        super(message);
    }
}
