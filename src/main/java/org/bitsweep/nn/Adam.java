package org.bitsweep.nn;

import java.io.Serializable;

/**
 * Adam (Kingma and Ba 2015, algorithm 1), in the form that divides by √v̂ + ε. One object holds the moments of one
 * tensor.
 */
public final class Adam {
    /**
     * @param learningRate step size
     * @param beta1 decay of the first moment
     * @param beta2 decay of the second moment
     * @param epsilon added to the root of the second moment
     */
    public record Settings(double learningRate, double beta1, double beta2, double epsilon) implements Serializable {
        public Settings {
            if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "training.learning-rate is " + learningRate + ", expected a positive number");
            }
            requireDecay("beta1", beta1);
            requireDecay("beta2", beta2);
            if (!(epsilon > 0 && epsilon < 1)) {
                throw new IllegalArgumentException("training.epsilon is " + epsilon + ", expected between 0 and 1");
            }
        }

        private static void requireDecay(String name, double value) {
            if (!(value >= 0 && value < 1)) {
                throw new IllegalArgumentException(
                        "training." + name + " is " + value + ", expected at least 0 and less than 1");
            }
        }
    }

    private final Settings settings;
    private final float[] first;
    private final float[] second;

    Adam(Settings settings, int size) {
        this.settings = settings;
        this.first = new float[size];
        this.second = new float[size];
    }

    /**
     * One update in place.
     *
     * @param step number of this update, from 1
     */
    void update(float[] parameters, float[] gradient, int step) {
        double correction1 = 1 - StrictMath.pow(settings.beta1, step);
        double correction2 = 1 - StrictMath.pow(settings.beta2, step);
        float keep1 = (float) settings.beta1;
        float keep2 = (float) settings.beta2;
        float take1 = (float) (1 - settings.beta1);
        float take2 = (float) (1 - settings.beta2);
        float rate = (float) (settings.learningRate / correction1);
        float rootScale = (float) (1 / Math.sqrt(correction2));
        float epsilon = (float) settings.epsilon;
        float[] m = first;
        float[] v = second;
        for (int i = 0; i < parameters.length; i++) {
            float g = gradient[i];
            float mean = Math.fma(keep1, m[i], take1 * g);
            float square = Math.fma(keep2, v[i], take2 * g * g);
            m[i] = mean;
            v[i] = square;
            parameters[i] -= rate * mean / Math.fma((float) Math.sqrt(square), rootScale, epsilon);
        }
    }
}
