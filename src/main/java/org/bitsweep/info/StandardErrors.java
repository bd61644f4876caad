package org.bitsweep.info;

import org.bitsweep.bits.Rng;

/**
 * Bootstrap standard errors of the plug-in estimates (Efron and Tibshirani 1993, algorithm 6.1): the standard deviation,
 * with B - 1 below, over B resamples of N of the N patterns with replacement, together with their labels.
 *
 * @param inputs of I(X;T), in bits
 * @param labels of I(T;Y), in bits
 */
public record StandardErrors(double inputs, double labels) {
    /**
     * @param states each pattern's state, from 0 to distinct - 1
     * @param resamples B, 2 or more
     */
    public static StandardErrors of(int[] states, int distinct, Labels labels, int resamples, Rng rng) {
        if (resamples < 2) {
            throw new IllegalArgumentException("a standard error needs 2 resamples or more, not " + resamples);
        }
        int n = labels.patterns();
        int[] drawnStates = new int[n];
        int[] drawnLabels = new int[n];
        double[] inputs = new double[resamples];
        double[] relevant = new double[resamples];
        for (int b = 0; b < resamples; b++) {
            for (int i = 0; i < n; i++) {
                int p = rng.nextInt(n);
                drawnStates[i] = states[p];
                drawnLabels[i] = labels.labels()[p];
            }
            StateCounts counts = new Labels(drawnLabels, labels.classes()).count(drawnStates, distinct, 0);
            inputs[b] = counts.inputs(Estimator.PLUG_IN).bits();
            relevant[b] = counts.labels(Estimator.PLUG_IN).bits();
        }
        return new StandardErrors(deviation(inputs), deviation(relevant));
    }

    private static double deviation(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value;
        }
        mean /= values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }
}
