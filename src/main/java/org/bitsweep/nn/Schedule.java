package org.bitsweep.nn;

import java.io.Serializable;

/**
 * How the learning rate changes. During the first {@code warmUp} epochs it rises in equal steps, from step to step, to the
 * full rate; the shape then counts its epochs from there.
 *
 * @param warmUp epochs; 0 starts at the full rate
 */
public record Schedule(Shape shape, int warmUp) implements Serializable {
    public Schedule {
        if (warmUp < 0) {
            throw new IllegalArgumentException(
                    "training.schedule.warm-up is " + warmUp + ", expected 0 epochs or more");
        }
    }

    /** The rate after the warm-up, as a factor. */
    public sealed interface Shape extends Serializable {
        /**
         * @param epoch from 1, after the warm-up
         * @param epochs how many there are at most, after the warm-up
         */
        double factor(int epoch, int epochs);
    }

    /** The same rate all along. */
    public record Constant() implements Shape {
        @Override
        public double factor(int epoch, int epochs) {
            return 1;
        }
    }

    /** Multiplied by a factor after every so many epochs. */
    public record Step(int every, double decay) implements Shape {
        public Step {
            if (every < 1) {
                throw new IllegalArgumentException(
                        "training.schedule.every is " + every + ", expected 1 epoch or more");
            }
            if (!(decay > 0 && decay <= 1)) {
                throw new IllegalArgumentException(
                        "training.schedule.factor is " + decay + ", expected more than 0 and at most 1");
            }
        }

        @Override
        public double factor(int epoch, int epochs) {
            return StrictMath.pow(decay, (epoch - 1) / every);
        }
    }

    /**
     * Half a cosine from the full rate down to a share of it (Loshchilov and Hutter 2017, without restarts).
     *
     * @param least that share, reached after the last epoch
     */
    public record Cosine(double least) implements Shape {
        public Cosine {
            if (!(least >= 0 && least <= 1)) {
                throw new IllegalArgumentException(
                        "training.schedule.minimum is " + least + ", expected 0 to 1 times the learning rate");
            }
        }

        @Override
        public double factor(int epoch, int epochs) {
            return least + (1 - least) * (1 + StrictMath.cos(Math.PI * (epoch - 1) / epochs)) / 2;
        }
    }

    /**
     * The factor on the learning rate.
     *
     * @param epoch from 1
     * @param step from 1, within the epoch
     * @param steps steps of an epoch
     * @param epochs the most epochs of the training
     */
    double factor(int epoch, int step, int steps, int epochs) {
        if (epoch <= warmUp) {
            return ((double) (epoch - 1) * steps + step) / ((double) warmUp * steps);
        }
        return shape.factor(epoch - warmUp, epochs - warmUp);
    }
}
