package org.bitsweep.nn;

import org.bitsweep.bits.Function;
import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.Logarithm;

/**
 * Softmax and cross-entropy in nats, the mean over a batch. Exponentials are floats; sums and the logarithm are doubles,
 * and the sum leaves out the largest exponential, which is 1, so that small losses keep their digits.
 */
final class CrossEntropy extends Loss {
    private final Kernels kernels;
    private final float[] exponentials;

    CrossEntropy(Kernels kernels, int capacity, int classes) {
        super(capacity, classes);
        this.kernels = kernels;
        this.exponentials = new float[capacity * Kernels.padded(classes)];
    }

    @Override
    void compute(int rows, float[] logits, int stride, int[] labels, float[] gradient) {
        for (int r = 0; r < rows; r++) {
            int from = r * stride;
            float most = logits[from + best[r]];
            for (int c = 0; c < classes; c++) {
                exponentials[from + c] = logits[from + c] - most;
            }
        }
        kernels.apply(Function.EXP, rows * stride, exponentials, exponentials);
        for (int r = 0; r < rows; r++) {
            int from = r * stride;
            double others = 0;
            for (int c = 0; c < classes; c++) {
                others += c == best[r] ? 0f : exponentials[from + c];
            }
            lossSum += Logarithm.log1p(others) - ((double) logits[from + labels[r]] - logits[from + best[r]]);
            if (gradient != null) {
                double scale = 1 / ((1 + others) * rows);
                for (int c = 0; c < classes; c++) {
                    double target = c == labels[r] ? 1.0 / rows : 0.0;
                    gradient[from + c] = (float) (exponentials[from + c] * scale - target);
                }
            }
        }
    }

    /** Differences from the label's own tangent: probabilities near 1 would leave nothing but rounding. */
    @Override
    void differentiate(int rows, int stride, int[] labels, float[] gradient, float[] tangent, float[] result) {
        for (int r = 0; r < rows; r++) {
            int from = r * stride;
            int own = from + labels[r];
            double mean = 0;
            for (int i = from; i < from + classes; i++) {
                mean += i == own ? 0 : (double) rows * gradient[i] * ((double) tangent[i] - tangent[own]);
            }
            for (int i = from; i < from + classes; i++) {
                double probability = (i == own ? 1.0 : 0.0) + (double) rows * gradient[i];
                result[i] = (float) (probability * ((double) tangent[i] - tangent[own] - mean) / rows);
            }
        }
    }
}
