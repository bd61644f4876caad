package org.bitsweep.info;

import java.util.Arrays;
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
        int classes = labels.classes();
        int[] pairs = new int[n];
        int[] stateOfPair = new int[n];
        int[] labelOfPair = new int[n];
        int occurring = number(states, distinct, labels, pairs, stateOfPair, labelOfPair);
        int[] ofPairs = new int[occurring];
        int[] ofStates = new int[distinct];
        int[] ofLabels = new int[classes];
        double[] inputs = new double[resamples];
        double[] relevant = new double[resamples];
        for (int b = 0; b < resamples; b++) {
            Arrays.fill(ofPairs, 0);
            Arrays.fill(ofStates, 0);
            Arrays.fill(ofLabels, 0);
            for (int i = 0; i < n; i++) {
                ofPairs[pairs[rng.nextInt(n)]]++;
            }
            for (int pair = 0; pair < occurring; pair++) {
                ofStates[stateOfPair[pair]] += ofPairs[pair];
                ofLabels[labelOfPair[pair]] += ofPairs[pair];
            }
            StateCounts counts = labels.count(ofStates, ofLabels, ofPairs);
            inputs[b] = counts.inputs(Estimator.PLUG_IN).bits();
            relevant[b] = counts.labels(Estimator.PLUG_IN).bits();
        }
        return new StandardErrors(deviation(inputs), deviation(relevant));
    }

    /** Numbers the pairs of a state and a label that occur; returns how many do. */
    private static int number(
            int[] states, int distinct, Labels labels, int[] pairs, int[] stateOfPair, int[] labelOfPair) {
        int[] numbers = new int[distinct];
        int next = 0;
        for (int label = 0; label < labels.classes(); label++) {
            Arrays.fill(numbers, -1);
            for (int p = 0; p < states.length; p++) {
                if (labels.labels()[p] == label) {
                    int state = states[p];
                    if (numbers[state] < 0) {
                        stateOfPair[next] = state;
                        labelOfPair[next] = label;
                        numbers[state] = next++;
                    }
                    pairs[p] = numbers[state];
                }
            }
        }
        return next;
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
