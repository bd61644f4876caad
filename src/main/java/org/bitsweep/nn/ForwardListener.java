package org.bitsweep.nn;

/** Sees the batches of a pass through a network in evaluation mode. */
@FunctionalInterface
public interface ForwardListener {
    /**
     * After a batch, whose values the {@linkplain NetworkView#outputs outputs} hold now.
     *
     * @param first index of its first sample
     * @param rows number of its samples
     */
    void passed(int first, int rows);
}
