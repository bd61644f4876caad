package org.bitsweep.nn;

/** Softmax and cross-entropy in nats, the mean over a batch; computed in double, in {@link StrictMath}. */
final class CrossEntropy {
    private final int classes;
    private final double[] exponentials;

    private double lossSum;
    private int correct;

    CrossEntropy(int classes) {
        this.classes = classes;
        this.exponentials = new double[classes];
    }

    /** Sum of the losses of the samples of the last call, nats. */
    double lossSum() {
        return lossSum;
    }

    /** Samples of the last call whose largest logit (the first of equals) is that of their label. */
    int correct() {
        return correct;
    }

    /** Loss and hits of rows of logits. */
    void evaluate(int rows, float[] logits, int stride, int[] labels) {
        clear();
        for (int r = 0; r < rows; r++) {
            score(logits, r * stride, labels[r]);
        }
    }

    /** Loss and hits; the logits are replaced by their gradient of the mean loss, {@code (softmax - onehot) / rows}. */
    void differentiate(int rows, float[] logits, int stride, int[] labels) {
        clear();
        for (int r = 0; r < rows; r++) {
            double sum = score(logits, r * stride, labels[r]);
            for (int c = 0; c < classes; c++) {
                double target = c == labels[r] ? 1 : 0;
                logits[r * stride + c] = (float) ((exponentials[c] / sum - target) / rows);
            }
        }
    }

    private void clear() {
        lossSum = 0;
        correct = 0;
    }

    /** Adds one sample; returns the sum of its exponentials. */
    private double score(float[] logits, int from, int label) {
        int best = 0;
        for (int c = 1; c < classes; c++) {
            if (logits[from + c] > logits[from + best]) {
                best = c;
            }
        }
        double largest = logits[from + best];
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            exponentials[c] = StrictMath.exp(logits[from + c] - largest);
            sum += exponentials[c];
        }
        lossSum += StrictMath.log(sum) - (logits[from + label] - largest);
        if (best == label) {
            correct++;
        }
        return sum;
    }
}
