package org.bitsweep.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * By how much a series falls after its peak, without the bias of having looked for the peak: the greatest of many values
 * that vary is above the last one, whatever the series does. Here the peak of a run is taken where the mean of all
 * <i>other</i> runs of its group has its own, over the epochs that all of them have. Below 0 if it rises.
 */
final class HeldOutDrop {
    private static final int FEWEST_RUNS = 2;

    private HeldOutDrop() {}

    /** @param runs the series of each run as x, their epochs as y, ascending */
    static Bootstrap of(List<SeriesPair> runs) {
        double[][] values = overCommonEpochs(runs);
        if (values.length < FEWEST_RUNS || values[0].length < Phases.FEWEST_POINTS) {
            return Bootstrap.UNDEFINED;
        }
        int last = values[0].length - 1;
        double[] sums = new double[values[0].length];
        for (double[] run : values) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += run[i];
            }
        }
        double[] drops = new double[values.length];
        for (int r = 0; r < drops.length; r++) {
            int peak = 0;
            for (int i = 1; i <= last; i++) {
                peak = sums[i] - values[r][i] > sums[peak] - values[r][peak] ? i : peak;
            }
            drops[r] = values[r][peak] - values[r][last];
        }
        return Bootstrap.of(new Statistic.Mean(drops));
    }

    private static double[][] overCommonEpochs(List<SeriesPair> runs) {
        List<Map<Double, Double>> byEpoch = new ArrayList<>();
        TreeSet<Double> common = new TreeSet<>();
        for (SeriesPair run : runs) {
            Map<Double, Double> values = new TreeMap<>();
            for (int i = 0; i < run.length(); i++) {
                values.put(run.y()[i], run.x()[i]);
            }
            if (byEpoch.isEmpty()) {
                common.addAll(values.keySet());
            }
            common.retainAll(values.keySet());
            byEpoch.add(values);
        }
        return byEpoch.stream()
                .map(values -> common.stream().mapToDouble(values::get).toArray())
                .toArray(double[][]::new);
    }
}
