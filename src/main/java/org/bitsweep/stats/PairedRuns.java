package org.bitsweep.stats;

import java.util.Arrays;
import org.apache.commons.statistics.inference.BinomialTest;
import org.apache.commons.statistics.inference.ContinuityCorrection;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/**
 * Two values of each run compared over the runs that have both: the unit is the run.
 *
 * @param runs those that have both values
 * @param difference the mean of first - second
 * @param stronger share of the runs in which the first is larger; null without runs
 * @param signP two-sided exact sign test: binomial over the runs whose values differ; null if there is none
 * @param wilcoxonP two-sided Wilcoxon signed-rank test over the runs whose values differ: exact below 50 runs without
 *     ties, else by the normal distribution with corrections for ties and continuity; null if there is none
 */
record PairedRuns(int runs, Bootstrap difference, Double stronger, Double signP, Double wilcoxonP) {
    private static final WilcoxonSignedRankTest WILCOXON =
            WilcoxonSignedRankTest.withDefaults().with(ContinuityCorrection.ENABLED);

    /** @param differences first - second, one a run */
    static PairedRuns of(double[] differences) {
        double[] nonZero =
                Arrays.stream(differences).filter(value -> value != 0).toArray();
        int positive = (int) Arrays.stream(nonZero).filter(value -> value > 0).count();
        boolean isTestable = nonZero.length > 0;
        return new PairedRuns(
                differences.length,
                Bootstrap.of(new Statistic.Mean(differences)),
                differences.length == 0 ? null : (double) positive / differences.length,
                isTestable
                        ? BinomialTest.withDefaults()
                                .test(nonZero.length, positive, 0.5)
                                .getPValue()
                        : null,
                isTestable ? WILCOXON.test(nonZero).getPValue() : null);
    }
}
