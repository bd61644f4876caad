package org.bitsweep.nn;

/** All units of a hidden layer gave the same values for all training samples of an epoch: nothing can be learnt. */
public final class DeadNetworkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeadNetworkException(int layer, int epoch) {
        super("hidden layer " + layer + " gave the same values for all training samples in epoch " + epoch);
    }
}
