package org.bitsweep.stats;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The correlation, over runs that differ in one setting only, of two values that each run has: the mean of the coefficients
 * of a setting's granules, and the mean of that over settings (Jiang et al., "Fantastic generalization measures and where
 * to find them", ICLR 2020). A setting that goes with both values makes a correlation over all runs; it
 * makes none within the granules of other settings.
 *
 * <p>Two runs make a granule, whose coefficient is then 1 or -1. A granule in which a value is constant has none, and is
 * left out; so is a setting with fewer than three runs in granules that have one.
 */
final class GranulatedAssociation implements Statistic.OneByOne {
    private static final int FEWEST_IN_GRANULE = 2;

    private final int runs;
    private final List<List<Granule>> settings;

    /**
     * @param x finite, one value a run; y likewise
     * @param settings those to average over
     */
    GranulatedAssociation(double[] x, double[] y, Method method, List<Setting> settings) {
        runs = x.length;
        this.settings = settings.stream()
                .map(setting -> setting.granules().stream()
                        .map(granule -> Granule.of(x, y, method, granule))
                        .toList())
                .toList();
    }

    @Override
    public int runs() {
        return runs;
    }

    @Override
    public double of(int[] counts) {
        return settings.stream()
                .mapToDouble(granules -> mean(granules, counts))
                .filter(r -> !Double.isNaN(r))
                .average()
                .orElse(Double.NaN);
    }

    private static double mean(List<Granule> granules, int[] counts) {
        double sum = 0;
        int defined = 0;
        int drawn = 0;
        for (Granule granule : granules) {
            int[] own = granule.own(counts);
            double r = granule.association.of(own);
            if (!Double.isNaN(r)) {
                sum += r;
                defined++;
                drawn += Association.drawn(own);
            }
        }
        return drawn < Method.FEWEST_POINTS ? Double.NaN : sum / defined;
    }

    /** How many settings have a coefficient. */
    int settings() {
        int[] each = once();
        return (int) settings.stream()
                .filter(granules -> !Double.isNaN(mean(granules, each)))
                .count();
    }

    /** How many granules have a coefficient. */
    int granules() {
        return (int) defined().count();
    }

    /** How many runs are in such granules; one that is in granules of several settings counts for each. */
    int runsInGranules() {
        return defined().mapToInt(granule -> granule.runs.length).sum();
    }

    private Stream<Granule> defined() {
        int[] each = once();
        return settings.stream()
                .filter(granules -> !Double.isNaN(mean(granules, each)))
                .flatMap(List::stream)
                .filter(granule -> !Double.isNaN(granule.association.of(granule.own(each))));
    }

    private int[] once() {
        int[] each = new int[runs];
        Arrays.fill(each, 1);
        return each;
    }

    private record Granule(int[] runs, Association association) {
        static Granule of(double[] x, double[] y, Method method, int[] runs) {
            return new Granule(runs, new Association(only(x, runs), only(y, runs), method, FEWEST_IN_GRANULE));
        }

        /** How often its own runs were drawn. */
        int[] own(int[] counts) {
            int[] own = new int[runs.length];
            for (int i = 0; i < own.length; i++) {
                own[i] = counts[runs[i]];
            }
            return own;
        }

        private static double[] only(double[] values, int[] runs) {
            return Arrays.stream(runs).mapToDouble(run -> values[run]).toArray();
        }
    }
}
