package org.bitsweep.stats.plot;

import java.util.List;

/**
 * What plots show of a group.
 *
 * @param bdm r of BDM
 * @param entropy r of block entropy
 * @param bdmCross r of BDM with the target of other runs
 * @param entropyCross r of block entropy likewise
 */
public record PlottedGroup(
        String label,
        Estimate bdm,
        Estimate entropy,
        Estimate bdmCross,
        Estimate entropyCross,
        List<Epoch> epochs,
        List<Run> runs) {
    /** Means of an epoch over the runs that had not stopped, with half the widths of their intervals; null: undefined. */
    public record Epoch(int epoch, long active, Estimate loss, Estimate bdm, Estimate entropy) {}

    /** Both correlations of one run. */
    public record Run(double bdm, double entropy) {}
}
