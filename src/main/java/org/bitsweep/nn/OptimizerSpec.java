package org.bitsweep.nn;

import java.io.Serializable;

/** How parameters follow their gradients. Weight decay applies to every trained tensor, as in PyTorch. */
public sealed interface OptimizerSpec extends Serializable {
    /** Step size before any schedule. */
    double learningRate();

    /**
     * Gradient descent with momentum (Polyak 1964, as Sutskever et al. 2013 write it, without dampening).
     *
     * @param momentum share of the last step that is kept; 0 is plain gradient descent
     * @param weightDecay weight of the parameter in its gradient (L2)
     */
    record Sgd(double learningRate, double momentum, double weightDecay) implements OptimizerSpec {
        public Sgd {
            requireRate(learningRate);
            requireDecay("momentum", momentum);
            requireWeightDecay(weightDecay);
        }
    }

    /**
     * Adam (Kingma and Ba 2015), or AdamW (Loshchilov and Hutter 2019).
     *
     * @param beta1 decay of the first moment
     * @param beta2 decay of the second moment
     * @param epsilon added to the root of the second moment
     * @param weightDecay weight of the parameter in its gradient (L2), or, decoupled, the share of a parameter times the
     *     learning rate that a step takes away
     * @param decoupled whether this is AdamW
     */
    record Adam(double learningRate, double beta1, double beta2, double epsilon, double weightDecay, boolean decoupled)
            implements OptimizerSpec {
        public Adam {
            requireRate(learningRate);
            requireDecay("beta1", beta1);
            requireDecay("beta2", beta2);
            if (!(epsilon > 0 && epsilon < 1)) {
                throw new IllegalArgumentException("training.epsilon is " + epsilon + ", expected between 0 and 1");
            }
            requireWeightDecay(weightDecay);
        }
    }

    private static void requireRate(double rate) {
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("training.learning-rate is " + rate + ", expected a positive number");
        }
    }

    private static void requireDecay(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(
                    "training." + name + " is " + value + ", expected at least 0 and less than 1");
        }
    }

    private static void requireWeightDecay(double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("training.weight-decay is " + value + ", expected 0 or more");
        }
    }
}
