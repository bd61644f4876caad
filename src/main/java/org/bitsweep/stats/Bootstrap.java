package org.bitsweep.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bitsweep.bits.Rng;

/**
 * A statistic of a set of runs with its 95 % percentile bootstrap interval (Efron 1979): 2,000 resamples of the runs with
 * replacement, which are the same for every set of that size.
 *
 * @param estimate the statistic of the runs themselves; null where it is not defined
 * @param low 2.5 % percentile; null below 3 runs
 * @param high 97.5 % percentile; null below 3 runs
 */
record Bootstrap(Double estimate, Double low, Double high) {
    private static final int RESAMPLES = 2_000;
    private static final int FEWEST_RUNS = 3;

    /** So many resamples are evaluated together, because their sums fit into the cache while each run is read once. */
    private static final int BLOCK = 16;

    /** One or more values of a set of runs. */
    interface Statistic {
        /** Number of runs in the set. */
        int runs();

        /** Number of values. */
        int width();

        /**
         * Evaluates some resamples.
         *
         * @param counts by resample and run how often the run was drawn
         * @return by value and resample; NaN where it is not defined
         */
        double[][] of(int[][] counts);
    }

    /** The values of statistics, each with its interval. Sets of one size have the same resamples, drawn once. */
    static List<Bootstrap> of(List<Statistic> statistics) {
        Map<Integer, List<Statistic>> bySize = statistics.stream().collect(Collectors.groupingBy(Statistic::runs));
        Map<Statistic, List<Bootstrap>> values = new IdentityHashMap<>();
        bySize.forEach((runs, same) -> {
            List<Bootstrap> joined = new ArrayList<>(of(new Joined(same)));
            for (Statistic statistic : same) {
                List<Bootstrap> own = joined.subList(0, statistic.width());
                values.put(statistic, List.copyOf(own));
                own.clear();
            }
        });
        return statistics.stream()
                .flatMap(statistic -> values.get(statistic).stream())
                .toList();
    }

    private record Joined(List<Statistic> parts) implements Statistic {
        @Override
        public int runs() {
            return parts.get(0).runs();
        }

        @Override
        public int width() {
            return parts.stream().mapToInt(Statistic::width).sum();
        }

        @Override
        public double[][] of(int[][] counts) {
            return parts.stream()
                    .flatMap(part -> Arrays.stream(part.of(counts)))
                    .toArray(double[][]::new);
        }
    }

    /** The values of a statistic, each with its interval. */
    static List<Bootstrap> of(Statistic statistic) {
        int runs = statistic.runs();
        int[] each = new int[runs];
        Arrays.fill(each, 1);
        double[][] own = runs == 0 ? null : statistic.of(new int[][] {each});
        double[][] resampled = runs < FEWEST_RUNS ? null : resample(runs, statistic);
        List<Bootstrap> values = new ArrayList<>();
        for (int value = 0; value < statistic.width(); value++) {
            boolean isDefined = own != null && !Double.isNaN(own[value][0]);
            values.add(of(isDefined ? own[value][0] : null, isDefined && resampled != null ? resampled[value] : null));
        }
        return values;
    }

    private static Bootstrap of(Double estimate, double[] resampled) {
        double[] sorted = resampled == null
                ? new double[0]
                : Arrays.stream(resampled)
                        .filter(value -> !Double.isNaN(value))
                        .sorted()
                        .toArray();
        return sorted.length == 0
                ? new Bootstrap(estimate, null, null)
                : new Bootstrap(estimate, percentile(sorted, 0.025), percentile(sorted, 0.975));
    }

    private static double[][] resample(int runs, Statistic statistic) {
        Rng rng = Rng.stream(0, "bootstrap");
        double[][] resampled = new double[statistic.width()][RESAMPLES];
        int[][] counts = new int[BLOCK][runs];
        for (int from = 0; from < RESAMPLES; from += BLOCK) {
            for (int[] count : counts) {
                Arrays.fill(count, 0);
                for (int i = 0; i < runs; i++) {
                    count[rng.nextInt(runs)]++;
                }
            }
            double[][] values = statistic.of(counts);
            for (int value = 0; value < values.length; value++) {
                System.arraycopy(values[value], 0, resampled[value], from, BLOCK);
            }
        }
        return resampled;
    }

    /** The mean of values, one a run. */
    record Mean(double[] values) implements Statistic {
        @Override
        public int runs() {
            return values.length;
        }

        @Override
        public int width() {
            return 1;
        }

        @Override
        public double[][] of(int[][] counts) {
            double[] means = new double[counts.length];
            for (int sample = 0; sample < counts.length; sample++) {
                double sum = 0;
                for (int run = 0; run < values.length; run++) {
                    sum += counts[sample][run] * values[run];
                }
                means[sample] = sum / values.length;
            }
            return new double[][] {means};
        }
    }

    /** Percentile of type 7 (Hyndman and Fan 1996) of ascending values. */
    static double percentile(double[] sorted, double fraction) {
        double position = fraction * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
