package org.bitsweep.data.matrix;

/** A file that is not what its name or head says, or that cannot be used; the message is one sentence with its name. */
public final class MatrixFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    MatrixFormatException(String file, String what) {
        super(file + ": " + what);
    }
}
