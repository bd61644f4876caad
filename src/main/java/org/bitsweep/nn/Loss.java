package org.bitsweep.nn;

import org.bitsweep.bits.Kernels;

/** What is minimised, over batches of logits; keeps the sums of the last batch. */
abstract sealed class Loss permits CrossEntropy, MeanSquaredError {
    final int classes;
    /** For each sample of the batch the class of its largest logit, the first of equals. */
    final int[] best;

    double lossSum;
    private int correct;

    Loss(int capacity, int classes) {
        this.classes = classes;
        this.best = new int[capacity];
    }

    static Loss of(TrainingSpec.LossKind kind, Kernels kernels, int capacity, int classes) {
        return switch (kind) {
            case CROSS_ENTROPY -> new CrossEntropy(kernels, capacity, classes);
            case MEAN_SQUARED_ERROR -> new MeanSquaredError(capacity, classes);
        };
    }

    /** Sum of the losses of the samples of the last call. */
    double lossSum() {
        return lossSum;
    }

    /** Samples of the last call whose largest logit (the first of equals) is that of their label. */
    int correct() {
        return correct;
    }

    /**
     * Losses and hits of rows of logits.
     *
     * @param gradient receives the gradient of the mean loss by the logits; null if it is not wanted
     */
    final void evaluate(int rows, float[] logits, int stride, int[] labels, float[] gradient) {
        lossSum = 0;
        correct = 0;
        for (int r = 0; r < rows; r++) {
            best[r] = largest(logits, r * stride);
            correct += best[r] == labels[r] ? 1 : 0;
        }
        compute(rows, logits, stride, labels, gradient);
    }

    /** Adds the losses to {@link #lossSum}, and computes the gradient if it is wanted. */
    abstract void compute(int rows, float[] logits, int stride, int[] labels, float[] gradient);

    /**
     * How the gradient of the mean loss by the logits changes along a direction of the logits.
     *
     * @param gradient as {@link #evaluate} left it
     * @param tangent the direction
     * @param result receives the change; its padding is left as it is
     */
    abstract void differentiate(int rows, int stride, int[] labels, float[] gradient, float[] tangent, float[] result);

    private int largest(float[] logits, int from) {
        int largest = 0;
        for (int c = 1; c < classes; c++) {
            if (logits[from + c] > logits[from + largest]) {
                largest = c;
            }
        }
        return largest;
    }
}
