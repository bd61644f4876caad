package org.bitsweep.run;

/** Takes what a probe measures. */
@FunctionalInterface
public interface Measurements {
    /** The layer that stands for the whole network. */
    int WHOLE_NETWORK = -1;

    /**
     * Adds one value; one that does not exist is left out.
     *
     * @param layer from 0, or {@link #WHOLE_NETWORK}
     * @param name what was measured
     * @throws ArithmeticException if the value is NaN or infinite; it fails the run
     */
    void add(int epoch, int layer, String name, double value);
}
