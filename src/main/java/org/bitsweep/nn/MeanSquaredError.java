package org.bitsweep.nn;

/** Squared differences from 1 for the label's class and 0 for the others; the mean over samples and classes. */
final class MeanSquaredError extends Loss {
    MeanSquaredError(int capacity, int classes) {
        super(capacity, classes);
    }

    @Override
    void compute(int rows, float[] logits, int stride, int[] labels, float[] gradient) {
        for (int r = 0; r < rows; r++) {
            double squares = 0;
            for (int c = 0; c < classes; c++) {
                double difference = logits[r * stride + c] - (c == labels[r] ? 1.0 : 0.0);
                squares += difference * difference;
                if (gradient != null) {
                    gradient[r * stride + c] = (float) (2 * difference / ((double) rows * classes));
                }
            }
            lossSum += squares / classes;
        }
    }

    @Override
    void differentiate(int rows, int stride, int[] labels, float[] gradient, float[] tangent, float[] result) {
        float factor = (float) (2 / ((double) rows * classes));
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < classes; c++) {
                result[r * stride + c] = factor * tangent[r * stride + c];
            }
        }
    }
}
