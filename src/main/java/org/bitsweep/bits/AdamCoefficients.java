package org.bitsweep.bits;

/**
 * What one step of Adam (Kingma and Ba 2015, algorithm 1, in the form that divides by √v̂ + ε) multiplies by, set anew for
 * every step so that steps allocate nothing:
 *
 * <pre>
 *   g ← g + decay · p
 *   m ← keep1 · m + take1 · g
 *   v ← keep2 · v + take2 · g²
 *   p ← keep · p - rate · m / (√v · rootScale + ε)
 * </pre>
 *
 * with the corrections of the bias inside {@code rate} and {@code rootScale}. {@code decay} is L2 regularisation,
 * {@code keep} the decoupled weight decay of AdamW (Loshchilov and Hutter 2019).
 */
public final class AdamCoefficients {
    private final double beta1;
    private final double beta2;
    final float keep1;
    final float take1;
    final float keep2;
    final float take2;
    final float epsilon;
    final float decay;
    private final double decoupled;
    float rate;
    float rootScale;
    float keep;

    /**
     * @param decay weight of the L2 term in the gradient
     * @param decoupled share of a parameter, times the learning rate, that each step takes away
     */
    public AdamCoefficients(double beta1, double beta2, double epsilon, double decay, double decoupled) {
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.keep1 = (float) beta1;
        this.take1 = (float) (1 - beta1);
        this.keep2 = (float) beta2;
        this.take2 = (float) (1 - beta2);
        this.epsilon = (float) epsilon;
        this.decay = (float) decay;
        this.decoupled = decoupled;
    }

    /**
     * Prepares a step.
     *
     * @param step its number, from 1
     * @param learningRate its learning rate
     */
    public void prepare(int step, double learningRate) {
        rate = (float) (learningRate / (1 - StrictMath.pow(beta1, step)));
        rootScale = (float) (1 / Math.sqrt(1 - StrictMath.pow(beta2, step)));
        keep = (float) (1 - learningRate * decoupled);
    }
}
