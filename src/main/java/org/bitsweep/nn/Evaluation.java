package org.bitsweep.nn;

import java.io.Serializable;

/** Mean cross-entropy in nats, and accuracy as a fraction, over a set of samples in evaluation mode. */
public record Evaluation(double loss, double accuracy) implements Serializable {
    /** Of an epoch that was not evaluated. */
    static final Evaluation NONE = new Evaluation(Double.NaN, Double.NaN);
}
