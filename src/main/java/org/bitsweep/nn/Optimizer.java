package org.bitsweep.nn;

import org.bitsweep.bits.AdamCoefficients;
import org.bitsweep.bits.Kernels;

/** An optimizer of one network; every trained tensor has an {@link Update} with a state of its own. */
abstract sealed class Optimizer {
    /** Updates one tensor. */
    interface Update {
        /** Moves {@code parameters[from .. to - 1]}, both multiples of {@link Kernels#LANES}. */
        void apply(int from, int to, float[] parameters, float[] gradient);
    }

    static Optimizer of(OptimizerSpec spec, Kernels kernels) {
        return spec instanceof OptimizerSpec.Sgd sgd
                ? new Descent(sgd, kernels)
                : new Adam((OptimizerSpec.Adam) spec, kernels);
    }

    /**
     * Prepares the next step of all tensors.
     *
     * @param step its number, from 1
     * @param factor what the schedule multiplies the learning rate by
     */
    abstract void prepare(int step, double factor);

    /** The update of a tensor of a given size. */
    abstract Update update(int size);

    private static final class Adam extends Optimizer {
        private final Kernels kernels;
        private final double learningRate;
        private final AdamCoefficients coefficients;

        Adam(OptimizerSpec.Adam spec, Kernels kernels) {
            this.kernels = kernels;
            this.learningRate = spec.learningRate();
            this.coefficients = new AdamCoefficients(
                    spec.beta1(),
                    spec.beta2(),
                    spec.epsilon(),
                    spec.decoupled() ? 0 : spec.weightDecay(),
                    spec.decoupled() ? spec.weightDecay() : 0);
        }

        @Override
        void prepare(int step, double factor) {
            coefficients.prepare(step, learningRate * factor);
        }

        @Override
        Update update(int size) {
            float[] first = new float[size];
            float[] second = new float[size];
            return (from, to, parameters, gradient) ->
                    kernels.adam(from, to, parameters, gradient, first, second, coefficients);
        }
    }

    private static final class Descent extends Optimizer {
        private final Kernels kernels;
        private final OptimizerSpec.Sgd spec;
        private float rate;

        Descent(OptimizerSpec.Sgd spec, Kernels kernels) {
            this.kernels = kernels;
            this.spec = spec;
        }

        @Override
        void prepare(int step, double factor) {
            rate = (float) (spec.learningRate() * factor);
        }

        @Override
        Update update(int size) {
            float[] velocity = new float[size];
            float momentum = (float) spec.momentum();
            float decay = (float) spec.weightDecay();
            return (from, to, parameters, gradient) ->
                    kernels.descend(from, to, parameters, gradient, velocity, rate, momentum, decay);
        }
    }
}
