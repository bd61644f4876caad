package org.bitsweep.run;

import org.bitsweep.nn.EpochSummary;

/**
 * One row of the table {@code epochs}.
 *
 * @param bdm in bits, of the probe {@code default}; the mean over the epoch's steps, or the value at its end
 * @param entropy block entropy in bits, likewise
 */
public record EpochRow(PlannedRun run, String network, EpochSummary summary, double bdm, double entropy) {}
